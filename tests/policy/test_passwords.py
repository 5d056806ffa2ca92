"""Setting a password: every way asks the same of it, and ends what it should."""

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from ccsr.policy import accounts
from ccsr.policy.commands import logs
from ccsr.policy.sign_in import entering
from ccsr.policy.sign_in import lockout
from ccsr.policy.sign_in import sessions
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from plone import api
from processes import free_port
from zope.component.hooks import site as site_set

import httpx
import logging
import pytest
import re
import time
import transaction
import world


JSON = {"Accept": "application/json"}
NAME = "pwy.tester"
STRONG = "tawel-crëyr-58-llusern"
WEAK = "password1234"


class Box(Message):
    """Keeps what is mailed."""

    def __init__(self):
        super().__init__()
        self.mails = []

    def handle_message(self, message):
        self.mails.append(message)

    def wait(self, count, seconds=60):
        """Return the mails once there are so many, or as many as came in time."""
        end = time.monotonic() + seconds
        while len(self.mails) < count and time.monotonic() < end:
            time.sleep(0.05)
        return self.mails


@pytest.fixture(scope="module")
def site(layer, box):
    """The address of the served portal, with one account."""
    portal = layer["portal"]
    with api.env.adopt_user(username="admin"):
        accounts.create(
            NAME, "Pwy Tester", "pwy@example.org", world.PASSWORD, "working-party", api=True
        )
        accounts.create("mair.boss", "Mair Boss", "mair@example.org", world.PASSWORD, api=True)
        api.user.grant_roles(username="mair.boss", roles=["Manager"])
    for name, value in zip(("host", "port"), box.address, strict=True):
        api.portal.set_registry_record(f"plone.smtp_{name}", value)
    for name, value in (("address", "ccsr@example.org"), ("name", "CCSR")):
        api.portal.set_registry_record(f"plone.email_from_{name}", value)
    transaction.commit()
    return portal.absolute_url()


@pytest.fixture(scope="module")
def box():
    """A mail server that keeps what it is sent."""
    kept = Box()
    kept.address = ("localhost", free_port())
    server = Controller(kept, *kept.address)
    server.start()
    yield kept
    server.stop()


@pytest.fixture(autouse=True)
def as_before(site, layer):
    """The same password at the beginning of each test."""
    transaction.begin()
    with site_set(layer["portal"]):
        layer["portal"].acl_users.userSetPassword(NAME, world.PASSWORD)
        transaction.commit()
    lockout.unlock(NAME)
    lockout.unlock_address("127.0.0.1")


def signed_in(site, password=world.PASSWORD):
    client = httpx.Client(timeout=30)
    client.post(f"{site}/login", data={"__ac_name": NAME, "__ac_password": password})
    return client


def is_in(client, site):
    return client.get(f"{site}/@@my-sessions").status_code == 200


def change(client, site, **fields):
    """Send the page for changing one's password."""
    page = client.get(f"{site}/@@change-password").text
    token = re.search(r'name="_authenticator"[^>]*value="([^"]+)"', page)[1]
    sent = {"present": world.PASSWORD, "new": STRONG, "again": STRONG, "_authenticator": token}
    return client.post(f"{site}/@@change-password", data={**sent, **fields})


def test_changing_it_keeps_this_session_and_ends_all_others(site):
    this, other = signed_in(site), signed_in(site)
    assert change(this, site).status_code == 302
    assert [is_in(this, site), is_in(other, site)] == [True, False]
    assert is_in(signed_in(site, STRONG), site)
    assert not is_in(signed_in(site), site)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"present": "something else"}, "not your present password"),
        ({"new": WEAK, "again": WEAK}, "Many people use this password"),
        ({"new": "pwy.tester.2026", "again": "pwy.tester.2026"}, "Your name"),
        ({"again": STRONG + "x"}, "not the same"),
        ({"new": "", "again": ""}, "at least 12 characters"),
    ],
)
def test_the_page_says_what_to_do_and_changes_nothing(site, fields, said):
    client = signed_in(site)
    assert said in change(client, site, **fields).text
    assert is_in(signed_in(site), site)


