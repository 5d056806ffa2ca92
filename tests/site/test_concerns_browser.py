"""A concern in a real browser, without JavaScript: the stop keeps nothing, a no is filed."""

from functools import partial

import pytest


SECRET = "wrexham-lighthouse-nineteen"


@pytest.fixture
def sign_in(signed_in):
    """Return a function that signs an account in, without script, and returns its page."""
    return partial(signed_in, java_script_enabled=False)


def begin(page):
    """Come from a service's page and answer no."""
    page.goto("@@find?type=Service")
    page.locator("main h3 a").first.click()
    page.get_by_role("link", name="Raise a concern").click()
    page.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Continue").click()


def fill_in(page, tmp_path):
    page.get_by_label("What does it concern?").select_option(label="Safety of the home")
    page.get_by_label("What happened?").fill(SECRET)
    page.get_by_label("When?").fill("Yesterday")
    page.get_by_label("How do you know?").fill("I saw it")
    paper = tmp_path / f"{SECRET}.pdf"
    paper.write_bytes(b"no PDF")
    page.get_by_label("Document 1").set_input_files(paper)


def holding(folder, words):
    """Return the files below a folder that hold some words."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if words.encode() in path.read_bytes()]


def test_the_stop_keeps_nothing_and_an_accepted_concern_is_followed(sign_in, process, tmp_path):
    page = sign_in("commissioner")
    begin(page)
    service = page.get_by_label("Which service is it about?").input_value()
    assert service
    fill_in(page, tmp_path)
    page.get_by_role("button", name="A child may be at risk: show me what to do").click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("Follow your authority")
    assert "call the duty team of Cardiff" in page.locator("#procedure").inner_text()
    assert holding(process.var, SECRET) == []
    begin(page)
    fill_in(page, tmp_path)
    page.get_by_role("button", name="Send to CCSR").click()
    assert "Document 1: This is not a PDF." in page.get_by_role("alert").inner_text()
    # What is refused is gone; the rest is still there, and is enough.
    page.get_by_role("button", name="Send to CCSR").click()
    assert page.get_by_role("heading", name="Your concern is with CCSR").is_visible()
    assert service.startswith(page.locator("main tbody a").first.inner_text())
    assert "We have asked the provider" in page.locator("main tbody").inner_text()
