"""A calendar as other programs read it (RFC 5545): meetings and what is due, with alarms."""

from __future__ import annotations

from ccsr.content.domain.dues import Due
from ccsr.content.domain.dues import MEETING
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from icalendar import Alarm
from icalendar import Calendar
from icalendar import Event


#: Days before today and after it that a calendar holds.
BEFORE, AFTER = 60, 400
#: How often a program should look, and how long before it rings.
REFRESH = timedelta(hours=4)
RING = timedelta(days=1)
#: A day begins at midnight; nine o'clock of the day before is when people read.
RING_OF_DAY = timedelta(hours=15)
WHOLE_YEAR = timedelta(days=366)
#: What has an hour and no end.
LENGTH = timedelta(minutes=30)


@dataclass(frozen=True)
class Entry:
    """What is due, in its reader's language; ``url`` is where it is done."""

    due: Due
    title: str
    kind: str
    url: str


def window(today: date) -> tuple[date, date]:
    """Return the first and the last day that a calendar holds."""
    return today - timedelta(days=BEFORE), today + timedelta(days=AFTER)


def belongs(due: Due) -> bool:
    """Return whether it stands in a calendar: what is done does not, meetings stay."""
    return not due.done or due.kind == MEETING


def made(entries: Iterable[Entry], name: str, language: str, host: str, now: datetime) -> bytes:
    """Return the calendar; ``host`` makes its identifiers unlike those of another portal."""
    calendar = Calendar()
    calendar.add("prodid", f"-//CCSR//{host}//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry, host, now))
    first, last = window(now.date())
    # Every change of the clock since 1970 would be written out.
    calendar.add_missing_timezones(first - WHOLE_YEAR, last + WHOLE_YEAR)
    return bytes(calendar.to_ical())


def _event(entry: Entry, host: str, now: datetime) -> Event:
    due, event = entry.due, Event()
    event.add("uid", f"{due.id}@{host}")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("summary", entry.title)
    event.add("description", f"{entry.kind}\n{entry.url}")
    event.add("categories", [entry.kind])
    event.add("url", entry.url)
    if due.place:
        event.add("location", due.place)
    _when(event, due)
    event.add_component(_alarm(entry))
    return event


def _when(event: Event, due: Due) -> None:
    event.add("dtstart", due.when)
    if isinstance(due.when, datetime):
        event.add("dtend", due.ends or due.when + LENGTH)
        return
    event.add("dtend", due.when + timedelta(days=1))
    # A day on which something is due is not a day on which somebody is busy.
    event.add("transp", "TRANSPARENT")


def _alarm(entry: Entry) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.title)
    has_hour = isinstance(entry.due.when, datetime)
    alarm.add("trigger", -(RING if has_hour else RING_OF_DAY))
    return alarm
