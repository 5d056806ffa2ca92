"""Evidence from the register: what is received and shared on time, who was inspected (3.6, 5.2)."""

from ccsr.content import _
from ccsr.content.content.complaint_report import IComplaintReport
from ccsr.content.content.enforcement_action import IEnforcementAction
from ccsr.content.content.event import IRegistrationEvent
from ccsr.content.content.governance.evidence import as_day
from ccsr.content.content.governance.evidence import column
from ccsr.content.content.governance.evidence import filled
from ccsr.content.content.governance.evidence import find
from ccsr.content.content.governance.evidence import link
from ccsr.content.content.governance.evidence import Rule
from ccsr.content.content.inspection_report import IInspectionReport
from ccsr.content.content.service import IService
from ccsr.content.domain.counting import counted
from ccsr.content.domain.governance import compliance
from ccsr.content.domain.governance.protocols import shifted
from ccsr.content.permissions import UseCrossReference
from ccsr.content.permissions import UseQueue
from functools import cached_property
from plone import api


#: Months back that the oldest quarter of the trend looks.
BACK = compliance.WINDOW + 3 * (compliance.QUARTERS + 1)
LATE = _("evidence_late", default="since ${day}, ${days} late")


class OnTime(Rule):
    """Base of the rules about days between one thing and another."""

    #: Interfaces of what is counted.
    counts = ()

    @property
    def days(self):
        """Return how many days are in time."""
        return self.protocol.receive_days

    @cached_property
    def brains(self):
        """Return the records by UID that are young enough to be counted on any day shown."""
        since = shifted(self.today, -BACK)
        return {
            brain.UID: brain
            for brain in find(
                object_provides=[one.__identifier__ for one in self.counts],
                document_date={"query": since, "range": "min"},
            )
        }

    @cached_property
    def records(self):
        """Return what is counted."""
        pairs = [(uid, self.told(brain), brain) for uid, brain in self.brains.items()]
        return [
            compliance.Timed(uid, told, self.done(brain))
            for uid, told, brain in pairs
            if told and self.is_counted(brain)
        ]

    def told(self, brain):
        """Return the day from which time runs, None where it is not known."""
        return as_day(column(brain, "issued") or column(brain, "document_date"))

    def done(self, brain):
        """Return the day on which it was done."""
        return as_day(column(brain, "received"))

    def is_counted(self, brain):
        """Return whether a record can tell."""
        return True

    def figure(self, day):
        """Return how many were in time."""
        return compliance.on_time(self.records, self.days, day)

    def numbers(self):
        """Return the days."""
        return {"days": counted("days", self.days)}

    def links(self):
        """Return what was late."""
        found = compliance.late(self.records, self.days, self.today)
        return [link(self.brains[one.ref], self._note(one)) for one in found]

    def _note(self, one):
        over = ((one.done or self.today) - one.told).days - self.days
        return filled(LATE, day=one.told, days=counted("days", over))


class ReportsReceived(OnTime):
    """Reports come within days of their issue; without both days nothing can be told."""

    counts = (IInspectionReport, IComplaintReport)
    sentence = _(
        "evidence_reports_received",
        default="Reports issued in the last twelve months that were received within ${days}: "
        "${kept} of ${total}.",
    )
    nothing = _(
        "evidence_reports_received_none",
        default="No report of the last twelve months has a day of issue and one of receipt.",
    )

    def is_counted(self, brain):
        """Return whether both days are known; for an inspection, that of issue itself."""
        is_inspection = brain.portal_type == "InspectionReport"
        return bool(column(brain, "received") and (column(brain, "issued") or not is_inspection))


class EventsReceived(OnTime):
    """New, changed, suspended and cancelled registrations are told in time."""

    counts = (IRegistrationEvent,)
    sentence = _(
        "evidence_events_received",
        default="Changes of registration of the last twelve months that were received within "
        "${days} of taking effect: ${kept} of ${total}.",
    )
    nothing = _(
        "evidence_events_received_none",
        default="No change of registration of the last twelve months is in the portal.",
    )

    def is_counted(self, brain):
        """Return whether the day of receipt is known."""
        return bool(column(brain, "received"))


