"""Inspection: one that has been notified, or an exercise; its clock and what it needs.

What changes while it runs (documents asked for, people, plan, messages) lies on its
desk (``inspection_desk``), so that several people work at once.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.content.day import Day
from ccsr.content.content.invariants import Misfit
from ccsr.content.content.invariants import ordered
from ccsr.content.content.invariants import Refused
from ccsr.content.content.readiness import frameworks
from ccsr.content.content.readiness.inspection_fixed import FixedBool
from ccsr.content.content.readiness.inspection_fixed import FixedChoice
from ccsr.content.content.readiness.inspection_fixed import Notification
from ccsr.content.domain.dates import ZONE
from ccsr.content.domain.naming import title_in
from ccsr.content.domain.readiness import clock as clocks
from ccsr.content.interfaces import IHasDues
from ccsr.content.interfaces import IInspection
from ccsr.content.personal import not_personal
from ccsr.content.personal import personal
from collections.abc import Iterator
from datetime import datetime
from plone.autoform import directives
from plone.dexterity.content import Item
from plone.schema import JSONField
from plone.supermodel import model
from typing import Any
from z3c.form.interfaces import IEditForm
from zope import schema
from zope.i18nmessageid import Message
from zope.interface import implementer
from zope.interface import invariant

import json


TYPE = "Inspection"

#: ``grade`` is of the framework's own scale.
JUDGEMENTS = {
    "type": "array",
    "maxItems": 200,
    "items": {
        "type": "object",
        "required": ["element", "grade"],
        "additionalProperties": False,
        "properties": {
            "element": {"type": "string", "maxLength": 40},
            "grade": {"type": "string", "maxLength": 40},
        },
    },
}

FAR_FROM_NOTIFICATION = _(
    "fieldwork_far_from_notification",
    default="Look at the day: fieldwork is within a year of the notification.",
)

NO_JUDGEMENT = _(
    "inspection_no_judgement",
    default="“${element}: ${grade}” is no judgement under this inspection's framework.",
)


class Judgements(JSONField):
    """Grades by element; those of elements that an edit of the framework took away stay."""

    def _validate(self, value: Any) -> None:
        super()._validate(value)
        framework = frameworks.framework(getattr(self.context, "framework", None) or "")
        held = getattr(self.context, "judgements", None) or ()
        for one in value or () if framework else ():
            if one not in held and not framework.can_judge(one["element"], one["grade"]):
                raise Refused(Message(NO_JUDGEMENT, mapping=one))


class IInspectionSchema(IInspection, model.Schema):
    """Fields of an inspection."""

    personal("lead_inspector", why="Names the inspector.")
    personal("follow_up", why="Typed freely: may name a person.")
    not_personal("title", "title_cy", "framework", "notified_on", "is_exercise")
    not_personal("fieldwork_from", "fieldwork_to", "judgements", "finished_on")

    title = schema.TextLine(
        title=_("label_title", default="Title"),
        description=_(
            "help_inspection_title",
            default="Leave it empty and it is made from the framework and the date.",
        ),
        required=False,
    )

    title_cy = schema.TextLine(title=_("label_title_cy", default="Title in Welsh"), required=False)

    framework = FixedChoice(
        title=_("label_framework", default="Framework"),
        vocabulary="ccsr.content.readiness_frameworks",
    )

    notified_on = Notification(
        title=_("label_notified_on", default="Notified on"),
        description=_(
            "help_notified_on",
            default="Date and time when the inspectorate told you. The clock runs from here.",
        ),
    )

    lead_inspector = schema.TextLine(
        title=_("label_lead_inspector", default="Lead inspector"), required=False
    )

    fieldwork_from = Day(
        title=_("label_fieldwork_from", default="First day of fieldwork"),
        description=_(
            "help_fieldwork_from",
            default="Leave it empty and it is counted in working days from the notification.",
        ),
        required=False,
    )

    fieldwork_to = Day(
        title=_("label_fieldwork_to", default="Last day of fieldwork"), required=False
    )

    is_exercise = FixedBool(
        title=_("label_is_exercise", default="This is an exercise"),
        description=_("help_is_exercise", default="Nobody comes. It shows how ready everybody is."),
        required=False,
        default=False,
    )

    judgements = Judgements(
        title=_("label_judgements_received", default="Judgements"),
        schema=json.dumps(JUDGEMENTS),
        required=False,
        missing_value=[],
        defaultFactory=list,
    )

    finished_on = Day(title=_("label_finished_on", default="Finished on"), required=False)

    follow_up = schema.Text(
        title=_("label_follow_up", default="What follows from it"), required=False
    )

    # Each has a page of its own; what the clock runs from is not moved under it.
    directives.omitted("judgements", "finished_on")
    directives.omitted(IEditForm, "framework", "notified_on", "is_exercise")

    @invariant
    def fieldwork_in_order(data: Any) -> None:
        """Refuse a last day before the first."""
        ordered(
            data,
            "fieldwork_from",
            "fieldwork_to",
            _("fieldwork_out_of_order", default="The last day of fieldwork is before the first."),
        )

    @invariant
    def fieldwork_near_notification(data: Any) -> None:
        """Refuse days of fieldwork that are a typing error: each gets a plan."""
        for name in ("fieldwork_from", "fieldwork_to"):
            day = getattr(data, name, None)
            if day and data.notified_on and not clocks.is_plausible(notified(data), day):
                raise Misfit(FAR_FROM_NOTIFICATION, name)


@implementer(IInspectionSchema, IHasDues)
class Inspection(Item):
    """An inspection."""

    def title_for(self, language: str | None) -> str:
        """Return the Welsh title to a Welsh reader where there is one."""
        return title_in(language, self.title, self.title_cy)


def notified(inspection: Any) -> datetime:
    """Return when an inspection was notified, aware; what has no zone is of Wales."""
    moment: datetime = inspection.notified_on
    return moment if moment.tzinfo else moment.replace(tzinfo=ZONE)


def inspections(area: Any) -> Iterator[Any]:
    """Yield the inspections of an area; the catalog shows nothing to the portal's own jobs."""
    return (one for one in area.objectValues() if IInspectionSchema.providedBy(one))
