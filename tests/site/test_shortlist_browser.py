"""A shortlist by keyboard, in a browser: services change places, and what is typed stays."""

import pytest


@pytest.fixture
def page(signed_in):
    """The commissioner's list with three services, deleted in the end."""
    page = signed_in()
    _delete_all(page)
    page.goto("@@find?type=Service&sort=title")
    for box in page.locator("input[form=compare-form]").all()[:3]:
        box.check()
    page.get_by_role("button", name="Put what is ticked on a shortlist").click()
    page.get_by_role("button", name="Put on the shortlist").click()
    page.goto("@@shortlist")
    yield page
    _delete_all(page)


def _delete_all(page):
    """Delete the lists; other tests of this portal keep some, too."""
    page.goto("@@shortlists")
    while page.get_by_role("button", name="Delete").count():
        page.get_by_role("button", name="Delete").first.click()
        page.wait_for_load_state()


def press(page, key):
    with page.expect_navigation():
        page.keyboard.press(key)


def order(page):
    """Return the UIDs of the services as they stand."""
    return [one.get_attribute("value") for one in page.locator(".shortlist [name=uid]").all()]


def test_a_service_is_moved_to_the_end_by_one_key_and_no_note_is_lost(page):
    first, second, third = order(page)
    note = page.locator(f"#note-{third}")
    note.fill("near school")
    page.locator(f"#down-{first}").focus()
    press(page, "Enter")
    assert order(page) == [second, first, third]
    press(page, "Enter")
    assert order(page) == [second, third, first]
    # At the end the key moves it back.
    press(page, "Enter")
    assert order(page) == [second, first, third]
    assert note.input_value() == "near school"
    page.locator(f"[name=remove][value='{third}']").focus()
    press(page, "Enter")
    assert order(page) == [second, first]
    # The next key brings it back.
    press(page, "Enter")
    assert order(page) == [second, first, third]
    assert note.input_value() == "near school"


def test_a_link_does_not_lose_what_was_typed(page):
    note = page.locator("textarea").first
    note.press_sequentially("quiet")
    with page.expect_event("dialog") as asked:
        page.once("dialog", lambda dialog: dialog.dismiss())
        page.locator("nav a").first.evaluate("link => { setTimeout(() => link.click()) }")
    assert asked.value.type == "beforeunload"
    assert note.input_value() == "quiet"
    note.press("Tab")
    press(page, "Enter")
    assert note.input_value() == "quiet"
