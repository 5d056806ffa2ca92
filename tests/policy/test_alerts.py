"""Alerts: whoever asked is told once, of what they may see at that moment, in their language."""

from aiosmtpd.controller import Controller
from ccsr.content import jobs
from ccsr.content.interfaces import ISavedSearches
from ccsr.policy.alerts import sending
from ccsr.policy.alerts import store
from ccsr.policy.alerts import subscriptions
from ccsr.policy.domain import alerts as rules
from ccsr.policy.jobs import worker
from ccsr.policy.privacy.alerts import told
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from email import message_from_bytes
from email.policy import default
from plone import api
from processes import free_port
from sqlalchemy import update
from threading import Event
from visits import JSON
from visits import Probe
from xml.etree import ElementTree

import httpx
import itertools
import pytest
import re
import transaction
import world


READER, OTHER = "carys.commissioner", "ivor.inspector"
CARDIFF = "W06000015"
NUMBERS = itertools.count()


class Box:
    """A mail server's letters; ``refuse`` is how many it refuses first."""

    def __init__(self):
        self.letters, self.refuse = [], 0
        #: Called with the next letter, before it is taken.
        self.at_next = None

    async def handle_DATA(self, server, session, envelope):
        at_next, self.at_next = self.at_next, None
        if at_next:
            at_next()
        letter = message_from_bytes(envelope.content, policy=default)
        # The portal has other things to write about.
        if not letter["List-Unsubscribe"]:
            return "250 OK"
        if self.refuse:
            self.refuse -= 1
            return "451 Try again later"
        self.letters.append(letter)
        return "250 OK"

    def take(self):
        """Return the letters that came since."""
        taken, self.letters = self.letters, []
        return taken


@pytest.fixture(scope="module")
def box(layer, register):
    """The mail server of the portal, a real one."""
    made, port = Box(), free_port()
    server = Controller(made, hostname="localhost", port=port)
    server.start()
    for name, value in {
        "smtp_host": "localhost",
        "smtp_port": port,
        "email_from_name": "CCSR",
        "email_from_address": "ccsr@example.org",
    }.items():
        api.portal.set_registry_record(f"plone.{name}", value)
    # What the register was made of is nobody's news.
    work()
    yield made
    server.stop()


@pytest.fixture(autouse=True)
def nobody_subscribed(box):
    """Nobody is told of anything, and no letter waits."""
    for account in (READER, OTHER, "petra.contact"):
        subscriptions.forget(account)
    box.take()
    box.refuse = 0


def work(*names):
    """Do what is queued, and these jobs, as a worker would."""
    for name in names:
        jobs.queue(f"ccsr.policy.alerts.{name}")
    transaction.commit()
    with ThreadPoolExecutor(1) as pool:
        pool.submit(worker.perform_queued, "/plone").result()
    transaction.begin()


def share(portal_type, service, **values):
    """Add a document to a service and share it."""
    with api.env.adopt_user(username="rhys.reviewer"):
        made = world.document(service, portal_type, f"alert-{next(NUMBERS)}")
        for name, value in values.items():
            setattr(made, name, value)
        world.transition(made, "share")
    transaction.commit()
    return made


@pytest.fixture
def service(register):
    """A shared service in Cardiff."""
    found = register[("Service", "shared")]
    with api.env.adopt_user(username="rhys.reviewer"):
        if api.content.get_state(found) == "concealed":
            world.transition(found, "reveal")
    transaction.commit()
    return found


def wait_no_longer():
    """Let the time pass until a letter is tried again."""
    with store.engine().begin() as connection:
        connection.execute(update(store.ALERTS).values(not_before=0.0))


def conceal(thing, back=False):
    with api.env.adopt_user(username="rhys.reviewer"):
        world.transition(thing, "reveal" if back else "conceal")
    transaction.commit()


@contextmanager
def concealed(thing):
    conceal(thing)
    try:
        yield
    finally:
        conceal(thing, back=True)


def tell(account, kind, target, time=rules.NOW):
    return subscriptions.put(account, kind, target, time)


def test_who_asked_is_told_once_with_names_and_a_link_and_nothing_of_the_document(box, service):
    tell(READER, rules.SERVICE, service.UID())
    tell(READER, rules.AUTHORITY, CARDIFF, rules.DAILY)
    notice = share("EnforcementAction", service)
    work("send")
    [letter] = box.take()
    text = letter.get_content()
    assert letter["To"] == world.MAIL
    assert service.title in letter["Subject"]
    assert letter["Subject"].startswith("CCSR: Enforcement action")
    assert notice.absolute_url() in text.split()
    assert notice.title not in text + letter["Subject"]
    assert notice.action not in text
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    work("send", "searches")
    conceal(notice)
    conceal(notice, back=True)
    work("send", "searches")
    assert box.take() == []


