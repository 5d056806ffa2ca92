"""Meetings: whose minutes, who agrees them, what locks them, and what an agenda shows to whom."""

from AccessControl import Unauthorized
from ccsr.content.content import liaison
from ccsr.content.content.governance import agenda
from ccsr.content.content.governance import minutes
from ccsr.content.content.invariants import Refused
from ccsr.content.interfaces import IDues
from ccsr.content.subscribers import workflow
from datetime import datetime
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.restapi.interfaces import ISerializeToJson
from zope.component import getMultiAdapter
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import world


@pytest.fixture
def portal(integration):
    with api.env.adopt_user(username="admin"):
        world.create_accounts()
    return integration["portal"]


def make(area, who="ann.officer", **fields):
    with api.env.adopt_user(username=who):
        return createContentInContainer(
            area, "Meeting", title="Spring", starts=datetime(2026, 3, 10, 10), **fields
        )


def held(area, who="ann.officer", **fields):
    meeting = make(area, who, **fields)
    go(who, meeting, "hold")
    return meeting


def go(who, meeting, name):
    with api.env.adopt_user(username=who):
        api.portal.get_tool("portal_workflow").doActionFor(meeting, name)


def agree(who, meeting):
    with api.env.adopt_user(username=who):
        minutes.agree(meeting, minutes.digest(meeting))


def write(who, meeting, text):
    with api.env.adopt_user(username=who):
        meeting.restrictedTraverse("@@edit")
        meeting.minutes = text
        notify(ObjectModifiedEvent(meeting))


def test_minutes_are_agreed_by_each_party_and_locked_then(portal):
    meeting = held(portal["governance"], minutes="All went well.")
    agree("rhys.reviewer", meeting)
    with pytest.raises(Refused, match="minutes_already"):
        agree("rhys.reviewer", meeting)
    assert api.content.get_state(meeting) == "held"
    agree("ivor.inspector", meeting)
    assert api.content.get_state(meeting) == "agreed"
    found = minutes.agreed(meeting)
    assert {party: one.account for party, one in found.items()} == {
        "ccsr": "rhys.reviewer",
        "inspectorate": "ivor.inspector",
    }
    for who in ("ann.officer", "rhys.reviewer", "mair.manager"):
        with pytest.raises(Unauthorized):
            write(who, meeting, "It did not.")


@pytest.mark.parametrize(
    "who", ["ann.officer", "mair.manager", "wil.partner", "carys.commissioner"]
)
def test_nobody_else_agrees_for_a_party(portal, who):
    meeting = held(portal["governance"], minutes="All went well.")
    with pytest.raises(Refused, match="minutes_not_yours"):
        agree(who, meeting)


def test_a_change_of_the_minutes_takes_an_agreement_back(portal):
    meeting = held(portal["governance"], minutes="All went well.")
    agree("ivor.inspector", meeting)
    write("ann.officer", meeting, "All went very well.")
    assert not minutes.agreed(meeting)
    assert minutes.withdrawn(meeting)["inspectorate"].withdrawn_by == "ann.officer"
    agree("rhys.reviewer", meeting)
    assert api.content.get_state(meeting) == "held"


def test_what_was_changed_while_it_was_read_is_not_agreed(portal):
    meeting = held(portal["governance"], minutes="All went well.")
    read = minutes.digest(meeting)
    write("ann.officer", meeting, "Nothing went well.")
    with (
        api.env.adopt_user(username="rhys.reviewer"),
        pytest.raises(Refused, match="minutes_changed"),
    ):
        minutes.agree(meeting, read)


def test_only_minutes_of_a_meeting_that_was_held_are_agreed(portal):
    with pytest.raises(Refused, match="minutes_not_held"):
        agree("rhys.reviewer", make(portal["governance"], minutes="Too soon."))
    with pytest.raises(Refused, match="minutes_none_yet"):
        agree("rhys.reviewer", held(portal["governance"]))


def test_no_transition_locks_what_is_not_agreed_by_all(portal):
    meeting = held(portal["governance"], minutes="All went well.")
    agree("rhys.reviewer", meeting)
    with pytest.raises(workflow.Refused, match="minutes_not_all"):
        go("rhys.reviewer", meeting, "agree")


def test_a_working_partys_minutes_are_agreed_by_its_chair(portal):
    meeting = held(
        portal["readiness"], "wil.partner", minutes="We met.", chair_account="wil.partner"
    )
    with pytest.raises(Refused, match="minutes_not_yours"):
        agree("rhys.reviewer", meeting)
    agree("wil.partner", meeting)
    assert api.content.get_state(meeting) == "agreed"


def test_an_agenda_shows_each_reader_what_they_may_see(portal):
    with api.env.adopt_user(username="ann.officer"):
        item = liaison.file("factual_accuracy", None, "Wrong places", "It says four.")
        action = createContentInContainer(
            portal["governance"],
            "AgreedAction",
            title="Tell everybody",
            owner="ann.officer",
            due=datetime(2026, 1, 2).date(),
        )
    meeting = make(portal["governance"])
    with api.env.adopt_user(username="ann.officer"):
        assert agenda.fill(meeting) == 2
        assert agenda.fill(meeting) == 0
    assert sources("ann.officer", meeting) == {item.UID(), action.UID()}
    assert sources("ivor.inspector", meeting) == {action.UID()}


def sources(who, meeting):
    with api.env.adopt_user(username=who):
        answer = getMultiAdapter((meeting, meeting.REQUEST), ISerializeToJson)()
        return {row["source"] for row in answer["agenda"]}


def test_a_meeting_is_due_unless_it_is_cancelled(portal):
    meeting = make(portal["governance"])
    (due,) = IDues(meeting).dues()
    assert (due.when.isoformat(), due.done) == ("2026-03-10T10:00:00+00:00", False)
    go("ann.officer", meeting, "cancel")
    assert IDues(meeting).dues() == ()


def test_an_officer_is_told_who_can_agree_the_minutes_of_a_held_meeting(portal):
    meeting = held(portal["governance"], minutes="All well.")
    told = {}
    for who in ("ann.officer", "rhys.reviewer"):
        with api.env.adopt_user(username=who):
            told[who] = meeting.restrictedTraverse("@@view").waits_for_others()
    assert told == {"ann.officer": True, "rhys.reviewer": False}


def test_a_list_of_meetings_has_each_day_once_and_the_area_is_edited_last(portal):
    make(portal["governance"])
    with api.env.adopt_user(username="ann.officer"):
        createContentInContainer(
            portal["governance"],
            "Meeting",
            title="Summer, 10 June 2026",
            starts=datetime(2026, 6, 10, 10),
        )
        rows = portal["governance"].restrictedTraverse("@@meetings").planned()
        assert [row["day"] for row in rows] == ["10 March 2026", ""]
    with api.env.adopt_user(username="admin"):
        links = [one.id for one in portal["governance"].restrictedTraverse("@@view").actions]
    assert "edit" not in links[:-1]