def test_the_present_password_cannot_be_guessed_in_a_stolen_session(site):
    client = signed_in(site)
    for _ in range(5):
        change(client, site, present="a guess")
    assert "Too many attempts" in change(client, site).text


def test_the_roles_of_groups_do_not_become_an_accounts_own(site, layer):
    change(signed_in(site), site)
    transaction.begin()
    roles = layer["portal"].acl_users.portal_role_manager
    assert "Working Party Member" not in roles._principal_roles.get(NAME, ())


def by_administrator(site, password):
    return httpx.patch(
        f"{site}/@users/{NAME}",
        json={"password": password},
        auth=("mair.boss", world.PASSWORD),
        headers=JSON,
    )


def by_oneself(site, password):
    return httpx.post(
        f"{site}/@users/{NAME}/reset-password",
        json={"old_password": world.PASSWORD, "new_password": password},
        auth=(NAME, world.PASSWORD),
        headers=JSON,
    )


@pytest.mark.parametrize("way", [by_administrator, by_oneself])
def test_the_api_asks_the_same_of_a_password_and_ends_sessions(site, way):
    client = signed_in(site)
    refused = way(site, WEAK)
    assert refused.status_code == 400
    assert "Many people use" in refused.text
    assert is_in(client, site)
    assert way(site, STRONG).status_code == 204
    assert not is_in(client, site)
    assert is_in(signed_in(site, STRONG), site)


def test_nobody_sets_their_own_password_without_the_present_one(site):
    api.portal.set_registry_record("plone.enable_user_pwd_choice", True)
    transaction.commit()
    auth, sent = (NAME, world.PASSWORD), {"password": STRONG}
    answer = httpx.patch(f"{site}/@users/{NAME}", json=sent, auth=auth, headers=JSON)
    assert answer.status_code == 400
    assert is_in(signed_in(site), site)


def test_nobody_moves_their_own_address_to_where_reset_links_would_follow(site):
    other = {"email": "elsewhere@example.org"}
    auth = (NAME, world.PASSWORD)
    answer = httpx.patch(f"{site}/@users/{NAME}", json=other, auth=auth, headers=JSON)
    assert (answer.status_code, "administrator" in answer.text) == (400, True)
    page = httpx.get(f"{site}/@@personal-information", auth=auth)
    assert page.status_code == 200
    assert 'name="form.widgets.fullname"' in page.text
    assert "form.widgets.email" not in page.text


def test_links_that_set_a_password_are_not_in_the_logs(tmp_path):
    handler = logs.file(tmp_path / "access.log")
    line = '"%s /ccsr/accept-invitation/Zq3_x-secret?x=1 HTTP/1.1" 200'
    handler.handle(logging.LogRecord("a", logging.INFO, "", 0, line, ("GET",), None))
    told = "Conflict at /ccsr/@@passwordreset/Zq3_x-secret"
    handler.handle(logging.LogRecord("a", logging.INFO, "", 0, told, (), None))
    for quoted in ("/%40%40alerts-feed/Zq3_x-secret", "/login?a=%2Falerts-feed%2FZq3-secret%2Fx"):
        handler.handle(logging.LogRecord("a", logging.INFO, "", 0, quoted, (), None))
    handler.close()
    written = (tmp_path / "access.log").read_text()
    assert "secret" not in written
    assert '"GET /ccsr/accept-invitation/…?x=1 HTTP/1.1" 200' in written


def test_a_sign_in_that_was_on_its_way_when_the_password_changed_is_none(site, layer):
    transaction.begin()
    with site_set(layer["portal"]):
        user = layer["portal"].acl_users.getUserById(NAME)
        assert sessions.by_token(entering.enter(layer["request"], user, "page").token)
        with ThreadPoolExecutor(1) as other:
            # What this thread sees of the database is of before.
            assert other.submit(by_oneself, site, STRONG).result().status_code == 204
        assert not sessions.by_token(entering.enter(layer["request"], user, "page").token)


