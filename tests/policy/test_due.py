"""Actions, what is due, its letters and calendars, briefings: as their people meet them."""

from ccsr.content.content.actions import deeds
from ccsr.content.content.actions.people import groups_of
from ccsr.content.content.actions.people import readers
from ccsr.content.content.readiness import briefing as briefings
from ccsr.content.domain import dates
from ccsr.content.interfaces import IDues
from ccsr.content.interfaces import IJob
from ccsr.policy.accounts import standing
from ccsr.policy.due.reminding import KEY
from ccsr.policy.due.reminding import NAME
from ccsr.policy.privacy.due import held
from ccsr.policy.record.reading import entries
from ccsr.policy.sign_in import lockout
from datetime import timedelta
from icalendar import Calendar
from inboxes import used
from plone import api
from plone.dexterity.utils import createContentInContainer
from records import elsewhere
from records import settle
from working import work
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility
from zope.interface.verify import verifyObject

import httpx
import pytest
import re
import transaction
import world


OFFICER, REVIEWER, INSPECTOR, PARTNER = (
    "ann.officer",
    "rhys.reviewer",
    "ivor.inspector",
    "wil.partner",
)
COMMISSIONER, CONTACT = "carys.commissioner", "petra.contact"
SECRET = "Gwrtheyrn"
TODAY = dates.today()
OURS = ("AgreedAction", "Briefing", "WorkingParty")


@pytest.fixture(scope="module")
def portal(layer):
    portal = layer["portal"]
    with api.env.adopt_user(username="admin"):
        world.create_accounts()
    transaction.commit()
    return portal


@pytest.fixture
def act(portal):
    """Return a way to agree an action as the officer."""

    def act(area="governance", owner=INSPECTOR, days=3, **values):
        transaction.begin()
        with api.env.adopt_user(username=values.pop("by", OFFICER)):
            made = createContentInContainer(
                portal[area],
                "AgreedAction",
                title=f"{SECRET} {area}",
                owner=owner,
                due=TODAY + timedelta(days=days),
                **values,
            )
        transaction.commit()
        return made

    yield act
    with api.env.adopt_user(username="admin"):
        for area in ("governance", "readiness"):
            made = [one.getId() for one in portal[area].objectValues() if one.portal_type in OURS]
            portal[area].manage_delObjects(made) if made else None
    transaction.commit()


@pytest.fixture
def ask(portal):
    """Return a way to ask as an account; a form is sent with its page's token."""
    site = portal.absolute_url()

    def ask(who, path, form=None, page=None, language="en"):
        spoken = {"I18N_LANGUAGE": language}
        client = httpx.Client(auth=(who, world.PASSWORD), cookies=spoken, timeout=60)
        url = path if path.startswith("http") else f"{site}/{path}"
        if form is None:
            return client.get(url)
        text = client.get(page or url.removesuffix("/view")).text
        token = re.search(r'name="_authenticator"[^>]*value="([0-9a-f]+)"', text)[1]
        return client.post(url, data={**form, "_authenticator": token})

    return ask


@pytest.fixture
def inbox(portal):
    """A mail server that the portal uses."""
    work()
    IAnnotations(portal).pop(KEY, None)
    with used() as inbox:
        yield inbox


def night(portal):
    """Let a night pass, as a worker does."""
    transaction.begin()
    getUtility(IJob, NAME).run(portal, lambda *told: None)
    transaction.commit()
    work()
    transaction.begin()


# -- people and actions


def test_an_owner_is_somebody_who_may_open_the_area_and_may_sign_in(portal):
    names = {
        area: {id for id, _name in readers(portal[area])} for area in ("governance", "readiness")
    }
    assert {OFFICER, REVIEWER, INSPECTOR} <= names["governance"]
    assert {OFFICER, REVIEWER, PARTNER} <= names["readiness"]
    assert not {PARTNER, COMMISSIONER, CONTACT} & names["governance"]
    assert not {INSPECTOR, COMMISSIONER, CONTACT} & names["readiness"]
    standing.keep(PARTNER, disabled={"at": standing.now()})
    assert PARTNER not in {id for id, _name in readers(portal["readiness"])}
    transaction.abort()
    with api.env.adopt_user(username=OFFICER):
        groups = {id for id, _title in groups_of(portal["readiness"])}
    assert groups == {"officers", "reviewers", "working-party"}


