"""The main job of each role by keyboard alone; where the focus is can be seen at every stop."""

from keys import Keys
from playwright.sync_api import expect

import pytest
import re


@pytest.fixture
def keys(signed_in):
    """Return a function that signs an account in, and returns the keyboard of its home page."""

    def made(name):
        page = signed_in(name)
        page.goto("")
        return Keys(page)

    return made


def heading(keys):
    """Return what the page is called."""
    [only] = keys.page.locator("h1").all()
    return " ".join(only.inner_text().split())


def test_a_commissioner_asks_for_a_child_compares_and_keeps_a_note(keys):
    at = keys("commissioner")
    at.type("^Near$", "Swansea").to("^Age of the child").press("1", "4").go("^Find services$")
    for _service in range(2):
        at.to("^Compare : ").press("Space")
    ticked = [
        one.get_attribute("value")
        for one in at.page.locator("input[form=compare-form]:checked").all()
    ]
    assert len(ticked) == 2
    with at.page.expect_navigation():
        at.press("Enter")
    assert "side by side" in heading(at)
    at.go("^Put all .* shortlist|^Add .* shortlist").go("^Put on the shortlist$")
    assert heading(at)


def test_a_commissioner_reads_the_page_that_has_the_words(keys):
    at = keys("commissioner")
    at.type("^Words from a report", "complaint")
    with at.page.expect_navigation():
        at.press("Enter")
    at.go(r"^Page \d+")
    expect(at.page.get_by_text("Pages with these words: ")).to_be_visible()
    at.to("^Keys$").press("Enter")
    expect(at.page.get_by_role("dialog", name="Keys")).to_be_visible()
    at.press("Escape")
    expect(at.page.get_by_role("dialog", name="Keys")).to_be_hidden()
    expect(at.page.get_by_role("button", name="Keys")).to_be_focused()


def test_a_reviewer_shares_what_is_ready(keys):
    at = keys("reviewer")
    at.go("^Ready to share").go("^Tick all on this page that are ready$")
    ticks = at.page.locator("main tbody").get_by_role("checkbox").all()
    assert len(ticks) > 1
    # Other tests of this portal share drafts that are ready as well.
    for tick in ticks[1:]:
        at.to(f"^{re.escape(tick.get_attribute('aria-label'))}$").press("Space")
    at.type("^Comment", "By keyboard").go("^Share the ticked ones$")
    assert "1 of 1 shared." in at.page.locator("#results").inner_text()


def test_a_reviewer_conceals_with_a_reason_and_reveals(keys):
    at = keys("reviewer")
    at.go("^Cross-reference$").type("^(Name|Number|Find|URN)", "coed celyn")
    with at.page.expect_navigation():
        at.press("Enter")
    at.go("^Coed Celyn Isaf$").go("^Conceal$")
    at.go("^Conceal$")
    assert at.page.get_by_text("Say why it is concealed.").is_visible()
    at.type("^Reason", "Asked for by the inspectorate.").go("^Conceal$")
    at.go("^Reveal$").type("^Reason|^Comment", "Over.").go("^Reveal$")
    assert at.page.get_by_role("link", name="Conceal", exact=True).is_visible()


def test_an_officer_chooses_files_and_checks_what_was_read(keys):
    at = keys("officer")
    at.go("^Intake$").to("^Drop PDF files")
    with at.page.expect_file_chooser() as asked:
        at.press("Enter")
    data = world.pdf("What was found in this home on the days of the inspection. " * 9)
    asked.value.set_files([{"name": "keys.pdf", "mimeType": "application/pdf", "buffer": data}])
    expect(at.page.locator("#intake-chosen tbody tr")).to_have_count(1, timeout=20_000)
    expect(at.page.locator("#intake-check")).to_be_visible()
    at.go("^Check and file")
    expect(at.page.locator("#editor-title")).to_have_text("keys.pdf")
    at.press("x")


def test_an_inspector_finds_open_discrepancies_and_looks_a_number_up(keys):
    at = keys("inspector")
    at.go("^Liaison$")
    assert heading(at)
    at.go("^Cross-reference$").type("^(Name|Number|Find|URN)", "derwlas")
    with at.page.expect_navigation():
        at.press("Enter")
    at.go("^Derwlas House$")
    assert "Derwlas House" in heading(at)


def test_a_contact_says_what_is_still_true(keys):
    at = keys("provider")
    at.go("^What you offer$")
    at.go("^(All of it is|It is all) still true")
    assert at.page.get_by_role("status").first.is_visible()


def test_an_administrator_invites_somebody(keys):
    at = keys("admin")
    at.go("^Accounts$").go("^Invite")
    at.type("^Name", "Keri Bevan").type("^E-mail", "keri@example.org")
    at.to("^Commissioner").press("Space").go("^Send the invitation$")
    assert at.page.get_by_role("link", name="Open the account").is_visible()
