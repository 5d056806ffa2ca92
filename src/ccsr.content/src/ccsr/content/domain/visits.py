"""Visits: since when is something new to this reader.

A visit is a day on which somebody opens their home page. What is new is what
came after the first opening of the visit day before, so that nothing that came
later on that day is missed.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime


@dataclass(frozen=True)
class Visits:
    """The first opening on the latest visit day, and that on the visit day before."""

    latest: datetime
    before: datetime | None = None


def visited(visits: Visits | None, now: datetime) -> Visits:
    """Return the visits after an opening at ``now``.

    The very same value within one day, so that nothing needs to be written.
    """
    if visits is None:
        return Visits(now)
    if visits.latest.date() >= now.date():
        return visits
    return replace(visits, latest=now, before=visits.latest)
