"""The kinds of things that the retention schedule knows, and the days it may count from."""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.config.terms import Term
from dataclasses import dataclass


#: Days that years of a rule are counted from.
EVENTS = (
    Term("inspected", _("event_inspected", default="the inspection ended")),
    Term("issued", _("event_issued", default="it was issued")),
    Term("received", _("event_received", default="it was received")),
    Term("completed", _("event_completed", default="the complaint was completed")),
    Term("notice", _("event_notice", default="the notice was given")),
    Term("closed", _("event_closed", default="it was closed")),
    Term("imposed", _("event_imposed", default="it was imposed")),
    Term("removed", _("event_removed", default="it was removed")),
    Term("effective", _("event_effective", default="it took effect")),
    Term("stated", _("event_stated", default="the provider last said so")),
    Term("held", _("event_held", default="it was held")),
    Term("happened", _("event_happened", default="it happened")),
    Term("finished", _("event_finished", default="it was finished")),
    Term("replaced", _("event_replaced", default="the next version came into force")),
    Term("sent", _("event_sent", default="it was last sent")),
    Term("edited", _("event_edited", default="it was last changed")),
    Term("added", _("event_added", default="it was added to the portal")),
)
EVENT_TITLES = {term.token: term.title for term in EVENTS}


@dataclass(frozen=True)
class Kind:
    """A kind of thing that the schedule has a rule for, and the events it may count from."""

    token: str
    title: str
    events: tuple[str, ...]


KINDS = (
    Kind(
        "inspection_report",
        _("retained_inspection", default="Inspection reports"),
        ("issued", "inspected", "received", "added"),
    ),
    Kind(
        "complaint_report",
        _("retained_complaint", default="Complaint reports"),
        ("completed", "received", "added"),
    ),
    Kind(
        "enforcement_action",
        _("retained_enforcement", default="Enforcement actions"),
        ("closed", "notice", "added"),
    ),
    Kind(
        "condition",
        _("retained_condition", default="Conditions of registration"),
        ("removed", "imposed"),
    ),
    Kind(
        "event",
        _("retained_event", default="Events of registration"),
        ("effective", "received", "added"),
    ),
    Kind(
        "provider_claim",
        _("retained_claim", default="What providers say that they offer"),
        ("stated", "added"),
    ),
    Kind(
        "liaison_item",
        _("retained_liaison", default="Liaison items, once closed"),
        ("closed", "added"),
    ),
    Kind("service", _("retained_service", default="Services, once closed"), ("closed",)),
    Kind("provider", _("retained_provider", default="Providers, once closed"), ("closed",)),
    Kind("protocol", _("retained_protocol", default="Protocols, once replaced"), ("replaced",)),
    Kind("clause", _("retained_clause", default="Clauses of protocols"), ("replaced",)),
    Kind("lesson", _("retained_lesson", default="Lessons"), ("happened", "added")),
    Kind("meeting", _("retained_meeting", default="Meetings"), ("held", "added")),
    Kind(
        "agreed_action",
        _("retained_action", default="Agreed actions, once done or dropped"),
        ("finished", "added"),
    ),
    Kind(
        "inspection_framework",
        _("retained_framework", default="Frameworks of inspection"),
        ("edited", "added"),
    ),
    Kind(
        "self_assessment",
        _("retained_assessment", default="Self-assessments"),
        ("edited", "added"),
    ),
    Kind("risk", _("retained_risk", default="Risks, once closed"), ("finished", "added")),
    Kind(
        "inspection",
        _("retained_notified", default="Inspections and exercises, once finished"),
        ("finished", "added"),
    ),
    Kind("evidence", _("retained_evidence", default="Evidence"), ("edited", "added")),
    Kind(
        "working_party",
        _("retained_party", default="Working parties"),
        ("edited", "added"),
    ),
    Kind("briefing", _("retained_briefing", default="Briefings"), ("sent", "edited", "added")),
)
BY_TOKEN = {kind.token: kind for kind in KINDS}
