"""Requirements and recommendations of two inspections: made again, new, not made again.

Two lines are called the same where every word is, but for its articles: “stored” for
“recorded”, or one month for two, makes another requirement. What reads much alike is
perhaps the same. That a line is not made again is no proof that it was met, and is not
called so.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from rapidfuzz import fuzz

import re
import unicodedata


REPEATED, PERHAPS, NEW, GONE = "repeated", "perhaps", "new", "gone"

#: Likeness (0 to 100) from which two lines are perhaps the same.
LIKELY = 70.0
#: Lines and characters of each that are compared.
MOST, LONGEST = 100, 1_000

NUMBERING = re.compile(r"^\s*(?:\(?(?:\d{1,3}|[a-z])[.)]|[•–*-])\s+", re.IGNORECASE)
WORD = re.compile(r"[^\W_]+")
#: Words without which a line says the same.
ARTICLES = frozenset(("the", "a", "an", "all", "any", "of", "y", "yr", "r"))


@dataclass(frozen=True)
class LineChange:
    """A line before and after; ``likeness`` from 0 to 100 where there are both."""

    kind: str
    before: str
    after: str
    likeness: int = 0


@dataclass(frozen=True)
class _Line:
    text: str
    words: tuple[str, ...]

    @property
    def said(self) -> str:
        return " ".join(self.words)

    @property
    def sense(self) -> list[str]:
        return [word for word in self.words if word not in ARTICLES]


def changes(before: Sequence[str], after: Sequence[str]) -> tuple[LineChange, ...]:
    """Return what became of each line: those of ``after`` in their order, then what is gone."""
    old = [_line(one) for one in before[:MOST]]
    new = [_line(one) for one in after[:MOST]]
    found = list(_pairs(old, new))
    by_new = {spot: change for _place, spot, change in found}
    taken = {place for place, _spot, _change in found}
    made = [by_new.get(spot) or LineChange(NEW, "", one.text) for spot, one in enumerate(new)]
    gone = [LineChange(GONE, one.text, "") for place, one in enumerate(old) if place not in taken]
    return (*made, *gone)


def _line(text: str) -> _Line:
    plain = unicodedata.normalize("NFKC", NUMBERING.sub("", text[:LONGEST])).casefold()
    return _Line(text, tuple(WORD.findall(plain)))


def _pairs(old: Sequence[_Line], new: Sequence[_Line]) -> Iterator[tuple[int, int, LineChange]]:
    """Yield both places and the change, the likest first; no line is in two."""
    scored = [
        (_likeness(one, other), place, spot)
        for place, one in enumerate(old)
        for spot, other in enumerate(new)
    ]
    used: tuple[set[int], set[int]] = set(), set()
    for score, place, spot in sorted(scored, key=lambda one: (-one[0], one[1], one[2])):
        if score < LIKELY:
            return
        if place not in used[0] and spot not in used[1]:
            used[0].add(place)
            used[1].add(spot)
            kind = REPEATED if old[place].sense == new[spot].sense else PERHAPS
            yield place, spot, LineChange(kind, old[place].text, new[spot].text, int(score))


def _likeness(one: _Line, other: _Line) -> float:
    return max(
        fuzz.ratio(one.said, other.said, score_cutoff=LIKELY),
        fuzz.token_sort_ratio(one.said, other.said, score_cutoff=LIKELY),
    )
