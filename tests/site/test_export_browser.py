"""Saving a result list in the browser: with progress, cancelled, without script."""

from pathlib import Path

import csv
import pytest
import re
import zipfile


@pytest.fixture
def find(signed_in):
    """Return a page that shows Find to a commissioner; with or without script."""

    def opened(query="?type=Service", **options):
        page = signed_in(**options)
        page.goto(f"@@find{query}")
        return page

    return opened


def link(page, kind):
    """Return the link that saves the list."""
    return page.locator(f"a.ccsr-export[href*='format={kind}']")


def total(page):
    """Return how many results the list has."""
    answer = page.request.get("@find?type=Service", headers={"Accept": "application/json"})
    return answer.json()["items_total"]


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_list_is_saved_as_a_table(find, tmp_path, javascript):
    page = find(java_script_enabled=javascript)
    with page.expect_download() as saved:
        link(page, "csv").click()
    path = tmp_path / "list.csv"
    saved.value.save_as(path)
    rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    assert len(rows) == total(page)
    assert re.fullmatch(r"Search results \d{4}-\d\d-\d\d\.csv", saved.value.suggested_filename)
    if javascript:
        panel = page.locator(".ccsr-export-panel")
        assert panel.get_by_role("status").inner_text().startswith("The list is saved as Search")
        panel.get_by_role("button", name="Close").click()
        assert panel.count() == 0
        assert page.evaluate("document.activeElement.className").count("ccsr-export")


def test_a_list_is_saved_as_a_workbook(find):
    page = find("?q=report")
    with page.expect_download() as saved:
        link(page, "xlsx").click()
    with zipfile.ZipFile(Path(saved.value.path())) as book:
        assert book.testzip() is None
        assert "xl/worksheets/sheet2.xml" in book.namelist()


def test_a_list_that_is_cancelled_saves_nothing(find):
    page = find()
    saved = []
    page.on("download", lambda download: saved.append(download))
    # So slow a line that the end is minutes away.
    page.context.new_cdp_session(page).send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 0, "downloadThroughput": 800, "uploadThroughput": -1},
    )
    link(page, "xlsx").click()
    panel = page.locator(".ccsr-export-panel")
    panel.get_by_role("progressbar").wait_for()
    panel.get_by_role("button", name="Cancel").click()
    panel.get_by_text("Cancelled. Nothing was saved.").wait_for()
    page.wait_for_timeout(500)
    assert saved == []
    assert not link(page, "xlsx").get_attribute("aria-disabled")


def test_what_cannot_be_saved_is_said_on_a_page(find):
    page = find()
    link(page, "csv").evaluate("link => { link.href = link.href.replace('=csv', '=pdf'); }")
    link(page, "pdf").click()
    page.get_by_role("heading", name="This list cannot be saved").wait_for()
    assert page.get_by_role("alert").inner_text() == "“pdf” is not a value of “format”."