class ReportsShared(OnTime):
    """What was received is shared within the days that the portal's settings say."""

    counts = (IInspectionReport, IComplaintReport)
    page = ("@@queue", _("evidence_page_queue", default="Review queue"), UseQueue)
    sentence = _(
        "evidence_reports_shared",
        default="Reports received in the last twelve months that were shared within ${days}: "
        "${kept} of ${total}.",
    )
    nothing = _(
        "evidence_reports_shared_none",
        default="No report of the last twelve months has a day of receipt.",
    )

    @cached_property
    def days(self):
        """Return the days that were set."""
        return api.portal.get_registry_record("ccsr.content.days_to_share", default=10)

    def told(self, brain):
        """Return the day of receipt."""
        return as_day(column(brain, "received"))

    def done(self, brain):
        """Return the day on which it was shared."""
        return as_day(column(brain, "shared_on"))

    def is_counted(self, brain):
        """Return whether it is not concealed: that says nothing of when it was shared."""
        return brain.review_state != "concealed"


class EnforcementReceived(ReportsShared):
    """Enforcement at stage 2 and beyond is in the portal within days of its notice."""

    counts = (IEnforcementAction,)
    sentence = _(
        "evidence_enforcement",
        default="Enforcement notices of the last twelve months that were shared within ${days}: "
        "${kept} of ${total}.",
    )
    nothing = _(
        "evidence_enforcement_none",
        default="No enforcement notice of the last twelve months is in the portal. That does not "
        "show that none was given.",
    )

    @property
    def days(self):
        """Return the days in which something is received."""
        return self.protocol.receive_days

    def told(self, brain):
        """Return the day of the notice."""
        return as_day(column(brain, "document_date"))

    def is_counted(self, brain):
        """Return whether it may be shared: what is held may not, and is no fault."""
        is_held = "held" in (column(brain, "sharing_stops") or ())
        return super().is_counted(brain) and not is_held


class AnnualInspection(Rule):
    """Each service with an annual duty was inspected within a year."""

    page = (
        "@@overdue",
        _("overdue_title", default="Overdue annual inspections"),
        UseCrossReference,
    )
    sentence = _(
        "evidence_annual",
        default="Services with an annual inspection that were inspected within a year: "
        "${kept} of ${total}.",
    )
    nothing = _(
        "evidence_annual_none", default="No service that is inspected annually is registered."
    )

    @cached_property
    def brains(self):
        """Return the services with an annual duty by path."""
        duty = {"query": shifted(self.today, -1200), "range": "min"}
        found = find(object_provides=IService.__identifier__, annual_due=duty)
        return {brain.getPath(): brain for brain in found}

    @cached_property
    def records(self):
        """Return each service with the days of its annual inspections."""
        inspected = {}
        reports = find(object_provides=IInspectionReport.__identifier__, review_state="shared")
        for brain in reports:
            if column(brain, "inspection_kind") == "annual" and column(brain, "document_date"):
                path = brain.getPath().rpartition("/")[0]
                inspected.setdefault(path, []).append(as_day(brain.document_date))
        return [
            compliance.Inspected(
                path, as_day(column(brain, "registered_on")), inspected.get(path, ())
            )
            for path, brain in self.brains.items()
        ]

    def figure(self, day):
        """Return how many were not overdue."""
        return compliance.within_a_year(self.records, day)

    def links(self):
        """Return the overdue ones."""
        found = compliance.overdue(self.records, self.today)
        return [link(self.brains[one.ref], self._note(one)) for one in found]

    def _note(self, one):
        due = one.due(self.today)
        return filled(LATE, day=due, days=counted("days", (self.today - due).days))
