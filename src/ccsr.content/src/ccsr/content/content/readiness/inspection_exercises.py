"""Exercises: a trial notification at a random moment that nobody knows, and its end.

What is planned lies beside the area of readiness. The moment is drawn when it is planned
and shown to nobody.
"""

from __future__ import annotations

from BTrees.OOBTree import OOBTree
from ccsr.content import _
from ccsr.content import noted
from ccsr.content.content.readiness import slots as parts
from ccsr.content.content.readiness.inspection import IInspectionSchema
from ccsr.content.content.readiness.inspection import inspections
from ccsr.content.content.readiness.inspection import TYPE
from ccsr.content.content.readiness.inspection_work import Refused
from ccsr.content.domain import dates
from ccsr.content.domain.naming import random_id
from ccsr.content.domain.readiness import clock as clocks
from ccsr.content.jobs import Job
from collections.abc import Iterator
from datetime import date
from datetime import datetime
from datetime import UTC
from persistent import Persistent
from plone import api
from plone.dexterity.utils import createContentInContainer
from random import SystemRandom
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.event import notify
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent


KEY = "ccsr.content.exercises"
NO_DAYS = _(
    "exercise_no_days",
    default="Between these days is no working day to come. Choose a longer window.",
)
LONGEST_WINDOW = 366
TOO_LONG = _("exercise_too_long", default="The window is longer than a year. Choose a shorter one.")


class Planned(Persistent):
    """An exercise to come; ``moment`` is UTC."""

    def __init__(self, framework: str, first: date, last: date, moment: datetime, by: str) -> None:
        self.id = random_id()
        self.framework = framework
        self.first = first
        self.last = last
        self.moment = moment
        self.by = by


def plan(area: Any, framework: str, first: date, last: date) -> Planned:
    """Plan an exercise within two days, both included; raise ``Refused`` where that is none."""
    if (last - first).days > LONGEST_WINDOW:
        raise Refused(TOO_LONG)
    tomorrow = clocks.after(dates.today(), 1)
    moment = clocks.chance(max(first, tomorrow), last, SystemRandom())
    if moment is None:
        raise Refused(NO_DAYS)
    by = api.user.get_current().getId() or ""
    made = Planned(framework, first, last, moment.astimezone(UTC), by)
    IAnnotations(area).setdefault(KEY, OOBTree())[made.id] = made
    noted.note("changed", area, fields=["exercises"], framework=framework)
    return made


def planned(area: Any) -> list[Planned]:
    """Return the exercises to come, by the window's first day."""
    return sorted(IAnnotations(area).get(KEY, {}).values(), key=lambda one: (one.first, one.id))


def withdraw(area: Any, id: str) -> bool:
    """Give up an exercise; return whether it was still to come."""
    found = IAnnotations(area).get(KEY, {}).pop(id, None)
    if found is not None:
        noted.note("changed", area, fields=["exercises"], framework=found.framework)
    return found is not None


class BeginExercises(Job):
    """Begins the exercises whose moment has come."""

    title = _("job_exercises_begin", default="Exercises of inspections whose moment has come")
    schedule = "minutely"

    def run(self, site: Any, progress: Any, **arguments: Any) -> dict[str, int]:
        """Return how many were begun."""
        area, now = site["readiness"], datetime.now(UTC)
        due = [one for one in planned(area) if one.moment <= now]
        for one in due:
            begin(area, one, now)
        return {"begun": len(due)}


class EndExercises(Job):
    """Ends the exercises whose deadlines are all over."""

    title = _("job_exercises_end", default="Exercises of inspections that are over")
    schedule = "hourly"

    def run(self, site: Any, progress: Any, **arguments: Any) -> dict[str, int]:
        """Return how many were ended."""
        now = datetime.now(UTC)
        over = list(_over(site["readiness"], now))
        for inspection in over:
            finish(inspection, now)
        return {"ended": len(over)}


def begin(area: Any, exercise: Planned, now: datetime) -> Any:
    """Notify everybody of an exercise; return it."""
    del IAnnotations(area)[KEY][exercise.id]
    return createContentInContainer(
        area,
        TYPE,
        checkConstraints=False,
        framework=exercise.framework,
        notified_on=now,
        is_exercise=True,
    )


def finish(inspection: Any, now: datetime) -> None:
    """End an exercise: its report is whole, and nothing of it is due any more."""
    inspection.finished_on = clocks.local_day(now)
    notify(ObjectModifiedEvent(inspection, Attributes(IInspectionSchema, "finished_on")))


def _over(area: Any, now: datetime) -> Iterator[Any]:
    for inspection in inspections(area):
        if inspection.is_exercise and not inspection.finished_on:
            found = parts.slots(inspection)
            if all(slot.due < now for slot in found):
                yield inspection
