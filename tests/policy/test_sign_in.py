"""Signing in and out: one rule for the page, the API and HTTP Basic."""

from ccsr.policy import accounts
from ccsr.policy.accounts import standing
from ccsr.policy.sign_in import hashing
from ccsr.policy.sign_in import lockout
from ccsr.policy.sign_in import sessions
from ccsr.policy.sign_in import tables
from plone import api
from sqlalchemy import delete
from sqlalchemy import update

import httpx
import pytest
import re
import time
import transaction
import world


JSON = {"Accept": "application/json"}
WRONG = "not-the-password-at-all"
NOBODY = "nobody.atall"
NAME = "olwen.tester"


@pytest.fixture(scope="module")
def site(layer):
    """The address of the served portal, with one account for tests of signing in."""
    with api.env.adopt_user(username="admin"):
        accounts.create(NAME, "Olwen Tester", "olwen@example.org", world.PASSWORD, api=True)
        accounts.create("no.basic", "No Basic", "no.basic@example.org", world.PASSWORD)
        accounts.create("gone.away", "Gone Away", "gone@example.org", world.PASSWORD, api=True)
        standing.keep("gone.away", disabled="2026-01-01")
        layer["app"].acl_users.users.addUser("root.person", "root.person", world.PASSWORD)
    transaction.commit()
    return layer["portal"].absolute_url()


@pytest.fixture(autouse=True)
def forgotten(layer):
    """No failure and no lock from one test to the next."""
    with tables.engine().begin() as connection:
        for table in (tables.FAILURES, tables.LOCKS):
            connection.execute(delete(table))


def by_page(site, name, password):
    client = httpx.Client(timeout=30)
    form = {"__ac_name": name, "__ac_password": password, "buttons.login": "1"}
    client.post(f"{site}/login", data=form)
    return client.get(f"{site}/@@my-sessions").status_code == 200


def by_api(site, name, password):
    return (
        httpx.post(
            f"{site}/@login", json={"login": name, "password": password}, headers=JSON
        ).status_code
        == 200
    )


def by_basic(site, name, password):
    return httpx.get(f"{site}/@@my-sessions", auth=(name, password)).status_code == 200


WAYS = pytest.mark.parametrize("way", [by_page, by_api, by_basic])


def signed_in(site, name=NAME):
    """Return a browser that is signed in."""
    client = httpx.Client(timeout=30)
    client.post(f"{site}/login", data={"__ac_name": name, "__ac_password": world.PASSWORD})
    return client


def token_of(site):
    answer = httpx.post(
        f"{site}/@login", json={"login": NAME, "password": world.PASSWORD}, headers=JSON
    )
    return {**JSON, "Authorization": f"Bearer {answer.json()['token']}"}


def is_in(client, site):
    return client.get(f"{site}/@@my-sessions").status_code == 200


@WAYS
def test_name_and_password_sign_in(site, way):
    assert way(site, NAME, world.PASSWORD)
    assert not way(site, NAME, WRONG)


@WAYS
def test_after_five_failures_by_any_way_all_ways_are_closed(site, way):
    for _ in range(5):
        assert not way(site, NAME, WRONG)
    assert not any(one(site, NAME, world.PASSWORD) for one in (by_page, by_api, by_basic))
    lockout.unlock(NAME.upper())
    assert way(site, NAME, world.PASSWORD)


def test_failures_by_different_ways_count_together_and_a_good_sign_in_forgets_them(site):
    for way in (by_page, by_api, by_basic, by_page):
        assert not way(site, NAME, WRONG)
    assert by_page(site, NAME, world.PASSWORD)
    for way in (by_page, by_api, by_basic, by_page):
        assert not way(site, NAME, WRONG)
    assert by_api(site, NAME, world.PASSWORD)


def test_one_address_that_tries_many_names_must_wait(site):
    with tables.engine().begin() as connection:
        now = time.time()
        rows = [{"key": "address:127.0.0.1", "at": now} for _ in range(49)]
        connection.execute(tables.FAILURES.insert(), rows)
    assert not by_api(site, NOBODY, WRONG)
    assert not by_page(site, NAME, world.PASSWORD)


def test_a_session_goes_on_while_its_name_is_locked(site):
    client = signed_in(site)
    for _ in range(5):
        by_api(site, NAME, WRONG)
    assert not by_page(site, NAME, world.PASSWORD)
    assert is_in(client, site)


