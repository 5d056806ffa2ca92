"""First steps: shown to each role until put away, and found again."""

import pytest
import re


#: Account → what its first step leads to.
FIRST = {
    "carys.commissioner": "@@find",
    "ann.officer": "intake",
    "rhys.reviewer": "intake",
    "ivor.inspector": "@@cross-reference",
    "wil.partner": "readiness",
}


def links(page):
    found = re.search(r'<ol class="ccsr-steps">(.*?)</ol>', page, re.S)
    return re.findall(r'href="[^"]*/plone/([^"]+)"', found[1]) if found else []


def token(page):
    return re.search(r'name="_authenticator"[^>]*value="([^"]+)"', page)[1]


@pytest.mark.parametrize("who", FIRST)
def test_the_steps_are_what_one_may_do(visitor, who):
    page = visitor(who).get("/@@first-steps").text
    found = links(page)
    assert found[0] == FIRST[who]
    assert len(found) <= 5
    for address in found:
        assert visitor(who).get(f"/{address}").status_code == 200


def test_they_stand_on_the_home_page_until_they_are_put_away(visitor):
    one = visitor("carys.commissioner")
    home = one.get("").text
    assert links(home) == ["@@find", "@@shortlists", "@@saved-searches"]
    answer = one.client.post(f"{one.base}/@@first-steps", data={"_authenticator": token(home)})
    assert (answer.status_code, answer.headers["Location"]) == (302, one.base)
    assert links(one.get("").text) == []
    assert links(one.get("/@@first-steps").text) == ["@@find", "@@shortlists", "@@saved-searches"]


def test_without_the_token_of_the_form_nothing_is_put_away(visitor):
    one = visitor("ann.officer")
    assert not one.client.post(f"{one.base}/@@first-steps").is_redirect
    assert links(one.get("").text)


def test_in_welsh_they_are_welsh(visitor):
    page = visitor("rhys.reviewer").get("/@@first-steps?set_language=cy").text
    assert "Camau cyntaf" in page
    assert "Empty the review queue" not in page
