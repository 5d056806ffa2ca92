"""The upload page in a browser: many files, a lost connection, a reload in the middle."""

from playwright.sync_api import expect

import pytest
import re
import world


WORDS = "What was found in this home on the days of the inspection, and what is to change. " * 4
PARTS = "**/@intake-upload/*/*"


def files(*names, text=WORDS):
    made = [(name, world.pdf(f"{text} {name}")) for name in names]
    return [{"name": name, "mimeType": "application/pdf", "buffer": data} for name, data in made]


@pytest.fixture
def page(signed_in):
    page = signed_in("officer")
    page.goto("intake")
    return page


def choose(page, found):
    page.set_input_files("#intake-files-input", found)


def test_what_had_not_arrived_before_a_reload_is_named_and_goes_on(page):
    found = files("one.pdf", "two.pdf", "three.pdf")
    note = {"name": "note.txt", "mimeType": "text/plain", "buffer": b"no PDF"}
    sent = []
    # One file gets through, then the connection is gone.
    page.route(PARTS, lambda route: route.abort() if sent else sent.append(1) or route.continue_())
    choose(page, [*found, note])
    expect(page.locator("#intake-rows")).to_contain_text("This is not a PDF.")
    expect(page.locator("#intake-chosen tbody tr")).to_have_count(1)
    page.unroute(PARTS)
    page.reload()
    missing = page.locator(".ccsr-drop-missing li")
    expect(missing).to_have_count(2)
    choose(page, found)
    expect(page.locator("#intake-chosen tbody tr")).to_have_count(3, timeout=20_000)
    expect(page.locator("#intake-sending")).to_be_hidden()
    expect(missing).to_have_count(0)
    expect(page.locator("#intake-chosen")).not_to_contain_text("already")
    expect(page.locator("#intake-check")).to_have_text(re.compile("3"))


def test_a_lost_connection_is_waited_for_and_nothing_is_kept_in_the_browser(page):
    lost = []
    page.route(PARTS, lambda route: route.continue_() if lost else lost.append(1) or route.abort())
    choose(page, files("again.pdf"))
    expect(page.locator("#intake-chosen tbody tr")).to_have_count(1, timeout=20_000)
    assert lost
    kept = page.evaluate(
        "async () => [Object.keys(localStorage), (await indexedDB.databases()).map(d => d.name)]"
    )
    assert kept == [[], []]
