"""The second factor on the way in: nothing is reached without it, by no way."""

from ccsr.policy import accounts
from ccsr.policy import second_factor
from ccsr.policy.domain import second_factor as rules
from ccsr.policy.second_factor import store
from ccsr.policy.sign_in import lockout
from inboxes import used
from plone import api

import httpx
import pyotp
import pytest
import re
import time
import transaction


PASSWORD = "quiet-heron-47-lantern"
ACCOUNTS = {"nia.officer": "officers", "cai.commissioner": "authority-w06000015"}
SECRET = re.compile(r'<p class="font-monospace[^"]*">([A-Z2-7 ]+)</p>')
CODE = re.compile(r"\b[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}\b")
FIELD = r'name="{}"[^>]*?value="([^"]*)"'


class Browser(httpx.Client):
    """What a browser does: keeps cookies and sends a form with its hidden fields."""

    def __init__(self, base):
        super().__init__(base_url=base, timeout=60, follow_redirects=True)

    def sign_in(self, name="nia.officer"):
        return self.post("/login", data={"__ac_name": name, "__ac_password": PASSWORD})

    def fill(self, page, **fields):
        """Send the form of a page that was answered."""
        for name in ("_authenticator", "offer"):
            found = re.search(FIELD.format(name), page.text)
            fields |= {name: found[1]} if found else {}
        return self.post(str(page.url).partition("?")[0], data=fields)

    def set_up(self, page):
        """Set up what a page offers; return the app, the answer and the recovery codes."""
        app = pyotp.TOTP(SECRET.search(page.text)[1].replace(" ", ""))
        # With the code before, so that the present one is still good.
        answer = self.fill(page, confirm="1", code=app.at(time.time() - rules.STEP))
        return app, answer, CODE.findall(answer.text)


@pytest.fixture(scope="module")
def site(layer):
    """The served portal with a member of staff and a commissioner."""
    with api.env.adopt_user(username="admin"):
        for name, group in ACCOUNTS.items():
            accounts.create(name, name, f"{name}@example.org", PASSWORD, group)
        accounts.create("program", "Program", "it@example.org", PASSWORD, "officers", api=True)
    transaction.commit()
    return layer["portal"]


@pytest.fixture
def browser(site):
    """A browser of nobody yet; no account has a second factor."""
    for name in (*ACCOUNTS, "program"):
        store.forget(name)
    with Browser(site.absolute_url()) as client:
        yield client


@pytest.fixture
def enrolled(browser):
    """Browser, app and recovery codes of a member of staff who has just set it up."""
    app, _answer, codes = browser.set_up(browser.sign_in())
    return browser, app, codes


@pytest.fixture
def inbox(site):
    """A mail server that the portal uses."""
    with used() as inbox:
        yield inbox


def page_of(browser, name):
    """Sign in and return the page on which a second factor is set up."""
    browser.sign_in(name)
    return browser.get("/@@second-factor-setup")


def is_in(browser):
    """Return whether the browser reaches what every account reaches."""
    return browser.get("/@@find").url.path.endswith("/@@find")


def test_staff_reach_nothing_until_it_is_set_up(browser):
    page = browser.sign_in()
    assert page.url.path.endswith("/@@second-factor-setup")
    assert not is_in(browser)
    assert browser.get("/@find", headers={"Accept": "application/json"}).status_code == 401
    assert "Cross-reference" not in page.text
    _app, answer, codes = browser.set_up(page)
    assert len(codes) == 10
    assert answer.headers["cache-control"] == "private, no-store"
    assert is_in(browser)


def test_others_are_in_at_once_and_may_set_it_up(browser):
    page = page_of(browser, "cai.commissioner")
    assert is_in(browser)
    app, _answer, _codes = browser.set_up(page)
    browser.get("/logout")
    page = browser.sign_in("cai.commissioner")
    assert not is_in(browser)
    browser.fill(page, code=app.now())
    assert is_in(browser)


def test_a_password_alone_neither_enters_nor_replaces_what_is_set_up(enrolled):
    browser, app, codes = enrolled
    browser.get("/logout")
    page = browser.sign_in()
    assert page.url.path.endswith("/@@second-factor")
    for path in ("/@@second-factor-setup", "/@@second-factor-setup?confirm=1"):
        assert browser.get(path).url.path.endswith("/@@second-factor")
    assert browser.post("/@@second-factor-setup", data={"replace": "1"}).url.path.endswith("factor")
    wrong = browser.fill(page, code="123456" if app.now() != "123456" else "654321")
    assert "That code is not right" in wrong.text
    assert not is_in(browser)
    token = browser.cookies["__ac"]
    browser.fill(page, code=codes[0])
    assert is_in(browser)
    assert browser.cookies["__ac"] != token


