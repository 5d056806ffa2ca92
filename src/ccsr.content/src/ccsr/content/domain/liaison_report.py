"""What was open at the end of a month, or is now."""

from __future__ import annotations

from ccsr.content.domain import dates
from ccsr.content.domain import liaison
from ccsr.content.domain.liaison import Step
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import timedelta

import re


MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
#: Months that can be asked for, the present one among them.
MONTHS = 24


@dataclass(frozen=True, order=True)
class Month:
    """A month of a year."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Month:
        """Return the month of a day."""
        return cls(day.year, day.month)

    @classmethod
    def read(cls, text: str) -> Month | None:
        """Return the month that is written as ``2026-11``, None where it is none."""
        found = MONTH.fullmatch(text)
        return cls(int(found[1]), int(found[2])) if found and int(found[1]) else None

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    @property
    def first(self) -> date:
        """Return its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Return its last day."""
        return (self.first + timedelta(days=31)).replace(day=1) - timedelta(days=1)

    @property
    def before(self) -> Month:
        """Return the month before."""
        return Month.of(self.first - timedelta(days=1))


def months(today: date) -> list[Month]:
    """Return the months that can be asked for, the present one first."""
    found = [Month.of(today)]
    while len(found) < MONTHS:
        found.append(found[-1].before)
    return found


def standing(steps: Sequence[Step], day: date) -> Step | None:
    """Return the step that an item had reached by the end of a day, None before it was made."""
    reached = [step for step in steps if step.at.astimezone(dates.ZONE).date() <= day]
    return reached[-1] if reached else None


def open_on(steps: Sequence[Step], day: date) -> Step | None:
    """Return the step that an item stood at, if it was open on a day."""
    found = standing(steps, day)
    return found if found and found.state in liaison.OPEN else None
