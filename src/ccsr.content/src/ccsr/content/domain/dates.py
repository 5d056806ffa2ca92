"""Days as they are counted in Wales, and pairs of values that must come in order."""

from __future__ import annotations

from datetime import date
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo


#: Due days and visits end at midnight here, wherever the server's clock is set.
ZONE = ZoneInfo("Europe/London")
#: No day of the register or of a document is of an earlier or a later year.
FIRST_YEAR, LAST_YEAR = 1900, 2199


def today() -> date:
    """Return the day that it is in Wales."""
    return datetime.now(ZONE).date()


def is_near(day: date) -> bool:
    """Return whether a day may be meant as it is written: ``0026-05-01`` is a typing error."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def has_ended(end: date | None, day: date) -> bool:
    """Return whether what ends on ``end`` is over on ``day``; its last day is over."""
    return end is not None and end <= day


def in_order(first: Any, last: Any) -> bool:
    """Return whether ``first`` ≤ ``last``; an empty side is always in order."""
    return first is None or last is None or first <= last