def test_an_account_is_not_made_with_a_weak_password(site):
    made = httpx.post(
        f"{site}/@users",
        json={"username": "newydd", "email": "n@example.org", "password": WEAK},
        auth=("mair.boss", world.PASSWORD),
        headers=JSON,
    )
    assert made.status_code == 400
    assert api.user.get("newydd") is None


def test_what_looks_like_a_hash_is_a_password_like_any_other(site, layer):
    known = "{SSHA}" + "W6ph5Mm5Pz8GgiULbPgzG37mj9gabc"
    transaction.begin()
    with site_set(layer["portal"]):
        layer["portal"].acl_users.userSetPassword(NAME, known)
        transaction.commit()
    assert is_in(signed_in(site, known), site)


@pytest.mark.parametrize("whose", ["mair.boss", "nobody.atall"])
def test_nobody_asks_the_api_for_links_of_others_or_learns_who_they_are(site, whose):
    auth = (NAME, world.PASSWORD)
    asked = httpx.post(f"{site}/@users/{whose}/reset-password", json={}, auth=auth, headers=JSON)
    assert asked.status_code == 404
    assert (
        httpx.post(f"{site}/@users/{whose}/reset-password", json={}, headers=JSON).status_code
        == 401
    )


def ask_link(site, box, name=NAME, count=1):
    """Ask for a link; return it."""
    already = len(box.mails)
    httpx.post(f"{site}/login-help", data={"name": name})
    mails = box.wait(already + count)[already:]
    text = mails[0].get_payload(decode=True).decode()
    link = re.search(r"http\S+/passwordreset/\S+", text)[0]
    # The mail leaves in the moment in which what it leads to is saved, maybe before.
    end = time.monotonic() + 60
    while "holds no more" in httpx.get(link).text and time.monotonic() < end:
        time.sleep(0.05)
    return link


def test_a_link_sets_a_password_once_and_ends_all_sessions_and_any_wait(site, box):
    client = signed_in(site)
    for _ in range(5):
        signed_in(site, "a guess")
    link = ask_link(site, box)
    assert link.rsplit("/", 1)[1] not in repr(
        list(api.portal.get().portal_password_reset._requests)
    )
    assert "Many people use" in httpx.post(link, data={"new": WEAK, "again": WEAK}).text
    used = httpx.post(link, data={"new": STRONG, "again": STRONG})
    assert used.headers["location"].endswith("/login")
    assert not is_in(client, site)
    assert is_in(signed_in(site, STRONG), site)
    again = httpx.post(link, data={"new": STRONG + "x", "again": STRONG + "x"})
    assert "holds no more" in again.text
    assert "holds no more" in httpx.get(link).text


def test_a_link_is_too_old_after_a_day(site, box, layer):
    link = ask_link(site, box)
    tool = layer["portal"].portal_password_reset
    transaction.begin()
    for key, (user_id, until) in list(tool._requests.items()):
        tool._requests[key] = (user_id, until - timedelta(hours=24))
    transaction.commit()
    assert "holds no more" in httpx.get(link).text


def test_asking_for_a_link_answers_all_names_alike(site, box):
    already = len(box.mails)
    asked = [
        httpx.post(f"{site}/login-help", data={"name": name}) for name in ("mair.boss", "nobody")
    ]
    assert len({one.text for one in asked}) == 1
    assert len({tuple(k for k in one.headers if k != "date") for one in asked}) == 1
    assert [mail["To"] for mail in box.wait(already + 1)[already:]] == ["mair@example.org"]


def test_setting_a_password_is_no_sign_in(site, box):
    link = ask_link(site, box, "mair.boss")
    used = httpx.post(link, data={"new": STRONG, "again": STRONG})
    assert "__ac=" not in used.headers.get("set-cookie", "")
    assert sessions.of("mair.boss") == []
