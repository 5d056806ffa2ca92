"""Administrators invite, change and disable accounts, and review them once a year."""

from ccsr.policy import accounts
from ccsr.policy.accounts import changing
from ccsr.policy.accounts import people
from ccsr.policy.accounts import standing
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from inboxes import used
from plone import api
from visits import HTML

import httpx
import pytest
import re
import transaction
import world


PAGES = (
    "/@@accounts",
    "/@@accounts.csv",
    "/@@account?id=ann.officer",
    "/@@invite-account",
    "/@@invite-accounts",
    "/@@access-review",
    "/@@access-review.csv",
    "/@@ccsr-account-parts",
)
OTHERS = (*world.STAFF, *world.CONTACTS)
NEW = "sturdy-marmalade-61-orchard"
LINK = re.compile(r"http://\S+/accept-invitation/\S+")
TOKEN = re.compile(r'name="_authenticator"[^>]*value="([0-9a-f]+)"|value="([0-9a-f]{40})"')


@contextmanager
def changed(portal):
    """Change the served portal as its administrator would."""
    transaction.begin()
    with api.env.adopt_user(username="admin"):
        yield portal
    transaction.commit()


@pytest.fixture
def inbox(layer):
    """A mail server that the portal uses."""
    with used() as inbox:
        yield inbox.letters


class Browser:
    """Fills in forms as an administrator, with the token that the page has."""

    def __init__(self, visitor):
        self.visitor = visitor

    def send(self, path, files=None, **form):
        page = self.visitor.get(path)
        found = TOKEN.search(page.text)
        form["_authenticator"] = found[1] or found[2]
        address = f"{self.visitor.base}{path.partition('?')[0]}"
        return self.visitor.client.post(address, data=form, files=files, headers={"Accept": HTML})


@pytest.fixture
def administrator(visitor):
    return Browser(visitor("sian.siteadmin"))


def asked_for(**values):
    wanted = {"name": "Nia Prys", "mail": "Nia.Prys@Example.org", "role": "officer"}
    return {**wanted, "language": "en", **values}


def account(mail):
    transaction.begin()
    return next((one for one in people.everyone() if one.mail == mail), None)


# -- for whom


@pytest.mark.parametrize("name", OTHERS)
def test_for_everybody_else_there_is_nothing(visitor, name):
    for page in PAGES:
        mine = visitor(name).get(page)
        nothing = visitor(name).get("/@@never-was")
        assert (mine.status_code, len(mine.text)) == (404, len(nothing.text)), page


def test_the_anonymous_are_sent_to_the_sign_in_page(visitor):
    for page in PAGES:
        answer = visitor(None).get(page)
        assert answer.status_code == 302
        assert "/login" in answer.headers["location"]


@pytest.mark.parametrize("name", ["mair.manager", "sian.siteadmin"])
def test_administrators_see_every_page(visitor, name):
    for page in PAGES[:-1]:
        assert visitor(name).get(page).status_code == 200, page


@pytest.mark.parametrize(
    "page", ["/@@usergroup-userprefs", "/@@new-user", "/@@user-information?userid=ann.officer"]
)
def test_plones_own_pages_of_accounts_are_for_who_has_every_right(visitor, page):
    assert visitor("mair.manager").get(page).status_code == 200
    assert visitor("sian.siteadmin").get(page).status_code == 404


# -- invitations


@pytest.mark.parametrize(
    ("language", "word"), [("en", "Open this link"), ("cy", "accept-invitation")]
)
def test_who_is_invited_chooses_a_password_by_a_link_that_works_once(
    layer, visitor, administrator, inbox, language, word
):
    mail = f"nia.{language}@example.org"
    answer = administrator.send(
        "/@@invite-account", **asked_for(mail=mail.upper(), role="partner", language=language)
    )
    assert answer.status_code == 200
    [letter] = inbox
    assert letter.recipient == mail
    assert word in letter.text
    link = LINK.search(letter.text)[0]
    assert link not in answer.text
    anybody = httpx.Client(timeout=30)
    assert mail in anybody.get(link).text
    weak = anybody.post(link, data={"password": "password1234", "again": "password1234"})
    assert weak.status_code == 200
    assert "alert-danger" in weak.text
    done = anybody.post(link, data={"password": NEW, "again": NEW})
    assert done.status_code == 302
    assert done.headers["location"].endswith("/login")
    twice, made_up = anybody.get(link), anybody.get(f"{link}x")
    assert twice.status_code == made_up.status_code == 404
    assert "no longer good" in twice.text
    signed_in = anybody.post(
        f"{visitor(None).base}/@login",
        json={"login": mail.upper(), "password": NEW},
        headers={"Accept": "application/json"},
    )
    assert signed_in.status_code == 200, signed_in.text
    assert account(mail).kinds == {"partner"}


