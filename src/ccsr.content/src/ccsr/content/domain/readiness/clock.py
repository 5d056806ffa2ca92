"""The clock of an inspection: working days of England and Wales from its notification on.

The day of notification does not count; what is due so many working days after it is
due at the close of that day (``CLOSE``). A notification on a day off counts like one
on the working day before. What is due at once, when the day has closed or is one off,
is due on the next working day.
"""

from __future__ import annotations

from ccsr.content.domain.dates import ZONE
from ccsr.content.domain.readiness.framework import Framework
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from functools import cache
from random import Random

import holidays


#: Until when on its day something is in time.
CLOSE = time(17, 0)
#: Between these hours the portal itself begins an exercise.
OFFICE = (time(9, 0), time(16, 0))
#: Days between a notification and the last of its fieldwork.
LONGEST = 366
SATURDAY = 5
#: ``holidays`` has no part of its own for both; Wales has the days of England.
SUBDIVISION = "WLS"


@dataclass(frozen=True)
class Clock:
    """When an inspection was notified, until when documents are due, when inspectors come.

    ``documents_due`` is an aware moment; the days of fieldwork are working days, in order,
    and none for what runs all year.
    """

    notified: datetime
    documents_due: datetime
    fieldwork: tuple[date, ...]

    def due(self, days: int) -> datetime:
        """Return when something is due that is asked for within so many working days."""
        return due_after(self.notified, days)


def clock(
    framework: Framework,
    notified: datetime,
    first: date | None = None,
    last: date | None = None,
) -> Clock:
    """Return the clock of a notification (aware); ``first`` and ``last`` where they are known."""
    start = first or fieldwork_start(framework, notified)
    end = last or fieldwork_end(framework, start)
    fieldwork = tuple(working_days(start, end)) if framework.fieldwork_days or last else ()
    return Clock(notified, due_after(notified, framework.documents_due_days), fieldwork)


def fieldwork_start(framework: Framework, notified: datetime) -> date:
    """Return the first day of fieldwork: at once without notice, else after its days."""
    day = local_day(notified)
    return after(day, framework.notice_days) if framework.notice_days else at_once(notified)


def fieldwork_end(framework: Framework, first: date) -> date:
    """Return the last day of the longest fieldwork that begins on ``first``."""
    return after(on_or_after(first), max(framework.fieldwork_days - 1, 0))


def due_after(notified: datetime, days: int) -> datetime:
    """Return the close of the day that is so many working days after a moment (aware)."""
    day = after(local_day(notified), days) if days else at_once(notified)
    return datetime.combine(day, CLOSE, ZONE)


def at_once(moment: datetime) -> date:
    """Return the day of a moment (aware), or the next working day where that has closed or is off."""
    local = moment.astimezone(ZONE)
    return on_or_after(local.date()) if local.time() < CLOSE else after(local.date(), 1)


def chance(first: date, last: date, random: Random) -> datetime | None:
    """Return a moment in office hours of a working day from ``first`` to ``last``; None without one."""
    days = working_days(first, last)
    if not days:
        return None
    minutes = (OFFICE[1].hour - OFFICE[0].hour) * 60
    start = datetime.combine(random.choice(days), OFFICE[0], ZONE)
    return start + timedelta(minutes=random.randrange(minutes))


def is_plausible(notified: datetime, day: date) -> bool:
    """Return whether fieldwork can be on a day: within a year of its notification (aware)."""
    return abs((day - local_day(notified)).days) <= LONGEST


def local_day(moment: datetime) -> date:
    """Return the day in Wales of an aware moment."""
    return moment.astimezone(ZONE).date()


def is_working(day: date) -> bool:
    """Return whether it is neither of a weekend nor a bank holiday."""
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Return the bank holidays of England and Wales in a year, substitute days among them."""
    return frozenset(holidays.country_holidays("GB", subdiv=SUBDIVISION, years=year))


def after(day: date, days: int) -> date:
    """Return the day that is so many working days after a day."""
    for _ in range(days):
        day = on_or_after(day + timedelta(days=1))
    return day


def on_or_after(day: date) -> date:
    """Return a day, or the next working day after it."""
    while not is_working(day):
        day += timedelta(days=1)
    return day


def working_days(first: date, last: date) -> list[date]:
    """Return the working days from ``first`` to ``last``, both included."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if is_working(day)]
