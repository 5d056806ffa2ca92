"""The main job of each role by keyboard alone; where the focus is can be seen at every stop."""

from keys import Keys
from playwright.sync_api import expect

import pytest
import re
import world


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


def test_an_officer_takes_a_report_from_its_file_to_its_draft(keys):
    at = keys("officer")
    # From now on Chromium tells of choosers: to ask for it as one opens may be too late.
    at.page.on("filechooser", lambda _chooser: None)
    at.go("^Intake$").to("^Drop PDF files")
    with at.page.expect_file_chooser() as asked:
        at.press("Enter")
    data = world.pdf("Complaint about Derwlas House. What was found is said below. " * 9)
    report = {"name": "by keyboard.pdf", "mimeType": "application/pdf", "buffer": data}
    asked.value.set_files([report])
    expect(at.page.locator("#intake-check")).to_be_visible(timeout=20_000)
    at.go("^Check and file")
    expect(at.page.locator("#editor-title")).to_have_text("by keyboard.pdf")
    at.press("s")
    at.page.keyboard.type("derwlas house")
    at.press("Enter")
    expect(at.page.locator("[data-name=service]")).to_contain_text("Typed by Olwen Parry")
    at.press("Escape", "e")
    at.page.keyboard.type("Compl")
    expect(at.page.get_by_label("Reference")).to_be_visible()
    at.press("Escape")
    at.type("^Reference", "C/26/1").type("^Complaint received on", "02/11/2026")
    at.type("^Completed on", "20/11/2026").type("^Outcome", "Not up")
    at.type("^Subject", "Meals.").press("Escape", "d")
    expect(at.page.locator("#stops")).to_contain_text("Nothing stops it")
    at.press("f")
    draft = at.page.get_by_role("link", name="Complaint report, Derwlas House, 2026-11-20")
    expect(draft).to_be_focused()
    at.press("z")
    expect(at.page.locator("#editor-title")).to_have_text("by keyboard.pdf")


def test_an_inspector_takes_a_discrepancy_up_and_looks_a_service_up(keys):
    at = keys("inspector")
    at.go("^Acknowledge and answer$").go("^Acknowledge ")
    expect(at.page.get_by_text("You have acknowledged it.")).to_be_visible()
    at.to("^Answer ").press("Enter").type("^Your answer", "The register is right.")
    at.go("^Answer|^Send")
    expect(at.page.get_by_text("Your answer is sent to CCSR.")).to_be_visible()
    at.go("^Cross-reference$").type("^Name, URN or town$", "derwlas")
    with at.page.expect_navigation():
        at.press("Enter")
    at.go("^Derwlas House$")
    assert "Derwlas House" in heading(at)


def test_a_contact_says_what_is_free_and_what_is_still_true(keys):
    at = keys("provider")
    at.go("^Derwlas Children's Homes Ltd$").go("^All still true today : Ffynnon Las$")
    expect(at.page.get_by_role("status").first).to_contain_text("Ffynnon Las")
    at.to("^Change it").press("Enter").type("^Vacancies", "1").go("^Save")
    assert heading(at) == "What you offer"


def test_a_partner_moves_an_action_on(keys):
    at = keys("partner")
    at.go("^Say who meets inspectors")
    at.type("^Your note", "By keyboard.").go("^Add note$")
    expect(at.page.get_by_text("By keyboard.")).to_be_visible()


def test_an_administrator_invites_somebody(keys):
    at = keys("admin")
    at.go("^Invite somebody$")
    at.type("^Full name", "Keri Bevan").type("^E-mail", "keri@example.org")
    at.to("^CCSR officer").press("Space", "ArrowDown")
    assert at.page.get_by_role("radio", name="Reviewer").is_checked()
    at.go("^Send the invitation$")
    assert at.page.get_by_role("link", name="Open the account").is_visible()