def test_of_two_who_use_a_link_at_once_one_sets_the_password(visitor, administrator, inbox):
    administrator.send("/@@invite-account", **asked_for(mail="twice@example.org", role="partner"))
    link = LINK.search(inbox[0].text)[0]
    words = (NEW, f"{NEW}-other")

    def accept(password):
        return httpx.post(link, data={"password": password, "again": password}).status_code

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(accept, words)) == [302, 404]
    address, accept_json = f"{visitor(None).base}/@login", {"Accept": "application/json"}
    tried = [
        httpx.post(
            address, json={"login": "twice@example.org", "password": word}, headers=accept_json
        ).status_code
        for word in words
    ]
    assert tried.count(200) == 1


@pytest.mark.parametrize(
    ("page", "form"),
    [
        ("/@@account", {"id": "ann.officer", "action": "disable", "reason": "forged"}),
        ("/@@account", {"id": "ann.officer", "action": "save", "kinds:list": "partner"}),
        ("/@@account", {"id": "ann.officer", "action": "allow-api"}),
        ("/@@invite-account", asked_for(mail="forged@example.org")),
        ("/@@access-review", {"id": "ann.officer", "action": "disable", "reason": "forged"}),
    ],
)
def test_nothing_is_changed_without_the_token_of_the_page(administrator, inbox, page, form):
    before = set(people.everyone())
    client = administrator.visitor.client
    base = administrator.visitor.base
    for sent in (form, {**form, "_authenticator": "0" * 40}):
        answer = client.post(f"{base}{page}", data=sent, headers={"Accept": HTML})
        assert answer.status_code in (400, 403, 404), answer.text
    transaction.begin()
    assert set(people.everyone()) == before
    assert inbox == []


def test_an_invited_account_opens_by_its_link_only_and_a_withdrawn_one_not_at_all(
    visitor, administrator, inbox
):
    administrator.send("/@@invite-account", **asked_for(mail="wait@example.org"))
    one = account("wait@example.org")
    assert standing.is_disabled(one.id)
    page = f"/@@account?id={one.id}"
    first = LINK.search(inbox[0].text)[0]
    administrator.send(page, id=one.id, action="resend")
    second = LINK.search(inbox[1].text)[0]
    assert [httpx.get(link).status_code for link in (first, second)] == [404, 200]
    gone = administrator.send(page, id=one.id, action="withdraw")
    assert gone.status_code == 302, gone.text
    assert httpx.get(second).status_code == 404
    assert account("wait@example.org") is None


def test_a_mended_address_gets_a_link_of_its_own(administrator, inbox):
    administrator.send("/@@invite-account", **asked_for(mail="mistyped@example.org"))
    one = account("mistyped@example.org")
    sent = {
        "action": "save",
        "name": one.name,
        "kinds:list": "officer",
        "mail": "right@example.org",
    }
    administrator.send(f"/@@account?id={one.id}", id=one.id, **sent)
    assert [letter.recipient for letter in inbox] == ["mistyped@example.org", "right@example.org"]
    links = [LINK.search(letter.text)[0] for letter in inbox]
    assert [httpx.get(link).status_code for link in links] == [404, 200]


def test_a_link_is_good_for_a_week(layer, administrator, inbox):
    administrator.send("/@@invite-account", **asked_for(mail="late@example.org"))
    link = LINK.search(inbox[0].text)[0]
    one = account("late@example.org")
    assert timedelta(days=6, hours=23) < one.expires - datetime.now(UTC) <= timedelta(days=7)
    with changed(layer["portal"]):
        kept = standing.kept(one.id)["invitation"]
        yesterday = (datetime.now(UTC) - timedelta(seconds=1)).isoformat()
        standing.keep(one.id, invitation={**kept, "expires": yesterday})
    assert httpx.get(link).status_code == 404