def test_an_owner_notes_progress_and_finishes_and_keepers_drop_and_reopen(act, ask):
    action = act()
    url = action.absolute_url()
    verifyObject(IDues, IDues(action))
    page = ask(INSPECTOR, url).text
    assert 'value="done"' in page
    assert 'value="drop"' not in page
    assert ask(INSPECTOR, f"{url}/view", {"do": "drop", "words": "no"}).status_code == 404
    ask(INSPECTOR, f"{url}/view", {"do": "note", "words": "Half of it."})
    ask(INSPECTOR, f"{url}/view", {"do": "done", "words": ""})
    refused = ask(OFFICER, f"{url}/view", {"do": "reopen", "words": " "}).text
    assert "Say why it is open again." in refused
    ask(OFFICER, f"{url}/view", {"do": "reopen", "words": "The other half."})
    transaction.begin()
    assert action.status == "open"
    assert [(one["by"], one["deed"]) for one in action.notes] == [
        (INSPECTOR, "note"),
        (INSPECTOR, "done"),
        (OFFICER, "reopen"),
    ]


def test_lists_show_what_is_overdue_and_mine_holds_my_own_and_everybodys(act, ask):
    act(days=-2)
    act("readiness", owner=PARTNER, days=2)
    shown = ask(REVIEWER, "governance/@@actions?status=overdue").text
    assert "2 days overdue" in shown
    assert "2 days overdue" in ask(INSPECTOR, "@@mine").text
    assert "2 ddiwrnod yn hwyr" in ask(INSPECTOR, "@@mine", language="cy").text
    assert SECRET not in ask(OFFICER, "@@mine").text
    assert f"{SECRET} readiness" in ask(PARTNER, "@@mine").text


def test_nobody_else_finds_an_action_or_the_lists(act, ask):
    hidden = (act(), act("readiness", owner=PARTNER))
    paths = ["@@mine", "@@my-calendar", "governance/@@actions", "readiness/@@briefings"]
    for who in (COMMISSIONER, CONTACT):
        for path in (*paths, *(one.absolute_url() for one in hidden)):
            answer = ask(who, path)
            assert answer.status_code == 404, (who, path)
            assert SECRET not in answer.text
    assert ask(PARTNER, hidden[0].absolute_url()).status_code == 404
    assert ask(INSPECTOR, hidden[1].absolute_url()).status_code == 404
    vocabulary = ask(COMMISSIONER, "@vocabularies/ccsr.People.governance")
    assert OFFICER not in vocabulary.text


# -- letters


def test_a_person_is_reminded_once_before_and_once_when_it_is_due(portal, act, inbox):
    action = act("governance", days=3)
    for _night in range(2):
        night(portal)
    [(_recipient, subject, text)] = inbox.letters
    assert SECRET in subject
    assert "/@@mine" in text
    action.due = TODAY
    transaction.commit()
    for _night in range(2):
        night(portal)
    assert len(inbox.letters) == 2
    with api.env.adopt_user(username=OFFICER):
        deeds.do(action, "done", "")
    transaction.commit()
    night(portal)
    assert len(inbox.letters) == 2


def test_a_reminder_is_in_its_readers_language_and_says_nothing_that_they_may_not_see(
    portal, act, inbox
):
    act("governance", owner=PARTNER)
    night(portal)
    assert inbox.letters == []
    act("readiness", owner=PARTNER)
    api.user.get(userid=PARTNER).setMemberProperties({"language": "cy"})
    transaction.commit()
    night(portal)
    [(_recipient, _subject, text)] = inbox.letters
    assert "governance" not in text
    api.user.get(userid=PARTNER).setMemberProperties({"language": "en"})
    transaction.commit()


# -- the calendar


def feed_of(ask, who):
    """Make an address; return it."""
    page = ask(who, "@@my-calendar", {"action": "make"}).text
    return re.search(r"<code>(\S+/calendar-feed/\S+)</code>", page)[1]


def titles(answer):
    """Return what a client reads in a calendar."""
    return [str(one["summary"]) for one in Calendar.from_ical(answer.content).events]


def test_a_calendar_opens_by_its_secret_alone_and_holds_what_its_owner_may_see(act, ask):
    action = act()
    address = feed_of(ask, INSPECTOR)
    answer = httpx.get(address)
    assert answer.headers["content-type"].startswith("text/calendar")
    assert "private" in answer.headers["cache-control"]
    assert titles(answer) == [f"{SECRET} governance"]
    assert address not in ask(INSPECTOR, "@@my-calendar").text
    # What is no longer theirs to see is gone with the next question.
    transaction.begin()
    action.manage_permission("View", ["Reviewer"], acquire=0)
    action.reindexObjectSecurity()
    transaction.commit()
    assert titles(httpx.get(address)) == []
    newer = feed_of(ask, INSPECTOR)
    wrong = httpx.get(address)
    assert (wrong.status_code, wrong.text) == (404, "404")
    assert httpx.get(newer).status_code == 200
    ask(INSPECTOR, "@@my-calendar", {"action": "revoke"})
    assert httpx.get(newer).status_code == 404


def test_a_calendar_is_on_record_once_a_day_and_its_secret_never(act, ask, tmp_path):
    with elsewhere(tmp_path):
        address = feed_of(ask, INSPECTOR)
        for _time in range(2):
            httpx.get(address)
        settle()
        read = [one for one in entries() if one.kind == "calendar-read"]
        assert [one.who for one in read] == [INSPECTOR]
        assert any(one.kind == "calendar-made" for one in entries())
    secret = address.rpartition("/")[2].removesuffix(".ics")
    written = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert written
    assert not any(secret.encode() in one for one in written)


