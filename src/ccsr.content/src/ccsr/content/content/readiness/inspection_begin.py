"""What happens when an inspection is added: its clock, documents, people, plan, messages.

Who supplies what, and who is to be there, is remembered from the last inspection under the
same framework; else nobody is named yet. The framework as it was on that day is kept, so
that a later change of it moves no due day.
"""

from __future__ import annotations

from ccsr.content.content.readiness import frameworks
from ccsr.content.content.readiness import inspection_desk as desks
from ccsr.content.content.readiness import slots as parts
from ccsr.content.content.readiness.inspection import inspections
from ccsr.content.content.readiness.inspection import notified
from ccsr.content.content.readiness.inspection_messages import DAY
from ccsr.content.content.readiness.inspection_messages import prepared
from ccsr.content.content.readiness.inspection_messages import shown
from ccsr.content.content.readiness.seats import with_seats
from ccsr.content.domain.readiness import clock as clocks
from ccsr.content.domain.readiness import inspection_texts as texts
from ccsr.content.domain.readiness.framework import Framework
from ccsr.content.domain.readiness.inspections import OPEN
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import getUtility
from zope.event import notify
from zope.schema.interfaces import IVocabularyFactory


#: Remembered of a slot, and of a person.
OF_SLOT = ("owner", "deputy")
OF_PERSON = ("role", "person", "deputy")


@dataclass(frozen=True)
class Begun:
    """The clock of an inspection or exercise runs; whoever sends letters is told by this event."""

    inspection: Any


def begin(inspection: Any, event: Any = None) -> None:
    """Set everything up, once; a copy or a move begins nothing anew."""
    framework = frameworks.framework(inspection.framework)
    if framework is None or desks.has_desk(inspection):
        return
    last = latest(inspection)
    # A zone by name is nothing that the database keeps.
    inspection.notified_on = notified(inspection).astimezone(UTC)
    _name(inspection, framework)
    _fieldwork(inspection, framework)
    desks.make_desk(inspection, framework.documents_due_days)
    _ask(inspection, framework, last)
    _call(inspection, last)
    _plan(inspection)
    for values in prepared(inspection, framework):
        desks.add(inspection, desks.MESSAGE, {**values, "briefing": _brief(inspection, values)})
    inspection.reindexObject()
    notify(Begun(inspection))


def keep_named(inspection: Any, event: Any = None) -> None:
    """Make the title of an inspection whose title was emptied."""
    framework = frameworks.framework(inspection.framework)
    if framework is not None:
        _name(inspection, framework)


def latest(inspection: Any) -> Any:
    """Return the newest other inspection under the same framework that may be seen, or None."""
    same = [
        one
        for one in inspections(inspection.__parent__)
        if one.framework == inspection.framework and one.aq_base is not inspection.aq_base
    ]
    same = [one for one in same if api.user.has_permission("View", obj=one)]
    return max(same, key=notified, default=None)


def told_before(area: Any, framework: str, moment: datetime) -> Any:
    """Return the inspection that a notification of that day (aware) has begun, or None."""
    same = (
        one
        for one in inspections(area)
        if one.framework == framework and not one.is_exercise and not one.finished_on
        if clocks.local_day(notified(one)) == clocks.local_day(moment)
    )
    return next(same, None)


def _name(inspection: Any, framework: Framework) -> None:
    if inspection.title:
        return
    made = texts.TITLES[bool(inspection.is_exercise)]
    day = clocks.local_day(notified(inspection))
    inspection.title = made[0].format(framework=framework.title, day=shown(day, DAY, "en"))
    said = {"framework": framework.title_for("cy"), "day": shown(day, DAY, "cy")}
    inspection.title_cy = made[1].format(**said)


def _fieldwork(inspection: Any, framework: Framework) -> None:
    first, last = inspection.fieldwork_from, inspection.fieldwork_to
    days = clocks.clock(framework, notified(inspection), first, last).fieldwork
    if days:
        inspection.fieldwork_from = first or days[0]
        inspection.fieldwork_to = last or days[-1]


def _ask(inspection: Any, framework: Framework, last: Any) -> None:
    before = _remembered(desks.cards(last, desks.SLOT) if last else (), "request", OF_SLOT)
    for request in framework.requests:
        values = {
            "request": request.id,
            "title": request.title,
            "title_cy": request.title_cy,
            "elements": request.elements or tuple(one.id for one in framework.elements),
            "due_days": request.due_days,
            "owner": "",
            "deputy": "",
            "state": OPEN,
            "evidence": "",
        }
        desks.add(inspection, desks.SLOT, {**values, **before.get(request.id, {})})


def _remembered(
    cards: Iterable[desks.Card], key: str, names: tuple[str, ...]
) -> dict[str, dict[str, Any]]:
    return {one.values[key]: {name: one.values.get(name, "") for name in names} for one in cards}


def _call(inspection: Any, last: Any) -> None:
    cards = desks.cards(last, desks.PERSON) if last else []
    known = _remembered(cards, "role", OF_PERSON).values()
    first = ({"role": role, "person": "", "deputy": ""} for role in texts.ROLES)
    for values in with_seats(inspection.__parent__, list(known or first)):
        desks.add(inspection, desks.PERSON, values)


def _plan(inspection: Any) -> None:
    days = parts.clock(inspection).fieldwork
    for place, one in texts.plan(len(days)):
        values = {"day": days[place], "at": one.at, "what": one.kind, "who": "", "place": ""}
        desks.add(inspection, desks.PLAN, values)


def _brief(inspection: Any, values: dict[str, str]) -> str:
    """Make a draft of a briefing for everybody who sees the area; return its UID."""
    area = inspection.__parent__
    groups = getUtility(IVocabularyFactory, "ccsr.content.briefing_groups")(area)
    made = createContentInContainer(
        area,
        "Briefing",
        checkConstraints=False,
        kind=texts.MESSAGES[values["kind"]].briefing,
        audience=tuple(term.value for term in groups),
        **{name: values[name] for name in ("title", "title_cy", "text", "text_cy")},
    )
    return str(IUUID(made))
