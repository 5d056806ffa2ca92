"""Days and spans of days as reports write them."""

from __future__ import annotations

from ccsr.content.domain.reading.days import MONTHS
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from datetime import date

import re


_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,?"
_MONTH = "|".join(
    [*MONTHS, "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec"]
)
_ITEM = re.compile(
    rf"(?:{_WEEKDAY}[ \n])?"
    r"(?:(?P<day>\d{1,2})(?:[ \n]?[nrst][dht]\b)?"
    rf"(?:[ \n]?(?:of[ \n])?(?P<month>{_MONTH})\b\.?,?(?:[ \n]?(?P<year>(?:19|20)\d\d))?)?"
    r"|(?P<d>\d{1,2})(?P<mark>[/.])(?P<m>\d{1,2})(?P=mark)(?P<y>(?:19|20)\d\d))(?!\w)(?![/.]\d)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"[ \n]?(?P<word>to|until|and|&|-|–|—|−|,)(?:[ \n](?:from|on)\b)?[ \n]?", re.I
)
_DATED = re.compile(rf"\b(?:{_MONTH}|[12l][09oO][0-9lIO]{{2}})\b", re.I)
#: How far on a date that cannot be read still belongs to the statement.
NEAR = 24
#: More than that many days in one statement is a list of something else.
MOST = 12
#: The longest fieldwork there was took four weeks; with a break between two parts, eight.
LONGEST = 62


@dataclass(frozen=True)
class Span:
    """First and last day, and where the statement ended in the text."""

    first: date
    last: date
    end: int


@dataclass(frozen=True)
class _Item:
    day: int
    month: int | None
    year: int | None
    end: int


def span(text: str, start: int = 0) -> Span | None:
    """Return the span that is written at ``start``; a single day is a span of one.

    "12 to 23 January 2026", "30 November 2025 to 4 December", "6 and 7 May 2019",
    "01/02/2017–03/02/2017". None where it is no day, without a year, out of order or
    longer than any inspection.
    """
    items = _with_months(list(_items(text, start)))
    if not items or _goes_on(text, items[-1].end):
        return None
    days = _days(items)
    if not days or days != sorted(days) or (days[-1] - days[0]).days > LONGEST:
        return None
    return Span(days[0], days[-1], items[-1].end)


def day(text: str, start: int = 0) -> Span | None:
    """Return the one day that is written at ``start``; None for a span of several."""
    found = span(text, start)
    return found if found and found.first == found.last else None


def _items(text: str, start: int) -> Iterator[_Item]:
    place = start
    for _count in range(MOST):
        match = _ITEM.match(text, place)
        if not match:
            return
        yield _item(match)
        between = _BETWEEN.match(text, match.end())
        if not between:
            return
        place = between.end()


def _goes_on(text: str, end: int) -> bool:
    """Return whether a further day follows, on the line or behind "to", that was not read."""
    between = _BETWEEN.match(text, end)
    if between and between["word"].lower() in ("to", "until"):
        return True
    start = between.end() if between else end
    rest = text[start : start + NEAR]
    return bool(_DATED.search(rest if between else re.split(r"[.;\n]", rest)[0]))


def _item(match: re.Match[str]) -> _Item:
    if match["d"]:
        return _Item(int(match["d"]), int(match["m"]), int(match["y"]), match.end())
    year = int(match["year"]) if match["year"] else None
    month = match["month"] and match["month"].lower()[:3]
    number = next(n for n, name in enumerate(MONTHS, 1) if name[:3] == month) if month else None
    return _Item(int(match["day"]), number, year, match.end())


def _with_months(items: list[_Item]) -> list[_Item]:
    """Return items with the month of the next; what follows the last month is no day."""
    last = max((place for place, item in enumerate(items) if item.month), default=-1)
    filled: list[_Item] = []
    for item in reversed(items[: last + 1]):
        borrowed = filled[-1].month if filled else None
        filled.append(item if item.month else replace(item, month=borrowed))
    return filled[::-1]


def _days(items: list[_Item]) -> list[date]:
    """Return the days; [] where one is none. A year that is left out is the nearest."""
    years = [item.year for item in items]
    known = [place for place, year in enumerate(years) if year]
    if not known:
        return []
    for place in range(known[0] - 1, -1, -1):
        years[place] = _year(years[place + 1], items[place + 1], items[place], -1)
    for place in range(known[0] + 1, len(items)):
        years[place] = years[place] or _year(years[place - 1], items[place - 1], items[place], 1)
    try:
        return [
            date(year or 0, item.month or 0, item.day)
            for year, item in zip(years, items, strict=True)
        ]
    except ValueError:
        return []


def _year(year: int | None, near: _Item, item: _Item, step: int) -> int:
    """Return the year of a day before (-1) or after (1) one whose year is known."""
    turned = ((item.month or 0) - (near.month or 0)) * step < 0
    return (year or 0) + step * turned
