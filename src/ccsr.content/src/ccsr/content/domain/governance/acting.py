"""Whether lessons were acted on, as it stood on a day (protocol 7.2)."""

from __future__ import annotations

from ccsr.content.domain import actions
from ccsr.content.domain.governance.compliance import Figure
from ccsr.content.domain.governance.compliance import shared_out
from ccsr.content.domain.governance.compliance import WINDOW
from ccsr.content.domain.governance.protocols import shifted
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Action:
    """An agreed action: added, due, and each (day, deed) of its notes, the first one first."""

    added: date
    due: date
    deeds: tuple[tuple[date, str], ...] = ()

    def is_open(self, day: date) -> bool:
        """Return whether it was still to be done at the end of a day."""
        done = [deed for at, deed in self.deeds if at <= day]
        moved = [after for deed in done if (after := actions.DEEDS[deed].after)]
        return not moved or moved[-1] == actions.OPEN

    def is_overdue(self, day: date) -> bool:
        """Return whether it was overdue; its due day is the one that it has now."""
        return self.is_open(day) and self.due < day


@dataclass(frozen=True)
class Lesson:
    """A lesson and its actions."""

    ref: str
    happened: date
    actions: tuple[Action, ...]

    def counts(self, day: date) -> bool:
        """Return whether it happened in the twelve months before a day."""
        return shifted(day, -WINDOW) <= self.happened <= day

    def is_acted_on(self, day: date) -> bool:
        """Return whether it had an action on a day, and none that was overdue."""
        had = [one for one in self.actions if one.added <= day]
        return bool(had) and not any(one.is_overdue(day) for one in had)


def acted_on(lessons: Iterable[Lesson], day: date) -> Figure:
    """Return how many lessons of the twelve months before a day were acted on by then."""
    counted = [one for one in lessons if one.counts(day)]
    return shared_out(sum(one.is_acted_on(day) for one in counted), len(counted))


def left_out(lessons: Iterable[Lesson], day: date) -> list[Lesson]:
    """Return the lessons that were not acted on."""
    return [one for one in lessons if one.counts(day) and not one.is_acted_on(day)]
