"""What may be asked of Find, and how an answer is put in order.

A form comes in as names and values; a :class:`Search` comes out, or
:class:`NotKnown` with the parameter's name and what it knows.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.domain import near
from ccsr.content.domain import words
from ccsr.content.domain.facets import BY_NAME
from ccsr.content.domain.facets import NotKnown
from ccsr.content.domain.near import Near
from ccsr.content.domain.near import USUAL
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sized
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import date
from functools import cached_property
from functools import lru_cache
from hashlib import blake2b
from math import floor
from math import log
from typing import TypeVar

import re


Thing = TypeVar("Thing")
Group = TypeVar("Group", bound=Sized)

BATCH = 20
LARGEST_BATCH = 100
#: No list is longer; a larger number could not be counted to.
LAST_START = 10_000_000
#: Values of one facet, more than any list has: the page links each to the search without it.
MOST_VALUES = 100
#: Scores that differ by less count as equal, as a rule.
WIDTH_OF_BAND = 0.05
BAND = log(1 + WIDTH_OF_BAND)
LOWEST_BAND = -1_000_000
#: Characters of a UID (hex) that name its group among the lots: 256 groups.
GROUP = 2
SORTS = ("relevance", "distance", "date", "title")

NUMBER = re.compile(r"\d{1,8}", re.ASCII)
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class NotADay(NotKnown):
    """What was given as the first or last day is none."""

    text = _("find_not_a_day", default="“${value}” is not a date. Write it like 2026-05-31.")


class NotInOrder(NotKnown):
    """The first day is after the last."""

    text = _("find_days_not_in_order", default="The first date is after the last date.")


class TooMany(NotKnown):
    """More values of a facet than can be shown."""

    text = _("find_too_many_values", default="Choose fewer values of “${parameter}”.")


PARAMETERS = ("q", *BY_NAME, "near", "within", "from", "to", "sort", "b_start", "b_size")


@dataclass(frozen=True)
class Search:
    """A search as asked for. ``selected`` holds values by facet, none of them empty.

    ``from_`` and ``to`` are the first and last day of a document's date. ``near`` is a
    place, ``within`` so many miles around it.
    """

    q: str = ""
    selected: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    from_: date | None = None
    to: date | None = None
    near: Near | None = None
    within: int = USUAL
    sort: str | None = None
    b_start: int = 0
    b_size: int = BATCH

    @cached_property
    def words(self) -> words.Words:
        """What was typed, as words and phrases."""
        return words.read(self.q)

    @property
    def order(self) -> str:
        """The order of the answer; relevance needs words to be relevant to."""
        if self.sort and self.sort in self.orders:
            return self.sort
        return self.orders[0]

    @property
    def orders(self) -> tuple[str, ...]:
        """The orders to choose from, the usual one first."""
        by_near = ("distance",) if self.near else ()
        return (*(("relevance",) if self.q else ()), *by_near, "date", "title")

    @property
    def is_blank(self) -> bool:
        """Whether nothing was asked for."""
        return not (self.q or self.selected or self.from_ or self.to or self.near)

    @property
    def days(self) -> tuple[tuple[str, date | None], ...]:
        """Return the ends of the range of dates by their parameters."""
        return (("from", self.from_), ("to", self.to))

    def pairs(self) -> list[tuple[str, str]]:
        """Return names and values for an address; what is the default is left out."""
        found = [("q", self.q)] if self.q else []
        found += [(name, value) for name in BY_NAME for value in self.selected.get(name, ())]
        if self.near:
            found.append(("near", self.near.token))
            found += [("within", str(self.within))] if self.within != USUAL else []
        found += [(name, day.isoformat()) for name, day in self.days if day]
        if self.sort:
            found.append(("sort", self.sort))
        if self.b_size != BATCH:
            found.append(("b_size", str(self.b_size)))
        if self.b_start:
            found.append(("b_start", str(self.b_start)))
        return found

    def toggled(self, name: str, value: str) -> Search:
        """Return the search with a value of a facet added or taken away, from its start."""
        now = self.selected.get(name, ())
        values = tuple(one for one in now if one != value) if value in now else (*now, value)
        others = {key: kept for key, kept in self.selected.items() if key != name}
        return replace(self, selected={**others, name: values} if values else others, b_start=0)


def parse(form: Mapping[str, object]) -> Search:
    """Return the search that a form asks for; raises NotKnown. Empty values do not count."""
    for name in form:
        if name not in PARAMETERS:
            raise NotKnown(words.clean(str(name)), None, PARAMETERS)
    given = {name: _values(value) for name, value in form.items()}
    first, last = (_day(name, _last(given, name)) for name in ("from", "to"))
    if first and last and first > last:
        raise NotInOrder("from", first.isoformat(), (f"≤ {last.isoformat()}",))
    return Search(
        q=words.clean(_last(given, "q")),
        selected=_selected(given),
        from_=first,
        to=last,
        near=near.place(_last(given, "near")) if _last(given, "near") else None,
        within=_within(_last(given, "within")),
        sort=_sort(_last(given, "sort")),
        b_start=_number("b_start", _last(given, "b_start"), 0, LAST_START, 0),
        b_size=_number("b_size", _last(given, "b_size"), 1, LARGEST_BATCH, BATCH),
    )


def _values(value: object) -> tuple[str, ...]:
    many = value if isinstance(value, list | tuple) else (value,)
    return tuple(dict.fromkeys(text for one in many if (text := str(one).strip())))


def _last(given: Mapping[str, tuple[str, ...]], name: str) -> str:
    return given.get(name, ("",))[-1] if given.get(name) else ""


def _selected(given: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    selected = {name: given[name] for name in BY_NAME if given.get(name)}
    for name, values in selected.items():
        if len(values) > MOST_VALUES:
            raise TooMany(name, values[0], (f"≤ {MOST_VALUES}",))
        for value in values:
            if not BY_NAME[name].allows(value):
                raise NotKnown(name, words.clean(value), BY_NAME[name].tokens)
    return selected


def _day(name: str, value: str) -> date | None:
    if not value:
        return None
    try:
        # More than this form is taken by some versions of Python.
        if DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise NotADay(name, words.clean(value), ("YYYY-MM-DD",))


def _within(value: str) -> int:
    if value and value not in map(str, near.WITHIN):
        raise NotKnown("within", words.clean(value), map(str, near.WITHIN))
    return int(value) if value else USUAL


def _sort(value: str) -> str | None:
    if value and value not in SORTS:
        raise NotKnown("sort", words.clean(value), SORTS)
    return value or None


def _number(name: str, value: str, least: int, most: int, default: int) -> int:
    if not value:
        return default
    if not NUMBER.fullmatch(value) or not least <= int(value) <= most:
        raise NotKnown(name, words.clean(value), (f"{least}–{most}",))
    return int(value)


def band(score: float) -> int:
    """Return the band of a score; scores of one band count as equal.

    Bands are equally wide on a logarithmic scale: about ``WIDTH_OF_BAND``.
    """
    return floor(log(score) / BAND) if score > 0 else LOWEST_BAND


def lot(uid: str, day: date) -> bytes:
    """Return the lot that a thing draws on a day.

    Equals are put in the order of their lots, so that no provider gains by its
    name or by when it was entered (protocol 6.2). The order holds for a day,
    so that the pages of a list fit together.
    """
    return _drawn(uid, day)


def lot_of_group(name: str, number: int, day: date) -> float:
    """Return the lot of so many things together whose UID begins so.

    Of very many equals only some groups are looked at. The more things a group has,
    the smaller its lot may be: it is first as often as one of them would be (the
    least of exponential variates, each at a rate of its own).
    """
    return _variate(name, day) / number


@lru_cache(maxsize=1024)
def _variate(name: str, day: date) -> float:
    return -log((int.from_bytes(_drawn(name, day)) + 1) / 2**64)


def _drawn(text: str, day: date) -> bytes:
    return blake2b(text.encode(), key=day.isoformat().encode(), digest_size=8).digest()


def window(
    groups: Iterable[Group],
    drawn: Callable[[Group, int, int], list[Thing]],
    start: int,
    size: int,
) -> list[Thing]:
    """Return ``size`` things from ``start`` of groups of equals, the first group first.

    ``drawn`` returns a part of a group in the order of its lots; it is asked
    only of groups that reach into the window.
    """
    found: list[Thing] = []
    place = 0
    for equals in groups:
        end = place + len(equals)
        if end > start:
            found += drawn(equals, max(0, start - place), min(end, start + size) - place)
        place = end
        if place >= start + size:
            break
    return found
