"""When somebody is reminded of what is due: a week before, and when the day has come.

Each is a range of days and not a day, so that a night that was missed loses nothing; what
was told is noted with the day it was about, so that it is told again only if that moves.
"""

from __future__ import annotations

from ccsr.content.domain.dues import Due
from ccsr.content.domain.dues import EVERYBODY
from ccsr.content.domain.dues import PROTOCOL
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from datetime import timedelta


SOON, NOW = STAGES = ("soon", "now")
#: Days before it is due on which the first reminder goes out.
AHEAD = 7
#: Days for which it is known what was told.
KEPT = 400


def stage(due: Due, today: date) -> str | None:
    """Return which reminder is due, None for none.

    What is everybody's is told once, before: when it is over there is nobody to press.
    """
    # The protocol's review is told of months before, by letters of its own.
    if due.done or due.kind == PROTOCOL or due.day > today + timedelta(days=AHEAD):
        return None
    if due.owner == EVERYBODY:
        return SOON if due.day >= today else None
    return NOW if due.day <= today else SOON


def key(due: Due, stage: str) -> str:
    """Return under what it is noted that a reminder was sent."""
    return f"{due.id}|{stage}"


def wanted(dues: Iterable[Due], told: Mapping[str, date], today: date) -> list[tuple[Due, str]]:
    """Return what is to be told now, with its stage."""
    staged = [(due, stage(due, today)) for due in dues]
    return [(due, name) for due, name in staged if name and told.get(key(due, name)) != due.day]


def kept(told: Mapping[str, date], today: date) -> dict[str, date]:
    """Return what must still be known of what was told."""
    return {name: day for name, day in told.items() if day > today - timedelta(days=KEPT)}