def test_nobody_is_told_of_what_is_concealed_meanwhile_until_it_is_revealed(box, service, visitor):
    tell(READER, rules.AUTHORITY, CARDIFF)
    notice = share("EnforcementAction", service)
    work()
    with concealed(service):
        work("send")
        wait_no_longer()
        work("send")
        assert box.take() == []
        assert visitor(READER).get("/@alerts", JSON).json()["items"] == []
        assert "ccsr-count" not in visitor(READER).get("/@@alerts").text
    wait_no_longer()
    work("send")
    [letter] = box.take()
    assert notice.absolute_url() in letter.get_content()
    assert visitor(READER).get("/@alerts", JSON).json()["items_unread"] == 1


def test_nobody_is_told_of_what_is_concealed_while_letters_go_out(box, service):
    accounts = [READER, "petra.contact"]
    for account in accounts:
        tell(account, rules.SERVICE, service.UID())
    share("EnforcementAction", service)
    work()
    assert sorted(store.due()) == accounts
    begun, go_on = Event(), Event()
    box.at_next = lambda: (begun.set(), go_on.wait(60))
    jobs.queue("ccsr.policy.alerts.send")
    transaction.commit()
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(worker.perform_queued, "/plone")
        assert begun.wait(60)
        with concealed(service):
            go_on.set()
            done.result()
            assert len(box.take()) == 1
    wait_no_longer()
    work("send")
    assert len(box.take()) == 1


def test_who_may_not_see_a_thing_is_not_told_of_it(box, service):
    tell("petra.contact", rules.AUTHORITY, CARDIFF)
    tell(OTHER, rules.AUTHORITY, CARDIFF)
    with api.env.adopt_user(username="rhys.reviewer"):
        others = register_of_other(service)
    share("EnforcementAction", others)
    work("send")
    assert len(box.take()) == 1
    assert [row.mail for row in store.of_account("petra.contact")] == ["waiting"]


def register_of_other(service):
    """Return a shared service of a provider that petra.contact has nothing to do with."""
    register = service.__parent__.__parent__
    provider = world.provider(register, f"alert-{next(NUMBERS)}")
    world.transition(provider, "share")
    made = world.service(provider, f"alert-{next(NUMBERS)}")
    world.transition(made, "share")
    return made


@pytest.mark.parametrize(
    ("kind", "changes", "alert"),
    [
        ("suspended", {}, rules.SUSPENDED),
        ("cancelled_enforced", {}, rules.CANCELLED),
        ("conditions_changed", {"places": (4, 3)}, rules.FEWER_PLACES),
        ("conditions_changed", {"places": (3, 4)}, None),
        ("suspension_lifted", {}, None),
    ],
)
def test_which_events_of_registration_alert(kind, changes, alert):
    assert rules.kind_of_event(kind, *changes.get("places", (None, None))) == alert


def test_a_suspension_that_is_shared_alerts(box, service):
    from ccsr.content.content.event import record

    tell(READER, rules.SERVICE, service.UID())
    with api.env.adopt_user(username="rhys.reviewer"):
        record(service, "suspended", effective=datetime.now(UTC).date())
    transaction.commit()
    work("send")
    [letter] = box.take()
    assert letter["Subject"] == f"CCSR: Registration suspended, {service.title}"


def test_each_reader_is_told_in_their_own_language(box, service):
    tell(READER, rules.SERVICE, service.UID())
    api.user.get(username=READER).setMemberProperties({"language": "cy"})
    share("EnforcementAction", service)
    try:
        work("send")
    finally:
        api.user.get(username=READER).setMemberProperties({"language": ""})
        transaction.commit()
    [letter] = box.take()
    assert letter["Content-Language"] == "cy"
    assert service.title_cy in letter["Subject"]


def test_a_mail_server_that_refuses_is_asked_again(box, service):
    tell(READER, rules.SERVICE, service.UID())
    share("EnforcementAction", service)
    box.refuse = 1
    work("send")
    assert box.take() == []
    work("send")
    assert box.take() == []
    wait_no_longer()
    work("send")
    assert len(box.take()) == 1


def test_two_workers_that_send_the_same_at_once_send_it_once(box, service):
    tell(READER, rules.SERVICE, service.UID())
    share("EnforcementAction", service)
    work()
    rows = store.due()[READER]
    # Both have read what is due before either has sent it.
    assert [sending.send(READER, rows) for _worker in range(2)] == [True, False]
    wait_no_longer()
    work("send")
    assert len(box.take()) == 1