def test_a_code_that_was_used_signs_nobody_in(enrolled, site):
    browser, app, _codes = enrolled
    browser.get("/logout")
    code = app.now()
    browser.fill(browser.sign_in(), code=code)
    assert is_in(browser)
    with Browser(site.absolute_url()) as thief:
        thief.fill(thief.sign_in(), code=code)
        assert not is_in(thief)


def test_guessing_is_stopped_and_a_right_password_does_not_clear_the_count(browser, site):
    app, _answer, _codes = browser.set_up(page_of(browser, "cai.commissioner"))
    browser.get("/logout")
    for _try in range(5):
        answer = browser.fill(browser.sign_in("cai.commissioner"), code="000000")
    assert lockout.locked_until(["cai.commissioner"])
    answer = browser.fill(answer, code=app.now())
    assert "too many attempts" in answer.text.lower()
    lockout.unlock("cai.commissioner")
    assert not is_in(browser)


def test_json_sign_in_takes_the_code(enrolled, site):
    _browser, app, codes = enrolled

    def ask(**more):
        body = {"login": "nia.officer", "password": PASSWORD, **more}
        headers = {"Accept": "application/json"}
        return httpx.post(f"{site.absolute_url()}/@login", json=body, headers=headers, timeout=60)

    assert ask().status_code == 401
    assert ask(code="000000").status_code == 401
    token = ask(code=app.now()).json()["token"]
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    assert httpx.get(f"{site.absolute_url()}/@find", headers=headers, timeout=60).status_code == 200
    assert ask(code=codes[0]).status_code == 200
    assert ask(code=codes[0]).status_code == 401


def test_basic_is_a_programs_until_its_account_has_a_second_factor(browser, site):
    def ask():
        headers = {"Accept": "application/json"}
        url, auth = f"{site.absolute_url()}/@find", ("program", PASSWORD)
        return httpx.get(url, auth=auth, headers=headers, timeout=60).status_code

    assert ask() == 200
    browser.set_up(browser.sign_in("program"))
    assert ask() == 401


def test_changes_need_the_password_or_a_code_and_a_form_of_the_portal(enrolled):
    browser, app, codes = enrolled
    page = browser.get("/@@second-factor-setup")
    assert "cannot be turned off" in page.text
    assert "neither your password" in browser.fill(page, renew="1", proof="wrong").text
    forged = browser.post(str(page.url), data={"renew": "1", "proof": PASSWORD})
    assert (forged.status_code, CODE.findall(forged.text)) == (404, [])
    assert browser.fill(page, remove="1", proof=PASSWORD).status_code == 200
    new = CODE.findall(browser.fill(page, renew="1", proof=PASSWORD).text)
    assert len(new) == 10
    assert set(codes).isdisjoint(new)
    again, _answer, _codes = browser.set_up(browser.fill(page, replace="1", proof=app.now()))
    assert again.secret != app.secret
    browser.get("/logout")
    browser.fill(browser.sign_in(), code=again.now())
    assert is_in(browser)


def test_an_administrator_resets_it_and_every_session_ends(enrolled, site):
    browser, _app, _codes = enrolled
    assert is_in(browser)
    with api.env.adopt_user(username="admin"):
        assert second_factor.reset("nia.officer")
        assert not second_factor.reset("nia.officer")
    assert not is_in(browser)
    assert browser.sign_in().url.path.endswith("/@@second-factor-setup")


def test_it_goes_with_its_account(browser):
    with api.env.adopt_user(username="admin"):
        accounts.create("leaver", "Leaver", "leaver@example.org", PASSWORD)
        transaction.commit()
        browser.set_up(page_of(browser, "leaver"))
        assert store.get("leaver")
        api.user.delete(username="leaver")
        transaction.abort()
        assert store.get("leaver")
        api.user.delete(username="leaver")
        transaction.commit()
    assert store.get("leaver") is None


def test_the_owner_of_an_account_is_told_by_mail_of_every_change(browser, inbox):
    app, _answer, codes = browser.set_up(browser.sign_in())
    page = browser.get("/@@second-factor-setup")
    new = CODE.findall(browser.fill(page, renew="1", proof=PASSWORD).text)
    browser.get("/logout")
    browser.fill(browser.sign_in(), code=new[0])
    second_factor.reset("nia.officer")
    transaction.commit()
    assert tuple(letter.subject for letter in inbox.letters) == (
        "A second factor was set up for your account",
        "New recovery codes were made",
        "A recovery code was used",
        "An administrator has reset your second factor",
    )
