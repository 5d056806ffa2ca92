"""The judgements of a finished inspection beside what the partnership had said of itself."""

from __future__ import annotations

from ccsr.content.content.readiness import assessment_history
from ccsr.content.content.readiness import frameworks
from ccsr.content.content.readiness import inspection_desk as desks
from ccsr.content.content.readiness.assessment import ISelfAssessment
from ccsr.content.content.readiness.inspection import notified
from ccsr.content.domain.dates import ZONE
from ccsr.content.domain.readiness import assessments
from ccsr.content.domain.readiness.assessments import Compared
from ccsr.content.domain.readiness.assessments import Snapshot
from ccsr.content.domain.readiness.framework import Framework
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from typing import Any


#: What the plan of a day holds before the inspectors are there.
OWN_BRIEFING = "briefing"


@dataclass(frozen=True)
class Comparison:
    """What came of an inspection; ``day`` is the one whose self-assessment counts.

    ``unknown`` are judgements, element and grade, that the framework does not know any more.
    """

    framework: Framework | None
    day: date
    compared: tuple[Compared, ...]
    unknown: tuple[tuple[str, str], ...]


def comparison(inspection: Any) -> Comparison:
    """Return the judgements of an inspection against the self-assessment before it began."""
    framework = frameworks.framework(inspection.framework)
    day = day_of(inspection)
    judged = {one["element"]: one["grade"] for one in inspection.judgements or ()}
    if framework is None:
        return Comparison(None, day, (), tuple(judged.items()))
    came = came_at(inspection)
    own = {id: _own(inspection, framework, id, came) for id in judged}
    return Comparison(
        framework,
        day,
        tuple(assessments.compare(framework, judged, own)),
        tuple(assessments.unknown(framework, judged)),
    )


def day_of(inspection: Any) -> date:
    """Return the first day of fieldwork, else that of the notification.

    What was written later may already repeat what the inspectors said.
    """
    first: date | None = inspection.fieldwork_from
    return first or notified(inspection).astimezone(ZONE).date()


def came_at(inspection: Any) -> datetime:
    """Return the moment (aware) at which the inspectors came.

    That is the first hour of the plan of the first day, else the beginning of that day, and
    never before they gave notice.
    """
    told = notified(inspection)
    first = inspection.fieldwork_from
    if first is None:
        return told
    planned = [one.values for one in _plan(inspection) if one.values["day"] == first]
    hours = [one["at"] for one in planned if one["what"] != OWN_BRIEFING]
    return max(told, datetime.combine(first, min(hours, default=time()), ZONE))


def _plan(inspection: Any) -> list[desks.Card]:
    return desks.cards(inspection, desks.PLAN) if desks.has_desk(inspection) else []


def _own(inspection: Any, framework: Framework, id: str, moment: datetime) -> Snapshot | None:
    found = inspection.__parent__.get(f"assessed-{framework.key}-{id}")
    if not ISelfAssessment.providedBy(found):
        return None
    return assessments.before(assessment_history.snapshots(found), moment)
