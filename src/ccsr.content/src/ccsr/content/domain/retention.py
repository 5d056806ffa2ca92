"""How long things are kept: a schedule, a review when its time has come, a decision.

Nothing is disposed of by itself. A rule counts years from an event of the
thing; from that day on a reviewer is asked to keep it longer, with a reason, or
to propose its disposal (``domain.disposal``).
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.domain.retention_kinds import BY_TOKEN as BY_TOKEN
from ccsr.content.domain.retention_kinds import EVENT_TITLES as EVENT_TITLES
from ccsr.content.domain.retention_kinds import KINDS as KINDS
from ccsr.content.domain.sharing import Refusal
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import timedelta

import re


#: The list shows what will be due within so many days as well.
AHEAD = timedelta(days=90)

MOST_YEARS = 100
YEARS = re.compile("[0-9]{1,3}")
LONGEST_REASON = 1000


@dataclass(frozen=True)
class Rule:
    """Review a thing ``years`` after ``event``; ``basis`` says why so long, in law or policy."""

    kind: str
    event: str
    years: int
    basis: str

    def due(self, since: date | None) -> date | None:
        """Return the day on which a thing is to be reviewed; None while nothing runs."""
        return years_after(since, self.years) if since else None

    def latest(self, day: date) -> date:
        """Return the latest day of the event for which the review is due on ``day``."""
        return years_before(day, self.years)


def years_after(day: date, years: int) -> date:
    """Return the same day years on; 29 February becomes 1 March where there is none."""
    year = min(day.year + years, date.max.year)
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def years_before(day: date, years: int) -> date:
    """Return the latest day that ``years_after`` brings to ``day`` or before."""
    year = max(day.year - years, date.min.year)
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def keyword(kind: str, event: str, day: date | None) -> str:
    """Return what stands in the catalog for an event; without a day, what all of them start with."""
    return f"{kind}:{event}:{day.isoformat() if day else ''}"


def day_of(word: str) -> date:
    """Return the day of a keyword."""
    return date.fromisoformat(word.rpartition(":")[2])


def is_due(due: date | None, day: date) -> bool:
    """Return whether a review is due on a day: on its own day, and ever after."""
    return due is not None and due <= day


@dataclass(frozen=True)
class Kept:
    """A decision to keep a thing until another day."""

    until: date
    reason: str
    by: str
    at: datetime


def review_on(rule: Rule, since: date | None, kept: Kept | None) -> date | None:
    """Return the day of the next review: the decision's, where one was taken, else the rule's."""
    due = rule.due(since)
    if kept is None or due is None:
        return due
    return max(due, kept.until)


@dataclass(frozen=True)
class Change:
    """One change of the schedule: who, when, from which rule to which."""

    by: str
    at: datetime
    before: Rule
    after: Rule


def read_rule(kind: str, typed: Mapping[str, str]) -> tuple[Rule | None, list[Refusal]]:
    """Return the rule that was typed, or what is wrong with it."""
    event, years, basis = (typed.get(name, "").strip() for name in ("event", "years", "basis"))
    found = []
    if event not in BY_TOKEN[kind].events:
        found.append(Refusal("event", _("schedule_event", default="Choose an event of the list.")))
    if not (YEARS.fullmatch(years) and 1 <= int(years) <= MOST_YEARS):
        found.append(
            Refusal(
                "years",
                _("schedule_years", default="Give whole years, from 1 to 100."),
            )
        )
    if not basis:
        found.append(
            Refusal("basis", _("schedule_basis", default="Say on what law or decision it rests."))
        )
    return (None, found) if found else (Rule(kind, event, int(years), basis), [])


def reason_missing(reason: str) -> list[Refusal]:
    """Return the refusal of a decision without a reason, or with one that is a book."""
    if not reason.strip():
        return [Refusal("reason", _("retention_needs_reason", default="Say why."))]
    if len(reason) > LONGEST_REASON:
        return [
            Refusal(
                "reason",
                _("retention_reason_long", default="Say it in 1,000 characters at most."),
            )
        ]
    return []


BAD_DATE = Refusal(
    "date", _("retention_bad_date", default="Give the date as year-month-day, like 2030-05-31.")
)
NOTHING_TO_PUT_OFF = Refusal(
    "not_due",
    _(
        "retention_nothing_to_put_off",
        default="Its review is not due within 90 days, so there is nothing to put off.",
    ),
)
PAST = Refusal("date", _("retention_past", default="Give a day after today."))


def read_day(text: str, today: date) -> tuple[date | None, list[Refusal]]:
    """Return the coming day that was typed, or what is wrong with it."""
    try:
        day = datetime.strptime(text.strip(), "%Y-%m-%d").date()
    except ValueError:
        return None, [BAD_DATE]
    return (None, [PAST]) if day <= today else (day, [])
