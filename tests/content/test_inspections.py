"""An inspection sets itself up when it is notified, and several people work on it at once."""

from ccsr.content.content.readiness import inspection_desk as desks
from ccsr.content.content.readiness import inspection_work as work
from ccsr.content.content.readiness import slots as parts
from ccsr.content.domain.dates import ZONE
from ccsr.content.interfaces import IDues
from ccsr.policy import accounts
from datetime import date
from datetime import datetime
from plone import api
from plone.dexterity.utils import createContentInContainer

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


def test_a_notification_sets_the_clock_the_documents_the_people_the_plan_and_the_messages(area):
    made = notify(area, lead_inspector="Nia Prys")
    assert made.title == "Safeguarding and looked after children services (2009), 2026-06-12"
    assert made.title_cy.endswith("(2009), 2026-06-12")
    slots = parts.slots(made)
    assert slots[0].request == "self_assessment"
    assert {one.due for one in slots} == {datetime(2026, 6, 15, 17, 0, tzinfo=ZONE)}
    assert (made.fieldwork_from, made.fieldwork_to) == (date(2026, 6, 26), date(2026, 7, 9))
    assert [one.role for one in parts.people(made)][:2] == ["link", "director"]
    assert len(desks.cards(made, desks.PLAN)) == 22
    texts = [one.values["text"] for one in desks.cards(made, desks.MESSAGE)]
    assert all("12 June 2026" in text for text in texts)
    assert "Nia Prys" in texts[1]


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
