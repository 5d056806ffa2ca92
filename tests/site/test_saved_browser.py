"""A search is saved, something new is shared, and its owner is told; in a browser without JavaScript."""

from functools import partial

import pytest
import re


@pytest.fixture
def sign_in(signed_in):
    """Return a function that signs an account in, without script, and returns its page."""
    return partial(signed_in, java_script_enabled=False)


@pytest.fixture
def commissioner(sign_in):
    """The commissioner's page; what they saved is deleted in the end."""
    page = sign_in("commissioner")
    yield page
    page.goto("@@saved-searches")
    while page.get_by_role("button", name=re.compile("^Delete")).count():
        page.get_by_role("button", name=re.compile("^Delete")).first.click()
        page.goto("@@saved-searches")


def save(page, query, name):
    page.goto(f"@@save-search?{query}")
    page.get_by_label("Name").fill(name)
    page.locator("main").get_by_role("button", name="Save").click()


def panel(page):
    """Return the panel of saved searches on the home page."""
    page.goto("")
    return page.locator("section", has=page.get_by_role("heading", name="Saved searches"))


def share_a_draft(reviewer):
    """Share a draft inspection report; return its title."""
    reviewer.goto("@@queue?show=ready&kind=InspectionReport")
    row = reviewer.locator("main tbody tr").first
    title = row.get_by_role("link").first.inner_text()
    row.get_by_role("checkbox").check()
    reviewer.get_by_role("button", name="Share the ticked ones").click()
    assert "1 of 1 shared." in reviewer.locator("#results").inner_text()
    return title


def test_what_is_shared_after_saving_is_new_until_it_is_looked_at(sign_in, commissioner):
    save(commissioner, "type=InspectionReport", "Reports")
    assert commissioner.url.endswith("/@@find?type=InspectionReport")
    assert commissioner.get_by_text("“Reports” is saved.").is_visible()
    assert "new" not in panel(commissioner).inner_text()
    title = share_a_draft(sign_in("reviewer"))
    assert "1 new" in panel(commissioner).inner_text()
    panel(commissioner).get_by_role("button", name="Reports").click()
    shown = commissioner.locator("main")
    assert shown.get_by_role("heading", name="1 new since").is_visible()
    assert shown.locator("ol h3").all_inner_texts() == [title]
    commissioner.reload()
    assert shown.get_by_role("heading", name="1 new since").is_visible()
    assert "new" not in panel(commissioner).inner_text()
    panel(commissioner).get_by_role("button", name="Reports").click()
    assert commissioner.url.endswith("/@@find?type=InspectionReport")
    assert commissioner.get_by_text("“Reports”: nothing new since").is_visible()


def test_it_is_saved_from_find_under_the_name_suggested(commissioner):
    commissioner.goto("@@find?q=school&type=InspectionReport")
    commissioner.locator("main").get_by_role("link", name="Save this search").click()
    assert commissioner.get_by_label("Name").input_value() == "school · Inspection report"
    commissioner.locator("main").get_by_role("button", name="Save").click()
    assert commissioner.url.endswith("/@@find?q=school&type=InspectionReport")
    assert "school · Inspection report" in panel(commissioner).inner_text()


def test_a_refused_name_is_said_at_its_field_and_stays(commissioner):
    save(commissioner, "type=Service", "Homes")
    save(commissioner, "type=Provider", "HOMES")
    assert "You have a saved search called “HOMES”." in commissioner.locator("main").inner_text()
    assert commissioner.get_by_label("Name").input_value() == "HOMES"
    commissioner.get_by_label("Name").fill("Providers")
    commissioner.locator("main").get_by_role("button", name="Save").click()
    assert commissioner.url.endswith("/@@find?type=Provider")


def test_rename_delete_and_bring_back(commissioner):
    save(commissioner, "type=Service", "Homes")
    commissioner.goto("@@saved-searches")
    commissioner.get_by_text("Rename Homes").click()
    commissioner.get_by_label("New name").fill("<b>Places</b>")
    commissioner.get_by_role("button", name="Rename").click()
    assert commissioner.get_by_text("It is called “<b>Places</b>” now.").is_visible()
    commissioner.get_by_role("button", name="Delete <b>Places</b>").click()
    assert "“<b>Places</b>” is deleted." in commissioner.locator("main").inner_text()
    assert commissioner.locator("table").count() == 0
    commissioner.get_by_role("button", name="Bring it back").click()
    assert commissioner.get_by_role("button", name="<b>Places</b>", exact=True).is_visible()


def test_nobody_else_opens_or_deletes_it(sign_in, commissioner):
    save(commissioner, "type=Service", "Homes")
    commissioner.goto("@@saved-searches")
    id = commissioner.get_by_role("button", name="Homes", exact=True).get_attribute("value")
    for who in ("officer", "admin"):
        other = sign_in(who)
        other.goto("@@saved-searches")
        assert "You have no saved searches." in other.locator("main").inner_text()
        assert other.goto(f"@@saved-search?id={id}").status == 404
        save(other, "type=Service", "Mine")
        other.goto("@@saved-searches")
        token = other.locator("input[name=_authenticator]").first.get_attribute("value")
        for path, form in (
            ("@@saved-search", {"id": id}),
            ("@@saved-searches", {"id": id, "action": "delete"}),
            ("@@saved-searches", {"id": id, "action": "rename", "name": "Taken"}),
        ):
            answer = other.request.post(path, form={**form, "_authenticator": token})
            assert answer.status == 404, path
        other.get_by_role("button", name="Delete Mine").click()
    commissioner.goto("@@saved-searches")
    assert commissioner.get_by_role("button", name="Homes", exact=True).is_visible()


def test_nothing_is_changed_without_a_token(commissioner):
    save(commissioner, "type=Service", "Homes")
    commissioner.goto("@@saved-searches")
    id = commissioner.get_by_role("button", name="Homes", exact=True).get_attribute("value")
    for path, form in (
        ("@@save-search", {"name": "Forged", "search": "type=Provider"}),
        ("@@saved-search", {"id": id}),
        ("@@saved-searches", {"id": id, "action": "delete"}),
    ):
        assert commissioner.request.post(path, form=form).status in (403, 404), path
    commissioner.goto("@@saved-searches")
    assert commissioner.locator("main tbody tr").count() == 1


@pytest.mark.parametrize(
    "path", ["@@saved-searches", "@@save-search?type=Service&q=school&year=2025", ""]
)
def test_saved_searches_fit_a_narrow_screen(sign_in, commissioner, path):
    save(commissioner, "type=Service", "x" * 80)
    commissioner.set_viewport_size({"width": 320, "height": 700})
    commissioner.goto(path)
    body = commissioner.locator("body").bounding_box()
    assert commissioner.locator("html").evaluate("one => one.scrollWidth") <= body["width"] <= 320
