"""Signing in as people do it, in a browser, while an administrator works beside the portal."""

from ccsr.policy.sign_in import lockout
from ccsr.policy.sign_in import sessions
from ccsr.policy.sign_in import tables
from playwright.sync_api import expect
from sqlalchemy import update

import pytest


@pytest.fixture
def beside(process, monkeypatch):
    """This process looks at the portal's tables, as a command does."""
    monkeypatch.setenv("CCSR_VAR", str(process.var))
    yield
    lockout.unlock("inspector")
    sessions.end_all("inspector")


def age(seconds):
    """Let the sessions be unused for so long."""
    unused = tables.SESSIONS.c.last_seen - seconds
    with tables.engine().begin() as connection:
        change = update(tables.SESSIONS).where(tables.SESSIONS.c.user_id == "inspector")
        connection.execute(change.values(last_seen=unused))


def test_a_page_warns_before_the_session_ends_and_keeps_what_was_typed(signed_in, beside):
    page = signed_in("inspector")
    page.clock.install()
    page.goto("@@change-password")
    page.get_by_label("New password again").fill("quiet heron")
    age(1700)
    page.clock.fast_forward(1700 * 1000)
    page.get_by_role("button", name="Stay signed in").click()
    expect(page.get_by_role("button", name="Stay signed in")).to_have_count(0)
    age(1810)
    page.clock.fast_forward(1810 * 1000)
    expect(page.get_by_role("alert")).to_contain_text("You have been signed out")
    expect(page.get_by_label("New password again")).to_have_value("quiet heron")
    page.reload()
    expect(page.get_by_text("You were signed out after 30 minutes")).to_be_visible()


def test_a_session_that_is_ended_elsewhere_is_over_with_the_next_click(signed_in, beside):
    page, other = signed_in("inspector"), signed_in("inspector")
    page.goto("@@my-sessions")
    expect(page.get_by_role("row")).to_have_count(3)
    page.get_by_role("button", name="Sign out everywhere else").click()
    expect(page.get_by_text("Signed out everywhere else.")).to_be_visible()
    other.goto("@@find")
    expect(other.get_by_role("heading", name="Sign in")).to_be_visible()


def test_whoever_must_wait_is_told_so_and_let_in_again_from_the_terminal(
    signed_in, beside, process
):
    for _ in range(5):
        lockout.failed("inspector", "192.0.2.7")
    page = signed_in("inspector")
    expect(page.get_by_role("alert")).to_contain_text("Too many attempts. Wait 15 minutes")
    lockout.unlock("inspector")
    page.get_by_label("Password").fill(process.passwords["inspector"])
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Welcome")).to_be_visible()
