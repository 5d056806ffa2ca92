"""What the register said of a service on a day.

It is told from what the register was first told (``Base``), from what happened
since (``Entry``: the shared events, and edits by hand), and from conditions,
reports and steps of the workflow with their days. Nothing here knows who asks:
whoever calls hands over what the reader may know.

Of two entries that set the same value the one that took effect later counts,
whenever it was received; of two of one day the one that was known later.
"""

from __future__ import annotations

from ccsr.content import _
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from typing import Any
from zope.i18nmessageid import Message

import re


STATUS = "registration_status"

#: The values of a service that the register can tell of a day.
TRACKED = (
    STATUS,
    "places",
    "age_from",
    "age_to",
    "gender",
    "title",
    "title_cy",
    "urn",
    "service_type",
    "local_authority",
)

#: The status that each kind of event leads to; the other kinds leave it alone.
LEADS_TO = {
    "applied": "applied",
    "new": "registered",
    "suspended": "suspended",
    "cancellation_proposed": "cancellation_proposed",
    "cancelled_voluntary": "cancelled_voluntary",
    "cancelled_enforced": "cancelled_enforced",
    "refused": "refused",
    "dormant": "dormant",
    "reopened": "registered",
}
LIFTED = "suspension_lifted"


@dataclass(frozen=True)
class Entry:
    """What the register learned: an event, or an edit by hand (without ``kind``).

    ``effective`` is the day from which it holds, ``known`` when it was shared or
    typed. ``changes`` are the new values by field.
    """

    effective: date
    known: datetime
    kind: str = ""
    changes: Mapping[str, Any] = field(default_factory=dict)
    uid: str = ""


@dataclass(frozen=True)
class Base:
    """What the register was first told.

    ``since`` is the day of registration that it was told, ``recorded`` the day on
    which it was told.
    """

    values: Mapping[str, Any]
    since: date | None
    recorded: date

    @property
    def start(self) -> date:
        """The first day of which it says anything."""
        return min(self.since, self.recorded) if self.since else self.recorded


@dataclass(frozen=True)
class Standing:
    """What the register says of one day.

    ``sources`` names, by field, the entry that a value is from; a value without one
    is from the first entry. Empty ``values``: the register says nothing of the day.
    ``assumed``: the day is before the first entry was made, and no event tells of it.
    """

    day: date
    values: Mapping[str, Any] = field(default_factory=dict)
    sources: Mapping[str, Entry] = field(default_factory=dict)
    assumed: bool = False

    @property
    def status(self) -> str | None:
        """The registration status, None where it is not known."""
        return self.values.get(STATUS)


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries in the order in which they count."""
    return sorted(entries, key=lambda entry: (entry.effective, entry.known))


def standing(base: Base, entries: Iterable[Entry], day: date) -> Standing:
    """Return what the register says of a day."""
    past = [entry for entry in in_order(entries) if entry.effective <= day]
    values = _first_values(base, day)
    sources: dict[str, Entry] = {}
    before = ""
    for entry in past:
        was = values.get(STATUS)
        found = sets(entry, was, before)
        if STATUS not in sources and _is_old_news(base, entry, day):
            found.pop(STATUS)
        if found.get(STATUS) == "suspended" and was != "suspended":
            before = was or ""
        values |= found
        sources |= dict.fromkeys(found, entry)
    assumed = day < base.recorded and STATUS not in sources and bool(values)
    return Standing(day, values, sources, assumed)


def _is_old_news(base: Base, entry: Entry, day: date) -> bool:
    """Return whether the first entry told what became of what an entry says has begun.

    A service that was told as suspended is not registered again because the event of its
    registration is recorded afterwards.
    """
    came_later = base.values.get(STATUS) not in BEFORE_NEW
    return entry.kind == "new" and came_later and entry.effective <= base.recorded <= day


#: The statuses that a new registration follows, and its own.
BEFORE_NEW = (None, "applied", "refused", LEADS_TO["new"])


def _first_values(base: Base, day: date) -> dict[str, Any]:
    if day < base.start:
        return {}
    values = dict(base.values)
    if day < base.recorded and values.get(STATUS) != "registered":
        # It was registered once; since when it is not, nobody told the register.
        values[STATUS] = None
    return values


def sets(entry: Entry, status: str | None, before: str) -> dict[str, Any]:
    """Return the values that an entry sets, by field.

    ``status`` is the one that it meets, ``before`` the one before a suspension: that
    is what lifting leads back to, so that lifting revives nothing that has ended.
    """
    found: dict[str, Any] = {}
    if entry.kind == LIFTED and status in ("suspended", None):
        found[STATUS] = before or "registered"
    if entry.kind in LEADS_TO:
        found[STATUS] = LEADS_TO[entry.kind]
    return found | dict(entry.changes)


@dataclass(frozen=True)
class Band:
    """A stretch of time with one status; ``until`` is the first day after it, None for today."""

    status: str | None
    since: date
    until: date | None


def bands(base: Base, entries: Iterable[Entry], today: date) -> list[Band]:
    """Return the statuses one after the other, the oldest first, up to today."""
    known = list(entries)
    days = {base.start, base.recorded, *(entry.effective for entry in known)}
    found: list[Band] = []
    for day in sorted(one for one in days if one <= today):
        status = standing(base, known, day).status
        if found and found[-1].status == status:
            continue
        if found:
            found[-1] = Band(found[-1].status, found[-1].since, day)
        found.append(Band(status, day, None))
    return found


@dataclass(frozen=True)
class Step:
    """A step of a workflow: the state that it led to, on which day."""

    day: date
    state: str


def state_on(steps: Iterable[Step], day: date) -> str | None:
    """Return the state at the end of a day, None before there was anything."""
    past = [step.state for step in steps if step.day <= day]
    return past[-1] if past else None


def visibility(service: Iterable[Step], provider: Iterable[Step], day: date) -> str | None:
    """Return what commissioners could see of a service at the end of a day.

    A service is seen through its provider. ``concealed`` counts before ``draft``.
    """
    own = state_on(service, day)
    if own is None:
        return None
    both = {own, state_on(provider, day)}
    return next((one for one in ("concealed", "draft") if one in both), "shared")


@dataclass(frozen=True)
class Report:
    """A report with judgements: when it was issued, and the last day of its inspection."""

    issued: date
    inspected_to: date
    what: Any = field(compare=False, default=None)


def latest_report(reports: Iterable[Report], day: date) -> Report | None:
    """Return the report that was the latest to whoever asked on a day."""
    known = [one for one in reports if one.issued <= day]
    return max(known, key=lambda one: (one.inspected_to, one.issued), default=None)


class BadDay(ValueError):
    """A day that cannot be answered for, with the sentence that says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


def read_day(text: str, today: date) -> date:
    """Return the day that was asked for; raise ``BadDay`` for none, and for one to come."""
    text = text.strip()
    try:
        # ``fromisoformat`` takes other ways to write a day as well.
        day = date.fromisoformat(text) if WRITTEN.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise BadDay(NO_DAY)
    if day > today:
        raise BadDay(TO_COME)
    return day


WRITTEN = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
NO_DAY = _("as_on_no_day", default="Give the day as year-month-day, like 2026-03-04.")
TO_COME = _(
    "as_on_to_come",
    default="This day has not come yet. Give today or a day before it.",
)