def test_a_daily_letter_comes_once_a_day_with_all_of_it(box, service):
    tell(READER, rules.SERVICE, service.UID(), rules.DAILY)
    for _ in range(2):
        share("EnforcementAction", service)
    work("send")
    assert box.take() == []
    wait_no_longer()
    work("send")
    [letter] = box.take()
    assert letter["Subject"] == "CCSR: 2 changes"


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-11-22T06:59:00+00:00", "2026-11-22T07:00:00+00:00"),
        ("2026-11-22T07:00:00+00:00", "2026-11-23T07:00:00+00:00"),
        ("2026-07-01T06:30:00+00:00", "2026-07-02T06:00:00+00:00"),
    ],
)
def test_daily_is_at_seven_in_wales(now, then):
    found = rules.letter_at(rules.DAILY, datetime.fromisoformat(now))
    assert found == datetime.fromisoformat(then)


def test_what_is_new_in_a_saved_search_is_told(box, service, layer):
    site = layer["portal"]
    with api.env.adopt_user(username=READER):
        from ccsr.content.domain import find
        from ccsr.content.services.saved import save

        saved = save(
            ISavedSearches(site), f"mine {next(NUMBERS)}", find.parse({"type": "ComplaintReport"})
        )
    made = tell(READER, rules.SEARCH, saved.id)
    subscriptions.looked(made.id, (datetime.now(UTC) - timedelta(seconds=5)).timestamp())
    report = share("ComplaintReport", service)
    hidden = share("ComplaintReport", service)
    conceal(hidden)
    work("searches", "send")
    [letter] = box.take()
    assert report.absolute_url() in letter.get_content()
    assert hidden.absolute_url() not in letter.get_content()
    # One that was shared before the last look, and committed after it, is found by the next.
    [after] = subscriptions.of_account(READER)
    assert after.looked == subscriptions.one(READER, made.id).looked
    assert after.looked < report.workflow_history["ccsr_document_workflow"][-1]["time"].timeTime()
    work("searches", "send")
    assert box.take() == []


def stop_address(letter):
    return re.fullmatch(r"<(.*)>", letter["List-Unsubscribe"])[1]


def test_one_click_ends_the_letters_without_signing_in(box, service, visitor):
    tell(READER, rules.SERVICE, service.UID())
    tell(OTHER, rules.SERVICE, service.UID())
    share("EnforcementAction", service)
    work("send")
    [address] = [stop_address(one) for one in box.take() if one["To"]][:1]
    asked = httpx.get(address)
    assert asked.status_code == 200
    assert "Stop these e-mails" in asked.text
    assert asked.headers["referrer-policy"] == "no-referrer"
    assert "no-store" in asked.headers["cache-control"]
    # Looking changes nothing: mail scanners open every link.
    assert sorted(one.time for one in everybody(service)) == ["now", "now"]
    done = httpx.post(address, data={"List-Unsubscribe": "One-Click"})
    assert done.status_code == 200
    assert sorted(one.time for one in everybody(service)) == ["list", "now"]
    wrong = f"{address[:-3]}xyz"
    assert httpx.get(wrong).status_code == httpx.post(wrong).status_code == 404
    assert "does not work any more" in httpx.get(wrong).text
    share("EnforcementAction", service)
    work("send")
    assert len(box.take()) == 1


def everybody(service):
    return subscriptions.to(rules.SERVICE, service.UID())


def post(visitor, name, path, **data):
    """Post a form of a page, with its token."""
    page = visitor(name).get(path).text
    token = re.search(r'name="_authenticator"[^>]*value="([0-9a-f]+)"', page)[1]
    form = {"_authenticator": token, **data}
    return visitor(name).client.post(f"{visitor(name).base}{path.partition('?')[0]}", data=form)


def test_the_feed_opens_by_its_secret_alone_until_it_is_revoked(box, service, visitor):
    tell(READER, rules.SERVICE, service.UID())
    notice = share("EnforcementAction", service)
    work()
    page = post(visitor, READER, "/@@subscriptions", action="feed").text
    address = re.search(r"<code>(\S+/alerts-feed/\S+)</code>", page)[1]
    answer = httpx.get(address)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert "no-store" in answer.headers["cache-control"]
    assert answer.headers["referrer-policy"] == "no-referrer"
    atom = {"a": "http://www.w3.org/2005/Atom"}
    links = ElementTree.fromstring(answer.text).findall("a:entry/a:link", atom)
    assert [one.get("href") for one in links] == [notice.absolute_url()]
    with concealed(service):
        assert ElementTree.fromstring(httpx.get(address).text).findall("a:entry", atom) == []
    wrong = httpx.get(f"{address[:-3]}xyz")
    assert (wrong.status_code, wrong.text) == (404, "404")
    assert address not in visitor(READER).get("/@@subscriptions").text
    newer = post(visitor, READER, "/@@subscriptions", action="feed").text
    newer = re.search(r"<code>(\S+/alerts-feed/\S+)</code>", newer)[1]
    assert httpx.get(address).status_code == 404
    assert httpx.get(newer).status_code == 200
    post(visitor, READER, "/@@subscriptions", action="revoke")
    assert httpx.get(newer).status_code == 404


