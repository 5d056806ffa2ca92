"""Self-assessments: every state that one was in, the gap to the best, and what inspectors said."""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.config.terms import Term
from ccsr.content.domain.dates import ZONE
from ccsr.content.domain.readiness.framework import Element
from ccsr.content.domain.readiness.framework import Framework
from ccsr.content.domain.readiness.framework import Grade
from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import fields
from datetime import date
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a self-assessment said from a moment (aware) on, and who put it down.

    ``grade`` is '' where none was given; ``evidence`` are UIDs.
    """

    when: datetime
    who: str
    grade: str = ""
    commentary: str = ""
    evidence: tuple[str, ...] = ()
    review_by: date | None = None

    def changed(self, before: Snapshot) -> tuple[str, ...]:
        """Return the names of what differs from an earlier one, apart from who and when."""
        return tuple(
            one.name
            for one in fields(self)
            if one.name not in ("when", "who")
            and getattr(self, one.name) != getattr(before, one.name)
        )


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the history: from which grade to which, and what else was changed."""

    after: Snapshot
    before: Snapshot | None
    changed: tuple[str, ...]


def changes(snapshots: Sequence[Snapshot]) -> list[Change]:
    """Return the history, the newest first; snapshots come in the order of time."""
    found: list[Change] = []
    before: Snapshot | None = None
    for one in snapshots:
        found.append(Change(one, before, one.changed(before) if before else ()))
        before = one
    return found[::-1]


def as_on(snapshots: Iterable[Snapshot], day: date) -> Snapshot | None:
    """Return what was in force at the end of a day in Wales; None before the first."""
    held = [one for one in snapshots if one.when.astimezone(ZONE).date() <= day]
    return held[-1] if held else None


def before(snapshots: Iterable[Snapshot], moment: datetime) -> Snapshot | None:
    """Return what was in force just before a moment (aware); None before the first."""
    held = [one for one in snapshots if one.when < moment]
    return held[-1] if held else None


def gap(framework: Framework, grade: str | None) -> int | None:
    """Return how many grades are missing to the best; None where no grade of the scale is given."""
    found = framework.grade(grade)
    return found.rank if found else None


HIGHER, SAME, LOWER, OPEN = VERDICTS = ("higher", "same", "lower", "open")
#: What is said of an element: how the judgement stands to the self-assessment.
VERDICT_TERMS = {
    HIGHER: Term(HIGHER, _("judged_higher", default="Judged higher than assessed")),
    SAME: Term(SAME, _("judged_same", default="Judged as assessed")),
    LOWER: Term(LOWER, _("judged_lower", default="Judged lower than assessed")),
    OPEN: Term(OPEN, _("judged_not_assessed", default="No self-assessment on that day")),
}


@dataclass(frozen=True, slots=True)
class Compared:
    """One element of a finished inspection; ``own`` is None where there was no grade."""

    element: Element
    judged: Grade
    own: Grade | None
    snapshot: Snapshot | None

    @property
    def verdict(self) -> str:
        """How the judgement stands to the self-assessment."""
        if self.own is None:
            return OPEN
        if self.judged.rank == self.own.rank:
            return SAME
        return HIGHER if self.judged.rank < self.own.rank else LOWER


def compare(
    framework: Framework,
    judgements: Mapping[str, str],
    own: Mapping[str, Snapshot | None],
) -> list[Compared]:
    """Return each judged element in the framework's order.

    ``judgements`` are ids of grades by id of element; what the framework does not know
    is in ``unknown``.
    """
    found = []
    for element in framework.elements:
        judged = framework.grade(judgements.get(element.id))
        if judged is not None:
            snapshot = own.get(element.id)
            grade = framework.grade(snapshot.grade) if snapshot else None
            found.append(Compared(element, judged, grade, snapshot))
    return found


def unknown(framework: Framework, judgements: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the judgements, element and grade, that the framework as it is now does not know."""
    return [
        (element, grade)
        for element, grade in judgements.items()
        if framework.element(element) is None or framework.grade(grade) is None
    ]


def summary(compared: Iterable[Compared]) -> dict[str, int]:
    """Return how many elements came out which way, each way in its place."""
    counted = Counter(one.verdict for one in compared)
    return {verdict: counted[verdict] for verdict in VERDICTS}
