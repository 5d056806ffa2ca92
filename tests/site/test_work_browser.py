"""A reviewer's work in the browser: the queue, sharing many at once, concealing and revealing."""

import pytest
import re


@pytest.fixture
def reviewer(signed_in):
    """A page of a browser in which the reviewer is signed in."""
    return signed_in("reviewer")


def number(page, filter_name):
    """Return the number that stands beside a filter of the queue."""
    words = page.get_by_role("link", name=re.compile(f"^{filter_name}")).inner_text()
    return int(words.split()[-1])


def test_from_the_home_page_to_many_shared_at_once(reviewer):
    reviewer.goto("")
    panel = reviewer.locator("section", has=reviewer.get_by_role("heading", name="Review queue"))
    ready = int(panel.locator("dd").first.inner_text())
    panel.get_by_role("link", name="Ready to share").click()
    assert number(reviewer, "Ready to share") == ready
    reviewer.get_by_role("link", name="Tick all on this page that are ready").click()
    ticks = reviewer.locator("main tbody").get_by_role("checkbox")
    assert ticks.count() > 2
    assert all(tick.is_checked() for tick in ticks.all())
    # Other tests of this portal find drafts that are ready as well.
    for tick in ticks.all()[2:]:
        tick.uncheck()
    reviewer.get_by_label("Comment").fill("Checked on the phone")
    reviewer.get_by_role("button", name="Share the ticked ones").click()
    results = reviewer.locator("#results")
    assert "2 of 2 shared." in results.inner_text()
    results.get_by_role("link").last.click()
    assert "Checked on the phone" in reviewer.locator("main").text_content()


def test_what_is_refused_says_why_row_by_row(reviewer):
    reviewer.goto("@@queue?show=waiting&kind=ComplaintReport")
    for row in reviewer.locator("main tbody tr").all():
        row.get_by_role("checkbox").check()
    total = reviewer.locator("main tbody tr").count()
    reviewer.get_by_role("button", name="Share the ticked ones").click()
    results = reviewer.locator("#results")
    assert f"0 of {total} shared." in results.inner_text()
    assert "is not filled in." in results.inner_text()
    assert "Nobody has declared" in results.inner_text()


def test_conceal_and_take_it_back(reviewer):
    reviewer.goto("@@cross-reference?q=derwlas")
    reviewer.locator("main h3 a").last.click()
    name = reviewer.locator("h1").inner_text().splitlines()[0]
    reviewer.locator("main").get_by_role("link", name="Conceal", exact=True).click()
    reviewer.get_by_role("button", name="Conceal").click()
    assert reviewer.get_by_text("Say why it is concealed.").is_visible()
    reviewer.get_by_label("Reason").fill("Asked for by the inspectorate.")
    reviewer.get_by_role("button", name="Conceal").click()
    assert reviewer.get_by_text("Commissioners find no trace of it.").is_visible()
    reviewer.get_by_role("link", name="Reveal it again").click()
    reviewer.get_by_role("button", name="Reveal").click()
    assert reviewer.get_by_text("Commissioners can see it again.").is_visible()
    reviewer.goto("@@concealments")
    past = reviewer.locator("section", has=reviewer.get_by_text("Past concealments"))
    assert "Asked for by the inspectorate." in past.inner_text()
    assert name.split(" Shared")[0].strip() in past.inner_text()


@pytest.mark.parametrize(
    "path", ["", "@@queue", "@@overdue", "@@concealments", "@@cross-reference"]
)
def test_nothing_is_wider_than_a_narrow_screen(reviewer, path):
    reviewer.set_viewport_size({"width": 320, "height": 700})
    reviewer.goto(path)
    assert reviewer.evaluate("document.documentElement.scrollWidth") <= 320