def test_without_a_mail_server_the_link_is_shown_once_to_who_invites(administrator):
    answer = administrator.send("/@@invite-account", **asked_for(mail="shown@example.org"))
    [link] = set(re.findall(r"http://[^\s<]+/accept-invitation/[^\s<]+", answer.text))
    assert httpx.get(link).status_code == 200
    one = account("shown@example.org")
    assert link not in administrator.visitor.get(f"/@@account?id={one.id}").text


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"name": " "}, "Enter the full name"),
        ({"mail": "nia.prys"}, "This is no e-mail address"),
        ({"mail": world.MAIL}, "There is an account with this e-mail address"),
        ({"role": ""}, "Choose what the person is here"),
        ({"role": "manager"}, "is no role"),
        ({"role": "commissioner"}, "A commissioner needs an authority"),
        ({"role": "contact", "provider": "nowhere"}, "No provider is found"),
        ({"role": "contact", "provider": world.CANARY}, "Several providers are found"),
    ],
)
def test_a_mistake_is_said_at_its_field_and_nothing_typed_is_lost(administrator, values, said):
    answer = administrator.send("/@@invite-account", **asked_for(**values))
    assert answer.status_code == 400
    assert said in answer.text
    for typed in ({**asked_for(), **values}["name"], values.get("provider", "")):
        assert f'value="{typed.strip()}"' in answer.text


def test_a_table_of_people_is_looked_through_and_the_good_lines_are_invited(administrator, inbox):
    table = "\n".join(
        [
            "name,mail,role,authority,provider,language",
            "Ceri Hughes,ceri@example.org,commissioner,Caerdydd,,cy",
            f"Dai Rees,dai@example.org,contact,,{world.CANARY}-P-elsewhere,",
            "Eleri Wyn,eleri,officer,,,",
            "Ceri Again,ceri@example.org,officer,,,",
        ]
    )
    files = {"file": ("people.csv", table.encode("cp1252"))}
    looked = administrator.send("/@@invite-accounts", files=files, table="")
    assert "This is no e-mail address" in looked.text
    assert "stands in an earlier line" in looked.text
    assert not inbox
    assert account("ceri@example.org") is None
    administrator.send("/@@invite-accounts", table=table, invite="1")
    assert sorted(letter.recipient for letter in inbox) == ["ceri@example.org", "dai@example.org"]
    assert account("ceri@example.org").authorities == ("W06000015",)
    assert len(account("dai@example.org").providers) == 1


# -- changes


def test_a_disabled_account_loses_its_sessions_and_every_way_in(visitor, administrator):
    wil, site = visitor("wil.partner"), visitor(None).base
    entered = {"login": "wil.partner", "password": world.PASSWORD}
    accept = {"Accept": "application/json"}
    token = httpx.post(f"{site}/@login", json=entered, headers=accept).json()["token"]
    session = {**accept, "Authorization": f"Bearer {token}"}
    assert httpx.get(f"{site}/@navigation", headers=session).status_code == 200
    page = "/@@account?id=wil.partner"
    asked = administrator.send(page, id="wil.partner", action="disable", reason="")
    assert asked.status_code == 400
    done = administrator.send(page, id="wil.partner", action="disable", reason="Has left")
    assert done.status_code == 302
    assert "Has left" in administrator.visitor.get(page).text
    assert httpx.get(f"{site}/@navigation", headers=session).status_code == 401
    assert httpx.post(f"{site}/@login", json=entered, headers=accept).status_code == 401
    assert wil.get("/").status_code == 302
    administrator.send(page, id="wil.partner", action="enable")
    assert wil.get("/").status_code == 200
    assert httpx.get(f"{site}/@navigation", headers=session).status_code == 401


def test_an_account_that_was_guessed_at_is_locked_and_unlocked(visitor, administrator):
    address, accept = f"{visitor(None).base}/@login", {"Accept": "application/json"}
    right = {"login": "petra.contact", "password": world.PASSWORD}
    for number in range(5):
        httpx.post(address, json={**right, "password": f"wrong {number}"}, headers=accept)
    assert httpx.post(address, json=right, headers=accept).status_code != 200
    assert "petra.contact" in administrator.visitor.get("/@@accounts?state=locked").text
    administrator.send("/@@account?id=petra.contact", id="petra.contact", action="unlock")
    assert "petra.contact" not in administrator.visitor.get("/@@accounts?state=locked").text
    assert httpx.post(address, json=right, headers=accept).status_code == 200


