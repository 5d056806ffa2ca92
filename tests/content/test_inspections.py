"""An inspection sets itself up when it is notified, and several people work on it at once."""

from ccsr.content.content.readiness import inspection_desk as desks
from ccsr.content.content.readiness import inspection_drafts as drafts
from ccsr.content.content.readiness import inspection_exercises as exercises
from ccsr.content.content.readiness import inspection_work as work
from ccsr.content.content.readiness import slots as parts
from ccsr.content.content.readiness.judged_inspection import came_at
from ccsr.content.domain import dates
from ccsr.content.domain.dates import ZONE
from ccsr.content.domain.readiness import inspections as rules
from ccsr.content.interfaces import IDues
from ccsr.policy import accounts
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.restapi.interfaces import IDeserializeFromJson
from zExceptions import BadRequest
from zope import event
from zope.component import getMultiAdapter
from zope.lifecycleevent import ObjectModifiedEvent

import json
import pytest
import transaction
import world


NOTIFIED = datetime(2026, 6, 12, 10, 0, tzinfo=ZONE)


@pytest.fixture
def area(integration):
    """Return the area of readiness, for a reviewer."""
    with api.env.adopt_user(username="admin"):
        accounts.create("rhys", "Rhys Reviewer", world.MAIL, world.PASSWORD, "reviewers")
        accounts.create("dee", "Dee Deputy", world.MAIL, world.PASSWORD, "officers")
    with api.env.adopt_user(username="rhys"):
        yield integration["portal"]["readiness"]


def notify(area, **values):
    """Add an inspection of safeguarding."""
    given = {"framework": "safeguarding_lac_2009", "notified_on": NOTIFIED, **values}
    made = createContentInContainer(area, "Inspection", **given)
    # What the database cannot keep shows here and not before.
    transaction.savepoint()
    return made


def test_the_inspectors_come_at_their_first_hour_and_never_before_they_are_notified(area):
    made = notify(area)
    assert came_at(made) == datetime(2026, 6, 26, 9, 0, tzinfo=ZONE)
    made.fieldwork_from = NOTIFIED.date()
    assert came_at(made) == NOTIFIED


def test_who_has_a_seat_in_the_working_party_is_named_until_somebody_else_is_remembered(area):
    seats = [
        {"organisation": "Health board", "name": "Gwen Osei", "deputy": "Dee Deputy"},
        {"organisation": "Police", "user": "rhys"},
        {"organisation": "Fire service", "name": "Huw Tân"},
        {"organisation": "Schools"},
    ]
    createContentInContainer(area, "WorkingParty", title="Party", seats=seats)
    first = notify(area)
    named = {one.role: (one.person, one.deputy) for one in parts.people(first) if one.person}
    dee = api.user.get(username="dee.deputy@example.org") or api.user.get(userid="dee")
    assert named == {
        "health": ("Gwen Osei", dee.getId()),
        "police": ("rhys", ""),
        "Fire service": ("Huw Tân", ""),
    }
    card = next(one for one in desks.cards(first, desks.PERSON) if one.values["role"] == "police")
    work.person(first, card, card.version, person="Another Officer")
    second = {one.role: one.person for one in parts.people(notify(area))}
    assert second["police"] == "Another Officer"
    assert list(second).count("Fire service") == 1
    assert second["schools"] == ""


def test_a_notification_sets_the_clock_the_documents_the_people_the_plan_and_the_messages(area):
    made = notify(area, lead_inspector="Nia Prys")
    assert made.title == "Safeguarding and looked after children services (2009), 12 June 2026"
    assert made.title_cy.endswith("(2009), 12 Mehefin 2026")
    slots = parts.slots(made)
    assert slots[0].request == "self_assessment"
    assert {one.due for one in slots} == {datetime(2026, 6, 15, 17, 0, tzinfo=ZONE)}
    assert (made.fieldwork_from, made.fieldwork_to) == (date(2026, 6, 26), date(2026, 7, 9))
    assert [one.role for one in parts.people(made)][:2] == ["link", "director"]
    assert len(desks.cards(made, desks.PLAN)) == 22
    texts = [one.values["text"] for one in desks.cards(made, desks.MESSAGE)]
    assert all("12 June 2026" in text for text in texts)
    assert "Nia Prys" in texts[1]


def test_an_inspection_never_goes_without_a_title(area):
    made = notify(area)
    named, made.title, made.title_cy = made.title, None, None
    event.notify(ObjectModifiedEvent(made))
    assert made.title == named
    assert made.title_cy


def test_who_supplies_what_is_remembered_from_the_last_inspection_of_the_framework(area):
    before = notify(area)
    slot = desks.cards(before, desks.SLOT)[0]
    work.assign(before, slot, slot.version, "ann", "Bob of Health")
    person = desks.cards(before, desks.PERSON)[0]
    work.person(before, person, person.version, person="cat", away_until=date(2026, 6, 30))
    after = notify(area, notified_on=datetime(2029, 6, 12, 10, 0, tzinfo=ZONE))
    first = parts.slots(after)[0]
    assert (first.owner, first.deputy, first.state) == ("ann", "Bob of Health", "open")
    assert parts.people(after)[0].person == "cat"
    assert parts.people(after)[0].away_until is None


def test_the_second_of_two_who_change_the_same_is_told_who_was_first(area):
    made = notify(area)
    slot = desks.cards(made, desks.SLOT)[0]
    seen = slot.version
    work.assign(made, slot, seen, "ann", "")
    with pytest.raises(desks.Outdated) as told:
        work.mark(made, slot, seen, "ready")
    assert told.value.step.what == "assigned"
    assert parts.slots(made)[0].state == "open"


