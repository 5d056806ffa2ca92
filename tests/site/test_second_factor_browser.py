"""Setting up a second factor and signing in with it, as a person does it in a browser."""

import httpx
import pyotp
import pytest
import time


PASSWORD = "quiet-heron-47-lantern"


@pytest.fixture
def newcomer(process):
    """An account of the running portal that nobody else uses; removed afterwards."""
    name = "vera.newcomer"
    headers = {"Accept": "application/json"}
    admin = httpx.Client(auth=("admin", process.passwords["admin"]), headers=headers, timeout=60)
    account = {"username": name, "email": f"{name}@example.org", "password": PASSWORD}
    with admin:
        admin.post(f"{process.url}/@users", json=account).raise_for_status()
        yield name
        admin.delete(f"{process.url}/@users/{name}").raise_for_status()


@pytest.fixture
def page(chromium, process):
    """A page of a narrow browser without scripts."""
    context = chromium.new_context(
        base_url=f"{process.url}/",
        locale="en-GB",
        java_script_enabled=False,
        viewport={"width": 320, "height": 800},
    )
    yield context.new_page()
    context.close()


def sign_in(page, name):
    page.goto("login")
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").click()


def answer(page, label, code, button="Continue"):
    page.get_by_label(label).fill(code)
    page.get_by_role("button", name=button).click()


def test_from_the_menu_to_a_sign_in_with_a_code(page, newcomer):
    sign_in(page, newcomer)
    page.locator("summary", has_text=newcomer).click()
    page.get_by_role("link", name="Second factor").click()
    assert page.get_by_role("img", name="scan this picture").is_visible()
    app = pyotp.TOTP(page.locator("form p.font-monospace").inner_text().replace(" ", ""))
    answer(page, "Type the six digits", app.at(time.time() - 30), "Turn it on")
    codes = page.locator("ul.font-monospace li").all_inner_texts()
    assert len(codes) == 10
    with page.expect_download() as download:
        page.get_by_role("link", name="Save as a text file").click()
    assert set(codes) <= set(download.value.path().read_text().split())

    page.goto("logout")
    sign_in(page, newcomer)
    assert page.get_by_label("Code").get_attribute("autocomplete") == "one-time-code"
    assert not page.get_by_role("navigation", name="Main").is_visible()
    answer(page, "Code", app.now())
    assert page.get_by_text(newcomer).first.is_visible()

    page.goto("logout")
    sign_in(page, newcomer)
    page.get_by_role("link", name="Use a recovery code").click()
    answer(page, "Recovery code", codes[0])
    page.goto("@@second-factor-setup")
    assert "9" in page.locator("dl.ccsr-facts").inner_text().splitlines()