def test_roles_authority_and_provider_change_and_what_is_not_ticked_is_taken(
    administrator, register
):
    page = "/@@account?id=otto.contact"
    urn = f"{world.CANARY}-P-shared"
    sent = {"id": "otto.contact", "action": "save", "name": "Otto", "mail": "otto@example.org"}
    kinds = {"kinds:list": ["commissioner", "contact"], "authority": "W06000015", "provider": urn}
    assert administrator.send(page, **sent, **kinds).status_code == 302
    otto = account("otto@example.org")
    assert otto.kinds == {"commissioner", "contact"}
    assert otto.providers == (register.providers["shared"].UID(),)
    assert administrator.send(page, **sent, **{"kinds:list": ["partner"]}).status_code == 302
    otto = account("otto@example.org")
    assert (otto.kinds, otto.authorities, otto.providers) == ({"partner"}, (), ())


@pytest.mark.parametrize(
    ("target", "change", "said"),
    [
        ("sian.siteadmin", {"action": "disable", "reason": "x"}, "This is your own account"),
        ("sian.siteadmin", {"action": "save", "kinds:list": "officer"}, "This is your own account"),
        ("sian.siteadmin", {"action": "reset-factor"}, "This is your own account"),
        ("mair.manager", {"action": "disable", "reason": "x"}, "This account has every right"),
        ("mair.manager", {"action": "allow-api"}, "This account has every right"),
    ],
)
def test_no_administrator_changes_their_own_rights_or_who_has_more(
    administrator, target, change, said
):
    before = people.one(target)
    sent = {"id": target, "name": before.name, "mail": before.mail, **change}
    answer = administrator.send("/@@account?id=sian.siteadmin", **sent)
    assert answer.status_code == 400
    assert said in answer.text
    transaction.begin()
    assert people.one(target) == before


def test_two_administrators_cannot_take_each_others_rights_at_once(layer, visitor):
    both = ("eva.admin", "non.admin")
    with changed(layer["portal"]):
        for name in both:
            accounts.create(name, name, f"{name}@example.org", world.PASSWORD, api=True)
            api.user.grant_roles(username=name, roles=["Site Administrator"])
        for name in world.ADMINISTRATORS:
            changing.disable(name, "away")
    browsers = [Browser(visitor(name)) for name in both]
    form = {"action": "save", "kinds:list": "partner"}

    def demote(browser, name):
        page = f"/@@account?id={name}"
        return browser.send(page, id=name, name=name, mail=f"{name}@example.org", **form)

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(demote, browsers, reversed(both)))
    transaction.begin()
    left = sum(people.one(name).is_administrator for name in both)
    with changed(layer["portal"]):
        for name in world.ADMINISTRATORS:
            changing.enable(name)
    assert left == 1


# -- lists


def test_the_list_is_narrowed_by_words_role_authority_and_state(administrator):
    def names(query):
        text = administrator.visitor.get(f"/@@accounts?{query}").text
        return set(re.findall(r"@@account\?id=([\w.]+)", text))

    assert names("kind=commissioner&authority=W06000015&q=carys") == {"carys.commissioner"}
    assert names("q=CARYS+zwmb") == {"carys.commissioner"}
    assert names("authority=W06000001") == set()
    assert "ann.officer" in names("state=never") | names("state=active")


def test_the_file_is_harmless_in_a_spreadsheet(layer, administrator):
    with changed(layer["portal"]):
        api.user.get("ivor.inspector").setMemberProperties({"fullname": "=1+1"})
    text = administrator.visitor.get("/@@accounts.csv?q=1%2B1").content.decode("utf-8-sig")
    assert text.splitlines()[1].startswith("'=1+1,")


# -- the yearly review


def test_a_review_keeps_or_disables_and_says_who_and_when(layer, administrator):
    with changed(layer["portal"]):
        now = datetime.now(UTC)
        standing.keep("test_user_1_", created=now.isoformat())
        for name in ("ann.officer", "petra.contact"):
            standing.keep(name, created=(now - timedelta(days=366)).isoformat())
    page = administrator.visitor.get("/@@access-review").text
    assert 'name="decision-ann.officer"' in page
    assert "Accounts to be looked at: 2" in administrator.visitor.get("/@@ccsr-state").text
    decided = {"decision-ann.officer": "keep", "decision-petra.contact": "disable"}
    own = {"decision-sian.siteadmin": "disable"}
    assert administrator.send("/@@access-review", **decided, **own).status_code == 302
    transaction.begin()
    kept, disabled, mine = map(people.one, ("ann.officer", "petra.contact", "sian.siteadmin"))
    assert kept.reviewed
    assert kept.disabled is None
    assert standing.kept("ann.officer")["reviewed"]["by"] == "sian.siteadmin"
    assert disabled.disabled
    assert mine.disabled is None
    assert "Every account was looked at" in administrator.visitor.get("/@@ccsr-state").text
