"""The officers' list of liaison items: rows, counts by state, filters, order."""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.config.terms import Term
from ccsr.content.domain import liaison
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


ALL_OPEN = "open"
TABS = (Term(ALL_OPEN, _("liaison_open", default="Open")), *liaison.STATES)


@dataclass(frozen=True)
class Row:
    """One item as the list knows it; days are counted to ``today``."""

    uid: str
    title: str
    url: str
    kind: str
    state: str
    service: str
    authority: str
    prepared: bool
    raised: date | None
    since: date | None
    today: date

    @property
    def days(self) -> int:
        """For how many days it has been in its state."""
        return liaison.days_waiting(self.since, self.today)

    @property
    def age(self) -> int:
        """For how many days it has been there."""
        return liaison.days_waiting(self.raised, self.today)

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done with it."""
        return self.state in liaison.OPEN


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to; '' is everything."""

    kind: str = ""
    authority: str = ""
    service: str = ""

    def fits(self, row: Row) -> bool:
        """Return whether a row is wanted."""
        pairs = (
            (self.kind, row.kind),
            (self.authority, row.authority),
            (self.service, row.service),
        )
        return all(not wanted or wanted == found for wanted, found in pairs)


def counts(rows: Iterable[Row]) -> dict[str, int]:
    """Return how many there are by tab."""
    found = Counter(row.state for row in rows)
    found[ALL_OPEN] = sum(found[state] for state in liaison.OPEN)
    return {term.token: found[term.token] for term in TABS}


def of_tab(rows: Iterable[Row], tab: str) -> list[Row]:
    """Return the rows of a tab, those that wait longest first; what is over, the newest first."""
    chosen = [row for row in rows if (row.is_open if tab == ALL_OPEN else row.state == tab)]
    is_over = tab not in (ALL_OPEN, *liaison.OPEN)
    return sorted(chosen, key=_order, reverse=is_over)


def following(rows: Iterable[Row], uid: str, state: str) -> Row | None:
    """Return the item that has waited longest in a state, another than the one with ``uid``."""
    return next((row for row in of_tab(rows, state) if row.uid != uid), None)


def _order(row: Row) -> tuple[date, str]:
    return (row.since or date.min, row.uid)