def answers(site, name):
    """Return what is told to who tries this name until it is locked, without the name itself."""
    form = {"__ac_name": name, "__ac_password": WRONG}
    body = {"login": name, "password": WRONG}
    told = []
    for _ in range(7):
        told.append(httpx.post(f"{site}/login", data=form))
    told += [httpx.post(f"{site}/@login", json=body, headers=JSON) for _ in range(2)]
    told.append(httpx.get(f"{site}/register", auth=(name, WRONG)))
    told.append(httpx.get(f"{site}/register", auth=(name, WRONG), headers=JSON))
    varying = re.compile(r'name="_authenticator"[^>]*>|value="[^"]*"')
    return [
        (
            one.status_code,
            varying.sub("", one.text.replace(name, "*")),
            {
                key: value
                for key, value in one.headers.items()
                if key not in ("date", "content-length")
            },
        )
        for one in told
    ]


@pytest.mark.parametrize("name", [NAME, "gone.away", "no.basic", "root.person"])
def test_nothing_tells_an_account_from_a_name_that_nobody_has(site, name):
    assert answers(site, name) == answers(site, NOBODY)


@pytest.mark.parametrize("sent", [rb"\ud800", rb"x\u0000"])
def test_a_name_that_cannot_be_written_down_is_wrong_like_any_other(site, sent):
    body = b'{"login": "%s", "password": "%s"}'
    one, other = (
        httpx.post(f"{site}/@login", content=body % (name, WRONG.encode()), headers=JSON)
        for name in (sent, NOBODY.encode())
    )
    assert (one.status_code, one.text) == (other.status_code, other.text)


@WAYS
def test_a_disabled_account_gets_the_answer_of_a_wrong_password(site, way):
    assert not way(site, "gone.away", world.PASSWORD)


def test_http_basic_is_closed_to_accounts_that_were_not_given_it(site):
    assert by_page(site, "no.basic", world.PASSWORD)
    assert not by_basic(site, "no.basic", world.PASSWORD)


@pytest.mark.parametrize("where", ["", "/register", "/@@find"])
def test_name_and_password_in_the_fields_of_another_page_sign_nobody_in(site, where):
    sent = {"__ac_name": NAME, "__ac_password": world.PASSWORD}
    assert httpx.post(f"{site}{where}", data=sent).status_code == 302
    assert httpx.get(f"{site}{where}", params=sent).status_code == 302
    body = {"login": NAME, "password": world.PASSWORD}
    assert httpx.post(f"{site}{where}", json=body, headers=JSON).status_code == 401


def test_a_form_on_another_site_signs_nobody_in(site):
    sent = {"__ac_name": NAME, "__ac_password": world.PASSWORD}
    answer = httpx.post(f"{site}/login", data=sent, headers={"Sec-Fetch-Site": "cross-site"})
    assert "set-cookie" not in answer.headers


def cookie_of(site, sent):
    """Return the parts of the cookie that signing in gives."""
    form = {"__ac_name": NAME, "__ac_password": world.PASSWORD}
    answer = httpx.post(f"{site}/login", data=form, headers={"Cookie": sent})
    return answer.headers["set-cookie"].split("; ")


def test_the_cookie_is_for_the_server_only_and_new_at_each_sign_in(site):
    first = cookie_of(site, "__ac=chosen-by-somebody-else")
    second = cookie_of(site, first[0])
    assert first[1:] == ["Path=/", "HttpOnly", "SameSite=Lax"]
    assert len({"__ac=chosen-by-somebody-else", first[0], second[0]}) == 3
    old, new = (httpx.Client(headers={"Cookie": one[0]}) for one in (first, second))
    assert [is_in(old, site), is_in(new, site)] == [False, True]


def test_whoever_signs_out_is_out_also_with_a_copy_of_the_cookie(site):
    client = signed_in(site)
    copy = httpx.Client(cookies=dict(client.cookies))
    assert is_in(copy, site)
    client.get(f"{site}/logout")
    assert not is_in(copy, site)


@pytest.mark.parametrize(
    ("column", "ago", "said"),
    [("last_seen", 31 * 60, "30 minutes"), ("began", 12 * 3600 + 1, "12 hours")],
)
def test_a_session_ends_when_it_was_not_used_or_is_old_and_the_page_says_why(
    site, column, ago, said
):
    client = signed_in(site)
    [session, *_] = sessions.of(NAME)
    with tables.engine().begin() as connection:
        change = update(tables.SESSIONS).where(tables.SESSIONS.c.id == session.id)
        connection.execute(change.values({column: time.time() - ago}))
    answer = client.get(f"{site}/@@find?q=heron", follow_redirects=True)
    assert answer.url.path.endswith("/login")
    assert said in answer.text
    form = {
        "__ac_name": NAME,
        "__ac_password": world.PASSWORD,
        "came_from": answer.url.params["came_from"],
    }
    assert client.post(f"{site}/login", data=form).headers["location"].endswith("/@@find?q=heron")


