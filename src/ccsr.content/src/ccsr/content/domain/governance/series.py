"""The form that plans a series of meetings: what was typed, and what is wrong with it."""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.domain.governance import meetings
from ccsr.content.domain.readiness.clock import is_working
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from zope.i18nmessageid import Message


WEEK = "week"
#: What can be chosen between meetings: a week, or so many months.
EVERY: dict[str, Message] = {
    WEEK: _("series_every_week", default="A week"),
    "1": _("series_every_month", default="A month"),
    "2": _("series_every_two_months", default="Two months"),
    "3": _("series_every_quarter", default="Three months"),
}
#: Fields that are taken as they are typed.
PLAIN = ("title", "title_cy", "place", "host", "chair", "chair_account", "secretary")

NO_TITLE = _("series_no_title", default="Give the meetings a name.")
NO_DAY = _("series_no_day", default="Give the day of the first meeting.")
NO_TIME = _("series_no_time", default="Give a time, as 10:00.")
ENDS_FIRST = _("meeting_ends_first", default="It ends before it starts.")
BAD_COUNT = _(
    "series_bad_count",
    default="Plan between 1 and ${most} meetings.",
    mapping={"most": str(meetings.MOST)},
)


@dataclass(frozen=True)
class Series:
    """A series: its days, between which times, and the other fields by name."""

    days: tuple[date, ...]
    starts: time
    ends: time | None
    fields: Mapping[str, str]

    def occasions(self) -> list[tuple[datetime, datetime | None]]:
        """Return start and end of each meeting as a clock in Wales shows them."""
        return [
            (
                datetime.combine(day, self.starts),
                datetime.combine(day, self.ends) if self.ends else None,
            )
            for day in self.days
        ]


def read(form: Mapping[str, str], today: date) -> tuple[Series | None, dict[str, Message]]:
    """Return the series that a form describes, or None and what is wrong by field."""
    first, starts, ends = _day(form["first"]), _time(form["starts"]), _time(form["ends"])
    wrong = dict(_wrong(form, first, starts, ends, today))
    if wrong or first is None or starts is None:
        return None, wrong
    days = _days(first, int(form["count"]), form["every"])
    fields = {name: form[name] for name in PLAIN if form.get(name)}
    return Series(tuple(days), starts, ends, fields), {}


def _days(first: date, count: int, every: str) -> list[date]:
    if every == WEEK:
        return meetings.weekly(first, count)
    return meetings.series(first, count, int(every) if every in EVERY else meetings.QUARTER)


def _wrong(
    form: Mapping[str, str], first: date | None, starts: time | None, ends: time | None, today: date
) -> list[tuple[str, Message]]:
    late = starts is not None and ends is not None and ends < starts
    checks = (
        ("title", not form["title"], NO_TITLE),
        ("first", first is None, NO_DAY),
        ("first", first is not None and first < today, meetings.PAST),
        ("first", first is not None and not is_working(first), meetings.NOT_WORKING),
        ("starts", starts is None, NO_TIME),
        ("ends", bool(form["ends"]) and ends is None, NO_TIME),
        ("ends", late, ENDS_FIRST),
        ("count", not _is_count(form["count"]), BAD_COUNT),
    )
    return [(name, message) for name, is_wrong, message in checks if is_wrong]


def _is_count(text: str) -> bool:
    return text.isdecimal() and 1 <= int(text) <= meetings.MOST


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _time(text: str) -> time | None:
    try:
        return time.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None
