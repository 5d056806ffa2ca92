"""Events of registration: shared once, and never changed again."""

from AccessControl import getSecurityManager
from ccsr.content.content import history
from ccsr.content.content.event import record
from ccsr.content.domain import dates
from ccsr.content.domain.wordings import ConditionChange
from ccsr.content.interfaces import IJob
from ccsr.content.interfaces import ISharingGate
from datetime import date
from datetime import timedelta
from plone import api
from plone.app.testing import login
from plone.app.testing import logout
from plone.dexterity.utils import createContentInContainer
from zExceptions import Unauthorized
from zope.component import getUtility
from zope.event import notify
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import world


@pytest.fixture
def service(portal):
    with api.env.adopt_user(username="admin"):
        world.create_accounts()
    login(portal, "rhys.reviewer")
    held = world.provider(portal["register"], "one")
    world.transition(held, "share")
    made = world.service(held, "one")
    world.transition(made, "share")
    return made


def test_an_event_is_recorded_and_shared(service):
    event = record(service, "suspended", effective=date(2026, 3, 4), changes={"places": (4, 3)})
    assert api.content.get_state(event) == "shared"
    assert event.title == f"Suspended, {service.title}, 2026-03-04"
    assert event.changes == {"places": (4, 3)}


def yesterday(days=1):
    return dates.today() - timedelta(days=days)


def test_sharing_an_event_changes_the_register_by_effective_day_whatever_came_first(service):
    record(service, "suspension_lifted", effective=yesterday(2))
    record(service, "suspended", effective=yesterday(9))
    assert service.registration_status == "registered"
    record(service, "places_changed", effective=yesterday(), places=3)
    record(service, "places_changed", effective=yesterday(5), places=9)
    assert service.places == 3
    found = history.standing(service, yesterday(5))
    assert (found.status, found.values["places"]) == ("suspended", 9)
    assert api.content.find(UID=service.UID())[0].places == 3


def test_a_day_to_come_is_kept_for_the_night_and_a_missed_night_is_made_up(service, monkeypatch):
    tomorrow = dates.today() + timedelta(days=1)
    record(service, "dormant", effective=tomorrow)
    job = getUtility(IJob, "ccsr.content.coming-events")
    assert job.run(None, lambda *told: None) == 0
    assert service.registration_status == "registered"
    monkeypatch.setattr(dates, "today", lambda: tomorrow + timedelta(days=3))
    logout()
    assert job.run(None, lambda *told: None) == 1
    assert service.registration_status == "dormant"
    assert job.run(None, lambda *told: None) == 0


def test_an_event_that_was_shared_stays_whoever_asks(service):
    event = record(service, "suspended", effective=yesterday())
    for name in ("ann.officer", "rhys.reviewer", "mair.manager", "admin"):
        login(service.aq_parent.aq_parent.aq_parent if name != "admin" else app(service), name)
        may = getSecurityManager().checkPermission
        assert not may("Modify portal content", event)
        with pytest.raises(Unauthorized):
            service.manage_delObjects([event.getId()])
        with pytest.raises(Unauthorized):
            service.aq_parent.manage_delObjects([service.getId()])


def app(thing):
    return thing.getPhysicalRoot()


def test_concealing_an_event_hides_it_and_leaves_the_register_as_it_is(service):
    event = record(service, "suspended", effective=yesterday())
    world.transition(event, "conceal")
    assert service.registration_status == "suspended"
    login(api.portal.get(), "carys.commissioner")
    assert not api.content.find(UID=event.UID())
    assert history.standing(service, yesterday()).status == "suspended"


def test_an_event_without_a_file_is_shared_and_without_its_days_or_declaration_is_not(service):
    event = createContentInContainer(service, "RegistrationEvent", kind="suspended")
    rules = {one.rule for one in ISharingGate(event).refusals()}
    assert rules == {"mandatory_fields", "shareable_declared"}


def test_what_is_edited_by_hand_is_part_of_the_history(service, monkeypatch):
    service.places = 7
    notify(ObjectModifiedEvent(service, Attributes(None, "places")))
    assert history.standing(service, yesterday()).values["places"] == 4
    assert history.standing(service, dates.today()).values["places"] == 7
    record(service, "places_changed", effective=yesterday(), places=2)
    assert service.places == 7


def test_an_event_imposes_varies_and_removes_conditions(service):
    held = world.condition(service, "first")
    other = world.condition(service, "second")
    first = held.text
    changes = (
        ConditionChange("impose", kind="staff", text="A manager by day."),
        ConditionChange("vary", held.UID(), text="At most 2.", values={"places": 2}),
        ConditionChange("remove", other.UID()),
    )
    record(service, "conditions_changed", effective=yesterday(3), conditions=changes)
    earlier = ConditionChange("vary", held.UID(), text="At most 3.")
    record(service, "conditions_changed", effective=yesterday(6), conditions=(earlier,))
    assert (held.text, held.varied, held.places) == ("At most 2.", yesterday(3), 2)
    assert other.removed == yesterday(3)
    found = {one.uid: one for one in history.conditions(service)}
    said = [found[held.UID()].wording(yesterday(day)).text for day in (9, 5, 2)]
    assert said == [first, "At most 3.", "At most 2."]
    [imposed] = [one for one in found.values() if one.kind == "staff"]
    assert imposed.imposed == yesterday(3)


def test_another_number_is_carried_as_an_earlier_one(service):
    old = service.urn
    record(service, "details_changed", effective=yesterday(), changes={"urn": (old, "SIN-9")})
    assert (service.urn, service.former_urns) == ("SIN-9", [old])


def test_a_change_of_what_is_no_field_is_refused(service):
    with pytest.raises(ValueError, match="nonsense"):
        record(service, "details_changed", effective=yesterday(), changes={"nonsense": (1, 2)})
