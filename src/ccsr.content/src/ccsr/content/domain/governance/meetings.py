"""Meetings: when they fall, whether one is late, what minutes are and who has agreed them (8.1).

The protocol's meetings are held every three months and their minutes are agreed by
both parties; those of a working party are agreed by its chair.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.config.terms import Term
from ccsr.content.domain.governance.protocols import shifted
from ccsr.content.domain.readiness.clock import is_working
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import Any

import hashlib
import json


#: Months between the protocol's meetings.
QUARTER = 3
#: Meetings that one form plans, unless it is told another number, and the most it plans.
PLANNED, MOST = 4, 12

INSPECTORATE, CCSR, CHAIR = "inspectorate", "ccsr", "chair"
#: Who agrees minutes: the protocol's parties, or the chair of a working party.
SIDES = (CCSR, INSPECTORATE)

ATTENDANCES = (
    Term("attending", _("attendance_attending", default="Attending")),
    Term("apologies", _("attendance_apologies", default="Apologies")),
    Term("absent", _("attendance_absent", default="Absent")),
)

NOT_WORKING = _(
    "meeting_not_working",
    default="That day is a weekend or a bank holiday. Choose a working day: the others of the "
    "series are moved by themselves.",
)
PAST = _("meeting_past", default="That day is over. Choose one from today on.")

DISCREPANCY, LIAISON, CONCEALMENT, ACTION, LESSON, PROTOCOL = (
    "discrepancy",
    "liaison",
    "concealment",
    "action",
    "lesson",
    "protocol",
)
EVIDENCE, ASSESSMENT, OWN = "evidence", "assessment", ""
#: Why something is on an agenda, in the order in which it is taken.
KINDS = {
    OWN: _("agenda_own", default="Business of the meeting"),
    DISCREPANCY: _("agenda_discrepancy", default="Open discrepancies"),
    LIAISON: _("agenda_liaison", default="Open liaison items"),
    CONCEALMENT: _("agenda_concealment", default="Concealments past their review"),
    ACTION: _("agenda_action", default="Overdue actions"),
    LESSON: _("agenda_lesson", default="Lessons since the last meeting"),
    PROTOCOL: _("agenda_protocol", default="Review of the protocol"),
    EVIDENCE: _("agenda_evidence", default="Evidence past its review"),
    ASSESSMENT: _("agenda_assessment", default="Self-assessments past their review"),
}


# -- days -----------------------------------------------------------------------


def on_or_before(day: date) -> date:
    """Return a day, or the last working day before it."""
    while not is_working(day):
        day -= timedelta(days=1)
    return day


def series(first: date, count: int = PLANNED, months: int = QUARTER) -> list[date]:
    """Return the days of a series, the first as given.

    Each is the same day of its month, or the working day before; none is more than
    ``months`` after the one before it.
    """
    days = [first]
    for place in range(1, count):
        wanted = min(shifted(first, place * months), shifted(days[-1], months))
        days.append(on_or_before(wanted))
    return days


def weekly(first: date, count: int) -> list[date]:
    """Return a day in each of so many weeks: the same weekday, or the working day before."""
    return [on_or_before(first + timedelta(weeks=place)) for place in range(count)]


def due_by(last: date) -> date:
    """Return the last day on which the next meeting is in time (protocol 8.1)."""
    return shifted(last, QUARTER)


@dataclass(frozen=True)
class Rhythm:
    """The last meeting that was held and the next that is planned, None without one."""

    last: date | None
    next: date | None
    today: date

    @property
    def due(self) -> date | None:
        """Return by when the next is due; None before the first."""
        return due_by(self.last) if self.last else None

    @property
    def is_late(self) -> bool:
        """Return whether the next one is, or will be, more than three months after the last."""
        return self.due is not None and (self.next or self.today) > self.due


# -- minutes --------------------------------------------------------------------


def digest(told: Mapping[str, Any], file: bytes = b"") -> str:
    """Return what changes with every change of what minutes say, SHA-256 in hex."""
    text = json.dumps(told, sort_keys=True, default=str)
    return hashlib.sha256(text.encode() + b"\0" + file).hexdigest()


@dataclass(frozen=True)
class Agreement:
    """One party agreed minutes: which party, which account, when (UTC), and what they said.

    A change of the minutes takes it back, at ``withdrawn`` (UTC) by ``withdrawn_by``.
    """

    party: str
    account: str
    at: datetime
    digest: str
    withdrawn: datetime | None = None
    withdrawn_by: str = ""


def standing(agreements: Iterable[Agreement], now: str) -> dict[str, Agreement]:
    """Return by party the agreements to the minutes as they are now, by their digest."""
    return {one.party: one for one in agreements if not one.withdrawn and one.digest == now}


def after_change(
    agreements: Iterable[Agreement], now: str, at: datetime, account: str
) -> list[Agreement]:
    """Return the agreements after a change: those to other minutes are taken back."""
    return [
        one
        if one.withdrawn or one.digest == now
        else replace(one, withdrawn=at, withdrawn_by=account)
        for one in agreements
    ]


def is_agreed(agreements: Mapping[str, Agreement], parties: Sequence[str]) -> bool:
    """Return whether every party has agreed."""
    return bool(parties) and all(party in agreements for party in parties)


def matter_key(matter: Mapping[str, Any]) -> str:
    """Return what tells the matters of a meeting apart, so that each becomes one action."""
    return digest({name: matter.get(name) or "" for name in ("topic", "agreed")})[:16]


# -- agenda ---------------------------------------------------------------------


@dataclass(frozen=True)
class Open:
    """Something that is open: why it is put on an agenda, and its UID."""

    kind: str
    uid: str


def filled(agenda: Iterable[Mapping[str, Any]], found: Iterable[Open]) -> list[dict[str, Any]]:
    """Return an agenda with what was found added to it, each thing once."""
    rows = [dict(row) for row in agenda]
    named = {row.get("source") for row in rows}
    return [*rows, *_fresh(found, named)]


def _fresh(found: Iterable[Open], named: set[Any]) -> Iterator[dict[str, Any]]:
    for one in found:
        if one.uid not in named:
            named.add(one.uid)
            yield {"topic": None, "note": None, "source": one.uid, "kind": one.kind}


def by_kind(rows: Iterable[Mapping[str, Any]]) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """Return the kinds that an agenda has, in their order, each with its rows."""
    listed = list(rows)
    found = ((kind, [row for row in listed if (row.get("kind") or OWN) == kind]) for kind in KINDS)
    return [(kind, those) for kind, those in found if those]
