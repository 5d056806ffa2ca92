"""Light or dark is the reader's choice, kept in the browser; the page stays."""

import pytest


def choose(visitor, value, back):
    one = visitor("carys.commissioner")
    return one, one.client.get(
        f"{one.base}/@@appearance", params={"appearance": value, "back": back}
    )


@pytest.mark.parametrize("value", ["light", "dark", "auto"])
def test_a_choice_leads_back_and_is_kept(visitor, value):
    base = visitor("carys.commissioner").base
    back = f"{base}/@@find?q=home&b_start=20"
    one, answer = choose(visitor, value, back)
    assert (answer.status_code, answer.headers["Location"]) == (302, back)
    assert f'data-appearance="{value}"' in one.client.get(f"{base}/@@find").text
    one.client.cookies.delete("ccsr-appearance")


def test_nobody_is_led_to_another_site(visitor):
    one, answer = choose(visitor, "dark", "https://example.org/")
    assert answer.headers["Location"] == one.base
    one.client.cookies.delete("ccsr-appearance")


def test_another_value_is_refused_and_a_strange_cookie_is_none(visitor):
    one, answer = choose(visitor, "purple", "")
    assert answer.status_code == 400
    one.client.cookies.set("ccsr-appearance", '"><script>')
    assert 'data-appearance="auto"' in one.client.get(f"{one.base}/@@find").text
    one.client.cookies.delete("ccsr-appearance")


def test_what_is_chosen_is_told_to_a_reader_of_the_screen(visitor):
    one, _answer = choose(visitor, "dark", "")
    page = one.client.get(f"{one.base}/@@find").text
    assert page.count('aria-pressed="true"') == 1
    assert page.index('aria-pressed="true"') < page.index('value="dark"') + 200
    one.client.cookies.delete("ccsr-appearance")
