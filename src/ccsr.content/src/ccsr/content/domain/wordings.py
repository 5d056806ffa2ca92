"""Conditions of registration over time: what each said from which day, and what events do to them."""

from __future__ import annotations

from ccsr.content.domain.dates import has_ended
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Wording:
    """What a condition said from a day on; ``since`` is None for the first one kept."""

    text: str
    since: date | None = None
    values: Mapping[str, Any] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Condition:
    """A condition with its days; ``wordings`` are in the order of their days."""

    uid: str
    kind: str
    wordings: tuple[Wording, ...]
    imposed: date | None = None
    removed: date | None = None

    def in_force(self, day: date) -> bool:
        """Return whether it bound the service on a day; without a first day it always did."""
        return (self.imposed is None or self.imposed <= day) and not has_ended(self.removed, day)

    def wording(self, day: date) -> Wording:
        """Return what it said on a day."""
        said = [one for one in self.wordings if one.since is None or one.since <= day]
        return (said or list(self.wordings[:1]))[-1]


#: What an event may do to a condition.
IMPOSE, VARY, REMOVE = CONDITION_ACTIONS = ("impose", "vary", "remove")


@dataclass(frozen=True)
class ConditionChange:
    """What an event does to a condition.

    ``uid`` is the condition that is varied or removed; ``kind`` and ``text`` are of
    one that is imposed, ``text`` the new words of one that is varied. ``values`` are
    further fields of the condition.
    """

    action: str
    uid: str = ""
    kind: str = ""
    text: str = ""
    values: Mapping[str, Any] = field(default_factory=dict, compare=False)


def told_apart(wordings: Iterable[Wording]) -> tuple[Wording, ...]:
    """Return wordings in the order of their days, one a day: the last that was told."""
    by_day = {one.since: one for one in wordings}
    return tuple(sorted(by_day.values(), key=lambda one: one.since or date.min))
