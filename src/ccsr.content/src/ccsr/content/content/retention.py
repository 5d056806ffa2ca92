"""What the schedule counts from, for each kind of thing (``IRetained``)."""

from ccsr.content.content import schedule
from ccsr.content.content import way
from ccsr.content.content.claim import IProviderClaim
from ccsr.content.content.closing import closed_on
from ccsr.content.content.closing import provider_closed_on
from ccsr.content.content.complaint_report import IComplaintReport
from ccsr.content.content.condition import IRegistrationCondition
from ccsr.content.content.enforcement_action import IEnforcementAction
from ccsr.content.content.event import IRegistrationEvent
from ccsr.content.content.inspection_report import IInspectionReport
from ccsr.content.content.liaison import ILiaisonItem
from ccsr.content.content.provider import IProvider
from ccsr.content.content.service import IService
from ccsr.content.domain import dates
from ccsr.content.domain.liaison import OPEN
from ccsr.content.domain.retention import review_on
from ccsr.content.interfaces import IRetained
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.interface import implementer


@implementer(IRetained)
class Retained:
    """Base of the kinds: ``sources`` names, for each event, the fields that date it.

    The first field that is filled in counts; ``added`` dates whatever has no better day.
    """

    sources = {}

    def __init__(self, thing):
        self.thing = thing

    @property
    def reference(self):
        """Return the id; it is random and says nothing."""
        return self.thing.getId()

    def events(self):
        """Return the day of each event that has one."""
        found = {name: self._first(fields) for name, fields in self.sources.items()}
        return {name: day for name, day in found.items() if day}

    def _first(self, names):
        days = (self._day(name) for name in names)
        return next(filter(None, days), None)

    def _day(self, name):
        if name == "added":
            return self.thing.created().asdatetime().astimezone(dates.ZONE).date()
        return getattr(self.thing, name)


@adapter(IInspectionReport)
class RetainedInspection(Retained):
    """An inspection report."""

    kind = "inspection_report"
    sources = {
        "issued": ("issued", "inspected_to", "received", "added"),
        "inspected": ("inspected_to", "issued", "received", "added"),
        "received": ("received", "issued", "added"),
        "added": ("added",),
    }


@adapter(IComplaintReport)
class RetainedComplaint(Retained):
    """A complaint report."""

    kind = "complaint_report"
    sources = {
        "completed": ("completed", "received", "added"),
        "received": ("received", "completed", "added"),
        "added": ("added",),
    }

    @property
    def reference(self):
        """Return the inspectorate's number."""
        return self.thing.reference or super().reference


@adapter(IEnforcementAction)
class RetainedEnforcement(Retained):
    """An enforcement action; while it is open its years do not run."""

    kind = "enforcement_action"
    sources = {
        "closed": ("closed",),
        "notice": ("notice_date", "added"),
        "added": ("added",),
    }


@adapter(IRegistrationCondition)
class RetainedCondition(Retained):
    """A condition; while it is in force its years do not run."""

    kind = "condition"
    sources = {"removed": ("removed",), "imposed": ("imposed", "added")}


@adapter(IRegistrationEvent)
class RetainedEvent(Retained):
    """An event of registration."""

    kind = "event"
    sources = {
        "effective": ("effective", "received", "added"),
        "received": ("received", "added"),
        "added": ("added",),
    }


@adapter(IProviderClaim)
class RetainedClaim(Retained):
    """What a provider says; while it goes on saying so its years begin anew."""

    kind = "provider_claim"
    sources = {"stated": ("vacancies_on", "added"), "added": ("added",)}


@adapter(ILiaisonItem)
class RetainedLiaison(Retained):
    """A liaison item; while it is open its years do not run."""

    kind = "liaison_item"
    sources = {"added": ("added",)}

    def events(self):
        """Return when it was added, and when it was closed or rejected for the last time."""
        last = way.steps(self.thing)[-1:]
        over = [one.at.astimezone(dates.ZONE).date() for one in last if one.state not in OPEN]
        return super().events() | ({"closed": over[0]} if over else {})


@adapter(IService)
class RetainedService(Retained):
    """A service."""

    kind = "service"

    @property
    def reference(self):
        """Return the URN."""
        return self.thing.urn or super().reference

    def events(self):
        """Return the day on which it was closed."""
        day = closed_on(self.thing)
        return {"closed": day} if day else {}


@adapter(IProvider)
class RetainedProvider(RetainedService):
    """A provider; it is closed with the last of its services."""

    kind = "provider"

    def events(self):
        """Return the day on which its last service was closed."""
        day = provider_closed_on(self.thing)
        return {"closed": day} if day else {}


def since(thing):
    """Return the day that the years of a thing are counted from, or None."""
    retained = IRetained(thing)
    return retained.events().get(schedule.rule(retained.kind).event)


def next_review(thing):
    """Return the day of the next review of a thing, or None."""
    rule = schedule.rule(IRetained(thing).kind)
    return review_on(rule, since(thing), schedule.kept(IUUID(thing)))
