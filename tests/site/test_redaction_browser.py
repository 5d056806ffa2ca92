"""Marking with the pointer what is to be removed from a document."""

import pytest


@pytest.fixture
def draft(process, signed_in):
    """The page of redaction of a draft with a file, on an officer's screen."""
    page = signed_in("officer")
    query = "portal_type=InspectionReport&review_state=draft&b_size=20"
    listed = page.request.get(f"@search?{query}", headers={"Accept": "application/json"})
    for item in listed.json()["items"]:
        page.goto(f"{item['@id']}/@@redact")
        if page.locator("#redact-picture").count():
            return page
    raise AssertionError("no draft of the demo has a file")


def drag(page, start, end):
    """Draw the pointer from one place to another."""
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=3)
    page.mouse.up()


def test_words_and_a_box_are_chosen_with_the_pointer_and_marked(draft):
    draft.locator("#redact-chosen", has_text="Choose words").wait_for()
    picture = draft.locator("#redact-picture")
    word = draft.locator(".redact-word").first.bounding_box()
    middle = word["y"] + word["height"] / 2
    drag(draft, (word["x"] + 1, middle), (word["x"] + word["width"] - 1, middle + 1))
    draft.get_by_label("Draw a box").check()
    place = picture.bounding_box()
    drag(draft, (place["x"] + 20, place["y"] + 10), (place["x"] + 90, place["y"] + 30))
    draft.locator("#redact-chosen", has_text="Words: 1. Boxes: 1.").wait_for()
    draft.locator("#mark-reason").select_option("child")
    draft.get_by_role("button", name="Mark what is chosen").click()
    marks = draft.locator("#marks tbody tr")
    assert marks.count() == 2
    assert "A box that was drawn" in marks.first.inner_text()
    draft.get_by_role("button", name="Undo the last change").click()
    assert draft.locator("#marks tbody tr").count() == 0
