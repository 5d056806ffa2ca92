"""How long things of governance and readiness are kept, and what goes with them."""

from ccsr.content.content import decisions
from ccsr.content.content import disposals
from ccsr.content.content import retention
from ccsr.content.content.readiness import inspection_desk as desks
from ccsr.content.content.readiness import inspection_links as links
from ccsr.content.domain import dates
from ccsr.content.domain.dates import ZONE
from ccsr.content.domain.retention import keyword
from ccsr.content.domain.retention_kinds import BY_TOKEN
from ccsr.content.interfaces import IRetained
from ccsr.content.subscribers.holding import Held
from ccsr.policy import accounts
from datetime import date
from datetime import datetime
from datetime import UTC
from plone import api
from plone.dexterity.utils import createContent
from plone.dexterity.utils import createContentInContainer
from Products.CMFCore.indexing import processQueue
from zExceptions import NotFound

import pytest
import world


PROPOSAL = "Its time has passed"
KINDS = (
    "Protocol",
    "Lesson",
    "Meeting",
    "AgreedAction",
    "InspectionFramework",
    "SelfAssessment",
    "Risk",
    "Inspection",
    "Evidence",
    "WorkingParty",
    "Briefing",
)


@pytest.fixture
def site(integration):
    with api.env.adopt_user(username="admin"):
        accounts.create("rhys", "Rhys Reviewer", world.MAIL, world.PASSWORD, "reviewers")
    with api.env.adopt_user(username="rhys"):
        yield integration["portal"]


@pytest.fixture
def readiness(site):
    return site["readiness"]


@pytest.fixture
def inspection(readiness):
    """One that was finished, to a slot of which a link was given."""
    made = createContentInContainer(
        readiness,
        "Inspection",
        framework="safeguarding_lac_2009",
        notified_on=datetime(2010, 6, 11, 10, 0, tzinfo=ZONE),
    )
    links.make(made, first_slot(made), "Dr Price of Health", 7)
    made.finished_on = date(2010, 8, 2)
    made.reindexObject()
    processQueue()
    return made


def first_slot(inspection):
    return desks.cards(inspection, desks.SLOT)[0]


def events(thing):
    catalog = api.portal.get_tool("portal_catalog")
    rid = catalog.getrid("/".join(thing.getPhysicalPath()))
    return catalog._catalog.getIndex("retention_events").getEntryForObject(rid, ())


def test_a_hold_on_an_inspection_is_placed_on_its_own_page_and_stops_who_deletes_it(
    inspection, readiness
):
    page = api.content.get_view("retention", inspection, readiness.REQUEST.clone())
    assert "How long it is kept" in page()
    assert not decisions.place_hold(inspection, "HC-26-1", "A claim", "2030-01-01")
    with pytest.raises(Held):
        api.content.delete(inspection)
    page = api.content.get_view("retention", readiness, readiness.REQUEST.clone())
    with pytest.raises(NotFound):
        page()


def test_the_schedule_has_a_rule_for_each_type_that_dates_it(readiness):
    for kind in KINDS:
        retained = IRetained(createContent(kind))
        assert set(retained.events()) <= set(BY_TOKEN[retained.kind].events), kind


def test_an_inspection_is_due_years_after_it_was_finished(inspection):
    assert retention.next_review(inspection) == date(2020, 8, 2)
    assert keyword("inspection", "finished", date(2010, 8, 2)) in events(inspection)
    inspection.finished_on = None
    assert retention.next_review(inspection) is None


def test_with_an_inspection_go_the_links_that_partners_were_given(inspection, readiness):
    other = createContentInContainer(
        readiness,
        "Inspection",
        framework="safeguarding_lac_2009",
        notified_on=datetime(2026, 6, 12, 10, 0, tzinfo=ZONE),
    )
    links.make(other, first_slot(other), "Nia of Police", 7)
    proposal = disposals.propose(inspection, PROPOSAL, False)
    disposals.dispose(proposal, inspection, str)
    assert [one.whom for one in links.every()] == ["Nia of Police"]
    assert inspection.getId() not in readiness


def test_a_meeting_counts_from_the_day_on_which_it_was_held_in_wales(site):
    held = datetime(2012, 6, 30, 23, 30, tzinfo=UTC)
    meeting = createContentInContainer(site["governance"], "Meeting", title="L", starts=held)
    assert retention.since(meeting) == date(2012, 7, 1)


def test_years_of_an_action_run_once_it_is_done(site):
    due = date(2026, 1, 1)
    action = createContentInContainer(site["governance"], "AgreedAction", title="Ask", due=due)
    assert retention.since(action) is None
    action.status = "done"
    assert retention.since(action) == dates.today()


def test_a_protocol_is_kept_from_the_day_on_which_another_replaced_it(site):
    protocol = createContentInContainer(site["governance"], "Protocol", title="P", version="1")
    clause = createContentInContainer(protocol, "Clause", number="1", title="Purpose")
    assert retention.since(protocol) is None
    [entries] = protocol.workflow_history.values()
    protocol.workflow_history = {"ccsr_protocol_workflow": (*entries, ended(entries[-1]))}
    assert retention.since(protocol) == retention.since(clause) == dates.today()


def ended(entry):
    return {**entry, "review_state": "superseded"}