def test_the_list_is_marked_as_read_and_the_header_counts(box, service, visitor):
    tell(READER, rules.SERVICE, service.UID(), rules.LIST)
    first = share("EnforcementAction", service)
    share("EnforcementAction", service)
    work("send")
    assert box.take() == []
    assert '<span class="ccsr-count">2</span>' in visitor(READER).get("/@@find").text
    page = visitor(READER).get("/@@alerts").text
    assert first.absolute_url() in page
    number = re.search(r'name="id"[^>]*value="(\d+)"', page)[1]
    post(visitor, READER, "/@@alerts", action="read", id=number)
    assert visitor(READER).get("/@alerts", JSON).json()["items_unread"] == 1
    assert first.absolute_url() in visitor(READER).get("/@@alerts?show=unread").text
    post(visitor, READER, "/@@alerts", action="all")
    assert visitor(READER).get("/@alerts", JSON).json()["items_unread"] == 0
    assert "No alert is like this" in visitor(READER).get("/@@alerts?show=unread").text
    # Nobody marks what is another's.
    post(visitor, OTHER, "/@@subscriptions", action="none")
    ask(visitor, OTHER, "PATCH", "/@alerts", {"ids": [int(number)], "read": False})
    assert visitor(READER).get("/@alerts", JSON).json()["items_unread"] == 0


def ask(visitor, name, method, path, body=None):
    return visitor(name).ask(path, Probe(method, "", JSON, body))


def test_subscriptions_over_rest_are_the_callers_own_and_of_what_they_see(
    visitor, register, service
):
    body = {"kind": "service", "target": service.UID(), "time": "daily"}
    made = ask(visitor, READER, "POST", "/@subscriptions", body)
    assert made.status_code == 201
    assert made.json()["title"] == service.title
    [found] = ask(visitor, READER, "GET", "/@subscriptions").json()["items"]
    assert found == made.json()
    path = "/" + found["@id"].partition("/plone/")[2]
    assert ask(visitor, OTHER, "DELETE", path).status_code == 404
    hidden = register[("Service", "concealed")].UID()
    answers = [
        ask(visitor, READER, "POST", "/@subscriptions", {**body, "target": target})
        for target in (hidden, "0" * 32)
    ]
    assert {one.status_code for one in answers} == {400}
    assert answers[0].text == answers[1].text
    assert ask(visitor, READER, "DELETE", path).status_code == 204
    assert ask(visitor, READER, "GET", "/@subscriptions").json()["items_total"] == 0


def test_a_service_offers_to_tell_of_its_changes_and_the_page_keeps_it(visitor, service):
    path = service.absolute_url().partition("/plone")[2]
    shown = visitor(READER).get(path).text
    link = re.search(r'href="[^"]*(/@@subscriptions\?service=\w+)"', shown)[1]
    assert "Tell me of changes" in shown
    page = visitor(READER).get(link).text
    assert "Be told of changes to" in page
    post(visitor, READER, link, action="add", kind="service", target=service.UID(), time="now")
    assert [one.time for one in subscriptions.of_account(READER)] == ["now"]
    assert "You are told of changes" in visitor(READER).get(path).text
    assert "You place children for" in visitor(READER).get("/@@subscriptions").text


def test_a_hidden_service_is_offered_as_one_that_is_not_there(visitor, register):
    hidden = register[("Service", "concealed")].UID()
    pages = [
        visitor(READER).told(f"/@@subscriptions?service={uid}", Probe("GET", ""), uid)
        for uid in (hidden, "0" * 32)
    ]
    assert pages[0] == pages[1]


def test_what_an_account_is_told_is_in_its_subject_access_report(box, service, layer):
    tell(READER, rules.SERVICE, service.UID())
    notice = share("EnforcementAction", service)
    work()
    rows = told(layer["portal"], READER, str).rows
    assert [row[1] for row in rows] == [service.UID(), notice.UID()]


def test_what_an_account_wanted_goes_with_it(box, service, layer):
    with api.env.adopt_user(username="admin"):
        from ccsr.policy import accounts

        accounts.create("gone.soon", "Gone", world.MAIL, world.PASSWORD, "inspectorate")
        transaction.commit()
        tell("gone.soon", rules.SERVICE, service.UID())
        api.user.delete(username="gone.soon")
    transaction.commit()
    assert subscriptions.of_account("gone.soon") == []
