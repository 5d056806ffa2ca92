"""When a job of the timetable is due: once in each of its periods, by the clock in Wales.

A period is named, not counted from the last run, so that a night that was missed is
made up for when somebody is there again, once, and no two workers do the same one.
"""

from __future__ import annotations

from datetime import datetime
from datetime import timedelta
from zoneinfo import ZoneInfo


WALES = ZoneInfo("Europe/London")
#: Hour at which a night's and a month's work begins.
NIGHT = 2
MINUTELY, HOURLY, NIGHTLY, MONTHLY = SCHEDULES = ("minutely", "hourly", "nightly", "monthly")
#: Form of the name of a period. Hours and minutes are UTC's: those of Wales come twice in autumn.
_FORMS = {MINUTELY: "%Y-%m-%dT%H:%M", HOURLY: "%Y-%m-%dT%H", NIGHTLY: "%Y-%m-%d", MONTHLY: "%Y-%m"}


def period(schedule: str, now: datetime) -> str:
    """Return the name of the period that an aware moment is in."""
    if schedule in (NIGHTLY, MONTHLY):
        # Local time as it is, so that a day with 23 hours begins its night at two as well.
        now = now.astimezone(WALES).replace(tzinfo=None) - timedelta(hours=NIGHT)
    return now.strftime(_FORMS[schedule])


def waits_for_first(schedule: str) -> bool:
    """Return whether a job that is new starts with the next period: long ones do."""
    return schedule in (NIGHTLY, MONTHLY)
