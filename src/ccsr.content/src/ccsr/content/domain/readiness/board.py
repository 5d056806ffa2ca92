"""The readiness board: how a framework stands, how it stood, and when inspectors may come."""

from __future__ import annotations

from ccsr.content.domain.governance.compliance import quarter_ends
from ccsr.content.domain.governance.protocols import shifted
from ccsr.content.domain.readiness.assessments import as_on
from ccsr.content.domain.readiness.assessments import gap
from ccsr.content.domain.readiness.assessments import Snapshot
from ccsr.content.domain.readiness.evidence import is_stale
from ccsr.content.domain.readiness.framework import Framework
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


#: Quarters that a trend shows before the present day.
QUARTERS = 4


@dataclass(frozen=True, slots=True)
class Point:
    """How a framework stood at the end of a day.

    ``assessed`` of ``elements`` had a grade; ``gaps`` is the sum of the grades missing to
    the best; ``stale`` of the assessed were to be looked at again before that day.
    """

    day: date
    elements: int
    assessed: int
    gaps: int
    stale: int

    @property
    def coverage(self) -> int:
        """Return the assessed elements in percent."""
        return round(100 * self.assessed / self.elements) if self.elements else 0


def trend(
    framework: Framework, histories: Mapping[str, Sequence[Snapshot]], today: date
) -> list[Point]:
    """Return how it stood at the last ends of quarters and today; `histories` are by element."""
    return [_point(framework, histories, day) for day in (*quarter_ends(today, QUARTERS), today)]


def _point(framework: Framework, histories: Mapping[str, Sequence[Snapshot]], day: date) -> Point:
    stood = [as_on(histories.get(one.id, ()), day) for one in framework.elements]
    graded = [one for one in stood if one is not None and framework.grade(one.grade)]
    return Point(
        day,
        len(framework.elements),
        len(graded),
        sum(gap(framework, one.grade) or 0 for one in graded),
        sum(is_stale(one.review_by, day) for one in graded),
    )


def expected(framework: Framework, last: date | None, today: date) -> date | None:
    """Return when the next inspection is to be expected: the last one and its frequency.

    Where the judgement of every year has its month, the first day of that month, which
    stands until the month is over; None where nothing says: it may come on any day.
    """
    if framework.final_month:
        this = date(today.year, framework.final_month, 1)
        return this if today.month <= this.month else this.replace(year=today.year + 1)
    if last is None or not framework.frequency_months:
        return None
    return shifted(last, framework.frequency_months)
