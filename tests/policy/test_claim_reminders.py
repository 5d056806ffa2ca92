"""Providers are reminded of vacancies that are out of date, by a real mail server."""

from ccsr.content import jobs
from ccsr.content.content import claim as claims
from ccsr.content.content import stop_notice
from ccsr.content.domain import dates
from ccsr.content.domain.claims import reminder_is_due
from ccsr.content.interfaces import IJob
from ccsr.policy.jobs.tables import engine
from ccsr.policy.jobs.tables import JOBS
from ccsr.policy.letters import handed
from ccsr.policy.letters.job import ask
from ccsr.policy.reminders.job import KEY
from ccsr.policy.reminders.job import LETTER
from ccsr.policy.reminders.job import NAME
from datetime import date
from datetime import timedelta
from inboxes import set_mail
from inboxes import used
from plone import api
from processes import free_port
from sqlalchemy import select
from sqlalchemy import update
from working import work
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility
from zope.interface.verify import verifyObject

import json
import pytest
import transaction
import world


CONTACT = "petra.contact"
LONG_AGO = dates.today() - timedelta(days=60)


def test_a_reminder_is_due_once_in_a_period_and_after_a_missed_night_still():
    on, days = date(2026, 3, 1), 28
    assert not reminder_is_due(on, None, date(2026, 3, 29), days)
    assert reminder_is_due(on, None, date(2026, 3, 30), days)
    assert reminder_is_due(on, None, date(2026, 9, 30), days)
    reminded = date(2026, 3, 30)
    assert not reminder_is_due(on, reminded, date(2026, 4, 26), days)
    assert reminder_is_due(on, reminded, date(2026, 4, 27), days)
    assert not reminder_is_due(None, None, date(2026, 4, 27), days)


@pytest.fixture(scope="module")
def portal(layer):
    return layer["portal"]


@pytest.fixture
def inbox(portal, register):
    """A mail server that the portal uses; nobody was reminded of anything yet."""
    # What the register asked for while it was made is nobody's letter here.
    work()
    IAnnotations(portal).pop(KEY, None)
    with used() as inbox:
        yield inbox


@pytest.fixture
def home(register):
    """The one shared service of the contact, whose vacancies were true long ago."""
    home = register["Service", "shared"]
    say(home, LONG_AGO)
    return home


def say(home, day, **values):
    with api.env.adopt_user(username=CONTACT):
        stop_notice.acknowledge()
        claims.save(home, vacancies_on=day, **values)
    transaction.commit()


def night(portal):
    """Let a night pass, as a worker does."""
    getUtility(IJob, NAME).run(portal, lambda *told: None)
    transaction.commit()
    work()
    transaction.begin()


def test_the_contact_is_reminded_once_of_what_they_may_see(portal, register, home, inbox):
    for _night in range(2):
        night(portal)
    [(recipient, _subject, text)] = inbox.letters
    assert recipient == world.MAIL
    assert home.title in text
    assert f"{home.__parent__.absolute_url()}/@@claims" in text
    hidden = [one.title for (kind, state), one in register.things.items() if kind == "Service"]
    assert [title for title in hidden if title in text] == [home.title]
    assert f"{world.CANARY} statement" not in text


def test_it_comes_in_the_language_of_the_reader(portal, home, inbox):
    member = api.user.get(userid=CONTACT)
    member.setMemberProperties({"language": "cy"})
    night(portal)
    member.setMemberProperties({"language": "en"})
    [(_recipient, _subject, text)] = inbox.letters
    assert home.title_cy in text
    assert home.title not in text


def test_a_new_period_brings_a_new_reminder(portal, home, inbox):
    night(portal)
    IAnnotations(portal)[KEY][CONTACT] = {home.UID(): dates.today() - timedelta(days=28)}
    night(portal)
    assert len(inbox.letters) == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda home: say(home, dates.today()),
        lambda home: setattr(home, "registration_status", "cancelled_enforced"),
        lambda home: world.transition(home, "conceal"),
        lambda home: world.transition(home.__parent__, "conceal"),
        lambda home: api.portal.set_registry_record("ccsr.content.claim_days", 90),
    ],
    ids=["true today", "cancelled", "concealed", "provider concealed", "longer period"],
)
def test_nobody_is_reminded_of_what_is_fresh_cancelled_or_hidden(portal, home, inbox, change):
    with api.env.adopt_user(username="rhys.reviewer"):
        change(home)
    night(portal)
    assert inbox.letters == []
    assert KEY not in IAnnotations(portal)
    restore(home)


def restore(home):
    with api.env.adopt_user(username="rhys.reviewer"):
        for thing in (home, home.__parent__):
            if api.content.get_state(thing) == "concealed":
                world.transition(thing, "reveal")
    home.registration_status = "registered"
    api.portal.set_registry_record("ccsr.content.claim_days", 28)
    transaction.commit()


def test_what_a_mail_server_does_not_take_waits_and_is_sent_once(portal, home, inbox):
    port = api.portal.get_registry_record("plone.smtp_port")
    set_mail("localhost", free_port())
    night(portal)
    with engine().connect() as connection:
        query = select(JOBS.c.id).where(JOBS.c.name == LETTER, JOBS.c.state == jobs.QUEUED)
        [waiting] = connection.execute(query).scalars()
    assert "refused" in jobs.state(waiting).error
    set_mail("localhost", port)
    for _turn in range(2):
        hurry(waiting)
        work()
    assert jobs.state(waiting).result == "taken"
    assert len(inbox.letters) == 1


def test_a_letter_whose_end_was_sent_is_not_sent_again(portal, home, inbox):
    id = ask(LETTER, CONTACT, providers=[home.__parent__.UID()], services=[home.UID()])
    transaction.commit()
    with engine().connect() as connection:
        asked = connection.execute(select(JOBS.c.arguments).where(JOBS.c.id == id)).scalar()
    assert handed.note(json.loads(asked)["letter"])
    work()
    assert (jobs.state(id).result, inbox.letters) == ("unsure", [])


def hurry(id):
    """Let the time pass until a job is tried again."""
    with engine().begin() as connection:
        connection.execute(update(JOBS).where(JOBS.c.id == id).values(not_before=0.0))


def test_the_job_keeps_its_contract():
    job = getUtility(IJob, NAME)
    assert verifyObject(IJob, job)
    assert job.schedule == "nightly"
