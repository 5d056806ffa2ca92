"""An inspection while it runs: what was asked for, who has it, what is due and what is late."""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.domain.naming import title_in
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from zope.i18nmessageid import Message


#: ``given``: a document is there, and nobody has said that it is complete.
OPEN, GIVEN, READY, NOT_NEEDED = STATES = ("open", "given", "ready", "not_needed")
STATE_WORDS: dict[str, Message] = {
    OPEN: _("slot_open", default="Not there yet"),
    GIVEN: _("slot_given", default="Handed in, to be checked"),
    READY: _("slot_ready", default="Ready"),
    NOT_NEEDED: _("slot_not_needed", default="Not needed"),
}

LATE, TODAY, COMING, DONE = STANDINGS = ("late", "today", "coming", "done")


@dataclass(frozen=True)
class Slot:
    """One document that inspectors ask for.

    ``request`` is the id in its framework; ``owner`` and ``deputy`` are user ids or names
    of people without an account, '' for nobody; ``evidence`` is a UID or ''. ``ready_at``
    is when it became ready; ``version`` counts its changes.
    """

    id: str
    request: str
    title: str
    owner: str
    deputy: str
    due: datetime
    state: str
    evidence: str
    title_cy: str = ""
    elements: tuple[str, ...] = ()
    ready_at: datetime | None = None
    note: str = ""
    version: int = 0

    @property
    def is_done(self) -> bool:
        """Return whether nothing more is to be done for it."""
        return self.state in (READY, NOT_NEEDED)

    def title_for(self, language: str | None) -> str:
        """Return the Welsh title to a Welsh reader where there is one."""
        return title_in(language, self.title, self.title_cy)

    def standing(self, now: datetime) -> str:
        """Return one of ``STANDINGS`` at an aware moment."""
        if self.is_done:
            return DONE
        if self.due < now:
            return LATE
        return TODAY if self.due.date() == now.astimezone(self.due.tzinfo).date() else COMING


@dataclass(frozen=True)
class Person:
    """Somebody who is to be available; ``person`` and ``deputy`` as in ``Slot``.

    Up to and including ``away_until`` the deputy steps in.
    """

    id: str
    role: str
    person: str
    deputy: str
    away_until: date | None = None
    version: int = 0

    def is_away(self, day: date) -> bool:
        """Return whether the person is away on a day."""
        return self.away_until is not None and day <= self.away_until

    def acting(self, day: date) -> str:
        """Return who is there on a day: the person, or the deputy, or nobody ('')."""
        return self.deputy if self.is_away(day) else self.person


def absent(people: Iterable[Person], day: date) -> dict[str, str]:
    """Return who is away on a day, with the deputy of each ('' without one)."""
    return {one.person: one.deputy for one in people if one.person and one.is_away(day)}


def holder(slot: Slot, away: Mapping[str, str]) -> str:
    """Return who has a slot: its owner, or who steps in for an owner that is away, or ''.

    The slot's own deputy goes before the person's; one who is away too does not step in.
    """
    if slot.owner and slot.owner not in away:
        return slot.owner
    candidates = (slot.deputy, away.get(slot.owner, ""))
    return next((one for one in candidates if one and one not in away), "")


def left(until: datetime, now: datetime) -> tuple[int, int]:
    """Return the whole hours and minutes until a moment (both aware); none once it is over."""
    minutes = max(int(_span(now, until) / timedelta(minutes=1)), 0)
    return divmod(minutes, 60)


def _span(first: datetime, last: datetime) -> timedelta:
    # Two moments of one zone are subtracted as their clocks show them, summer or winter.
    return last.astimezone(UTC) - first.astimezone(UTC)


# -- what came of it


@dataclass(frozen=True)
class Outcome:
    """How a document stood at the deadline; ``late`` is by how long, None while not there."""

    slot: Slot
    was_ready: bool
    late: timedelta | None


@dataclass(frozen=True)
class Report:
    """What came of an inspection's documents at a moment (aware)."""

    outcomes: tuple[Outcome, ...]

    @property
    def in_time(self) -> int:
        """Return how many were ready by their deadline."""
        return sum(one.was_ready for one in self.outcomes)

    @property
    def too_late(self) -> int:
        """Return how many became ready after it."""
        return sum(not one.was_ready and one.slot.state == READY for one in self.outcomes)

    @property
    def missing(self) -> int:
        """Return how many are not ready, their deadline being over."""
        return len(self.outcomes) - self.in_time - self.too_late


def report(slots: Iterable[Slot], now: datetime) -> Report:
    """Return what came of the slots whose deadline is over, without what was not needed."""
    asked = [one for one in slots if one.state != NOT_NEEDED and one.due <= now]
    return Report(tuple(_outcome(one, now) for one in asked))


def _outcome(slot: Slot, now: datetime) -> Outcome:
    became = slot.ready_at if slot.state == READY else None
    was_ready = became is not None and became <= slot.due
    return Outcome(slot, was_ready, None if was_ready else _span(slot.due, became or now))