def test_a_calendar_of_an_account_that_is_disabled_is_not_there(portal, ask):
    address = feed_of(ask, PARTNER)
    assert httpx.get(address).status_code == 200
    transaction.begin()
    standing.keep(PARTNER, disabled={"at": standing.now()})
    transaction.commit()
    gone = httpx.get(address)
    assert (gone.status_code, gone.text) == (404, "404")
    standing.keep(PARTNER, disabled=None)
    transaction.commit()


def test_only_that_address_is_open_and_who_guesses_must_wait(portal, ask):
    site = portal.absolute_url()
    for path in ("@@mine", "@@my-calendar", "calendar-feed/x/@@mine"):
        assert httpx.get(f"{site}/{path}").status_code == 302, path
    guess = f"{site}/calendar-feed/{'x' * 43}"
    assert {httpx.get(guess).status_code for _time in range(5)} == {404}
    assert httpx.get(guess).status_code == 429
    good = feed_of(ask, OFFICER)
    assert httpx.get(good).status_code == 200
    lockout.unlock_address("127.0.0.1")


# -- briefings


WORDS = {
    "title": "Key message",
    "title_cy": "Neges allweddol",
    "text": f"{SECRET} we are ready.",
    "text_cy": f"{SECRET} rydym yn barod.",
    "kind": "key_message",
    "audience": ("working-party",),
}


@pytest.fixture
def briefing(portal, act):
    transaction.begin()
    with api.env.adopt_user(username=OFFICER):
        made = createContentInContainer(portal["readiness"], "Briefing", **WORDS)
    transaction.commit()
    return made


def test_a_briefing_goes_out_as_a_link_and_shows_who_has_opened_it(briefing, ask, inbox):
    url = briefing.absolute_url()
    ask(OFFICER, f"{url}/view", {"do": "send"})
    work()
    [(_recipient, subject, text)] = inbox.letters
    assert subject == "CCSR: Key message"
    assert url in text
    assert SECRET not in text
    assert "0 of 1" in ask(OFFICER, url).text
    assert SECRET in ask(PARTNER, url).text
    assert "1 of 1" in ask(OFFICER, url).text
    # There is no button for it any more.
    another = f"{api.portal.get().absolute_url()}/@@my-calendar"
    again = ask(OFFICER, f"{url}/view", {"do": "send"}, another).text
    assert "This version was sent before" in again
    assert len(inbox.letters) == 1


def test_what_is_edited_after_sending_is_a_new_version(briefing, ask):
    url = briefing.absolute_url()
    ask(OFFICER, f"{url}/view", {"do": "send"})
    transaction.begin()
    briefing.text = "Something else."
    transaction.commit()
    page = ask(PARTNER, url).text
    assert f"{SECRET} we are ready." in page
    assert "Something else." in ask(OFFICER, f"{url}?version=draft").text
    ask(OFFICER, f"{url}/view", {"do": "send"})
    transaction.begin()
    assert [one.number for one in briefings.versions(briefing)] == [1, 2]
    assert "Something else." in ask(PARTNER, url).text
    assert f"{SECRET} we are ready." in ask(PARTNER, f"{url}?version=1").text
    assert ask(PARTNER, f"{url}?version=7").status_code == 404


def test_the_report_on_an_account_tells_of_its_actions_and_briefings(portal, act, briefing):
    action = act()
    with api.env.adopt_user(username=INSPECTOR):
        deeds.do(action, "note", "Half of it.")
    with api.env.adopt_user(username=OFFICER):
        briefings.send(briefing)
    told = {who: [row[0] for row in held(portal, who, str).rows] for who in (INSPECTOR, PARTNER)}
    assert told[INSPECTOR][:2] == ["owner of an action", "note on an action (note)"]
    assert "told by a briefing" in told[PARTNER]
    transaction.abort()


def test_a_working_party_shows_its_vacant_seats_and_who_came(portal, act, ask):
    with api.env.adopt_user(username=OFFICER):
        made = createContentInContainer(
            portal["readiness"],
            "WorkingParty",
            title="Working party",
            terms="To be ready.",
            responsibilities="Understand the frameworks\nBrief those who meet inspectors",
            seats=[
                {"organisation": "Schools", "name": None, "user": None, "deputy": None},
                {"organisation": "Police", "name": None, "user": PARTNER, "deputy": "Sion Ifans"},
            ],
        )
    transaction.commit()
    page = ask(PARTNER, made.absolute_url()).text
    assert "Vacant" in page
    assert "Sion Ifans" in page
    assert "Vacant seats: 1" in ask(OFFICER, "readiness/@@working-parties").text