def test_a_file_becomes_evidence_for_the_elements_that_were_asked_about(area):
    made = notify(area)
    slot = desks.cards(made, desks.SLOT)[0]
    uid = work.keep_file(made, slot, "self.pdf", world.pdf("How we see ourselves"))
    work.attach(made, slot, slot.version, uid)
    found = parts.slots(made)[0]
    assert (found.state, found.evidence) == ("ready", uid)
    assert found.ready_at is not None
    kept = api.content.get(UID=uid)
    assert kept.elements == [
        "safeguarding_lac_2009/safeguarding",
        "safeguarding_lac_2009/looked_after",
    ]
    assert uid in [one.uid for one in work.candidates(made, slot)]


def test_a_document_is_due_for_the_deputy_while_its_owner_is_away(area):
    made = notify(area)
    slot = desks.cards(made, desks.SLOT)[0]
    work.assign(made, slot, slot.version, "Somebody outside", "dee")
    due = next(one for one in IDues(made).dues() if one.key == slot.id)
    assert due.owner == "-"
    person = desks.cards(made, desks.PERSON)[0]
    work.person(made, person, 1, person="Somebody outside", away_until=date(2199, 1, 1))
    due = next(one for one in IDues(made).dues() if one.key == slot.id)
    assert due.owner == "dee"


def test_what_is_not_needed_says_who_decided(area):
    made = notify(area)
    slot = desks.cards(made, desks.SLOT)[0]
    with pytest.raises(work.Refused):
        work.mark(made, slot, slot.version, "not_needed", "  ")
    work.mark(made, slot, slot.version, "not_needed", "The lead inspector, by telephone")
    assert parts.slots(made)[0].is_done


def test_messages_are_drafts_of_briefings(area):
    made = notify(area)
    found = [one.values for one in desks.cards(made, desks.MESSAGE)]
    briefings = [api.content.get(UID=one["briefing"]) for one in found]
    assert [one.kind for one in briefings] == ["key_message", "briefing", "update"]
    assert all(one.sent_on is None and one.audience for one in briefings)


def test_a_draft_report_is_known_to_its_readers_alone_until_it_is_issued(area):
    made = notify(area)
    card = drafts.add(made, "draft.pdf", world.pdf("What was found"), ())
    with api.env.adopt_user(username="dee"):
        assert drafts.readable(made) == []
        assert drafts.get(made, card.id) is None
    drafts.name_readers(made, card, card.version, ["dee"])
    with api.env.adopt_user(username="dee"):
        assert drafts.get(made, card.id) is card
    drafts.name_readers(made, card, card.version, [])
    drafts.issue(made, card, card.version)
    with api.env.adopt_user(username="dee"):
        assert drafts.readable(made) == [card]


def test_an_exercise_begins_at_its_moment_and_ends_when_its_deadlines_are_over(area):
    first = dates.today() + timedelta(days=2)
    last = first + timedelta(days=14)
    planned = exercises.plan(area, "safeguarding_lac_2009", first, last)
    moment = planned.moment.astimezone(ZONE)
    assert first <= moment.date() <= last
    assert 9 <= moment.hour < 16
    assert exercises.BeginExercises().run(site(), None) == {"begun": 0}
    planned.moment = datetime.now(UTC)
    assert exercises.BeginExercises().run(site(), None) == {"begun": 1}
    assert exercises.planned(area) == []
    [brain] = api.content.find(portal_type="Inspection")
    made = brain.getObject()
    assert made.is_exercise
    assert made.title.startswith("Exercise: ")
    assert exercises.EndExercises().run(site(), None) == {"ended": 0}
    made.notified_on -= timedelta(days=14)
    assert exercises.EndExercises().run(site(), None) == {"ended": 1}
    assert rules.report(parts.slots(made), datetime.now(UTC)).missing == 8
    assert all(one.done for one in IDues(made).dues() if one.kind == "slot")
    assert exercises.EndExercises().run(site(), None) == {"ended": 0}


@pytest.mark.parametrize(
    "sent",
    [
        {"framework": "caa_2009"},
        {"notified_on": "2026-06-12T11:00:00+01:00"},
        {"is_exercise": True},
        {"fieldwork_from": "1900-01-01"},
        {"fieldwork_to": "2199-12-31"},
    ],
)
def test_no_service_moves_what_the_clock_runs_from_or_plans_centuries(area, sent):
    made = notify(area)
    with pytest.raises(BadRequest):
        patch(made, sent)


def test_a_service_takes_the_moment_of_notification_as_wales_has_it(area):
    made = notify(area)
    patch(made, {"notified_on": "2026-06-12T10:00:00", "lead_inspector": "Nia Prys"})
    assert (made.notified_on, made.lead_inspector) == (NOTIFIED, "Nia Prys")
    with pytest.raises(BadRequest):
        patch(made, {"notified_on": "0001-01-01T00:00:00+14:00"})


def test_a_service_gives_the_grades_of_the_framework_and_leaves_those_of_before_an_edit(area):
    made = notify(area)
    gone = {"element": "gone", "grade": "good"}
    made.judgements = [gone]
    given = {"element": "safeguarding", "grade": "good"}
    patch(made, {"judgements": [gone, given]})
    assert made.judgements == [gone, given]
    for wrong in ({**given, "grade": "made up"}, {**given, "element": "made_up"}):
        with pytest.raises(BadRequest):
            patch(made, {"judgements": [wrong]})


def patch(thing, sent):
    """Change a thing as a service does."""
    request = thing.REQUEST
    request["BODY"] = json.dumps(sent)
    return getMultiAdapter((thing, request), IDeserializeFromJson)()


def test_an_exercise_needs_a_working_day_to_come(area):
    with pytest.raises(work.Refused):
        exercises.plan(area, "caa_2009", date(2026, 6, 6), date(2026, 6, 7))


def site():
    """Return the site."""
    return api.portal.get()