def test_one_session_of_several_is_ended_or_all_others(site):
    this, second, third = (signed_in(site) for _ in range(3))
    page = this.get(f"{site}/@@my-sessions").text
    token = re.search(r'name="_authenticator"[^>]*value="([^"]+)"', page)[1]
    chosen = max(one.id for one in sessions.of(NAME))
    send = {"session": chosen, "_authenticator": token}
    this.post(f"{site}/@@my-sessions", data=send)
    assert [is_in(one, site) for one in (this, second, third)] == [True, True, False]
    this.post(f"{site}/@@my-sessions", data={"others": "1", "_authenticator": token})
    assert [is_in(one, site) for one in (this, second)] == [True, False]


def test_nobody_ends_the_session_of_somebody_else(site):
    mine, other = signed_in(site), signed_in(site, "no.basic")
    page = mine.get(f"{site}/@@my-sessions").text
    token = re.search(r'name="_authenticator"[^>]*value="([^"]+)"', page)[1]
    theirs = sessions.of("no.basic")[0]
    mine.post(f"{site}/@@my-sessions", data={"session": theirs.id, "_authenticator": token})
    mine.post(f"{site}/@@my-sessions", data={"session": theirs.id})
    assert is_in(other, site)
    sessions.end_all("no.basic")


def test_tokens_of_the_api_are_renewed_and_ended(site):
    old = token_of(site)
    renewed = httpx.post(f"{site}/@login-renew", headers=old).json()["token"]
    new = {**JSON, "Authorization": f"Bearer {renewed}"}
    assert httpx.get(site, headers=old).status_code == 401
    assert httpx.get(site, headers=new).status_code == 200
    assert httpx.post(f"{site}/@logout", headers=new).status_code == 204
    assert httpx.get(site, headers=new).status_code == 401


def test_a_disabled_account_is_out_at_once(site):
    client = signed_in(site, "no.basic")
    with api.env.adopt_user(username="admin"):
        standing.keep("no.basic", disabled="2026-01-01")
        transaction.commit()
        assert not is_in(client, site)
        standing.keep("no.basic", disabled=None)
        transaction.commit()


def test_a_password_kept_in_an_old_way_is_kept_in_the_new_way_after_the_next_sign_in(site, layer):
    source = layer["portal"].acl_users.source_users
    source.updateUserPassword("no.basic", world.PASSWORD)
    transaction.commit()
    assert source._user_passwords["no.basic"].startswith(b"{SSHA}")
    assert by_page(site, "no.basic", world.PASSWORD)
    end = time.monotonic() + 60
    while time.monotonic() < end and not hashing.is_current(source._user_passwords["no.basic"]):
        time.sleep(0.05)
        transaction.begin()
    assert hashing.is_current(source._user_passwords["no.basic"])
    assert by_page(site, "no.basic", world.PASSWORD)


def test_passwords_that_begin_with_the_same_72_bytes_are_different():
    kept = hashing.encoded("ŵ" * 40 + "one")
    assert hashing.matches(kept, "ŵ" * 40 + "one")
    assert not hashing.matches(kept, "ŵ" * 40 + "two")


def test_what_is_kept_cheaper_than_is_set_now_is_checked_as_long_and_kept_anew(monkeypatch):
    monkeypatch.setenv("CCSR_PASSWORD_ROUNDS", "4")
    cheap = hashing.encoded(world.PASSWORD)
    monkeypatch.setenv("CCSR_PASSWORD_ROUNDS", "6")
    done = []
    check = hashing.LongBcrypt.validate
    monkeypatch.setattr(
        hashing.LongBcrypt,
        "validate",
        lambda self, reference, attempt: (
            done.append(2 ** int(reference[4:6])) or check(self, reference, attempt)
        ),
    )
    assert hashing.matches(cheap, world.PASSWORD)
    assert sum(done) == 2**6
    assert not hashing.is_current(cheap)
    assert hashing.is_current(hashing.encoded(world.PASSWORD))


def test_where_there_is_no_account_as_much_is_computed(monkeypatch):
    costs = []
    checkpw = hashing.bcrypt.checkpw
    monkeypatch.setattr(hashing.bcrypt, "checkpw", lambda *both: costs.append(1) or checkpw(*both))
    for kept in (None, b"{SSHA}c2hvcnQ=", hashing.encoded("something else")):
        costs.clear()
        assert not hashing.matches(kept, WRONG)
        assert len(costs) == 1
