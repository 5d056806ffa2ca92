"""Which new service may be what a vanished one has become, and why one would think so.

A home that is "closed" is often the same one under another legal entity. Nothing
follows from a suggestion until a person has accepted it.
"""

from __future__ import annotations

from ccsr.content.domain.importing.fields import comparable
from ccsr.content.domain.importing.fields import same_text
from ccsr.content.domain.importing.fields import Value
from ccsr.content.domain.importing.fields import Values
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from rapidfuzz import fuzz
from rapidfuzz import process

import re


ADDRESS, NAME, PROVIDER, TOWN, PLACES, DATES = REASONS = (
    "address",
    "name",
    "provider",
    "town",
    "places",
    "dates",
)
#: How much each reason says; a suggestion needs one of the first two, or the next
#: three together, and as much as ``ENOUGH``.
WEIGHTS = {ADDRESS: 4, NAME: 3, PROVIDER: 2, TOWN: 2, PLACES: 1, DATES: 1}
ENOUGH = 5
MOST_EACH = 3
#: How alike two names are that may be one.
ALIKE = 88
#: A new registration may come this long before the old one is gone from the lists.
OVERLAP = timedelta(days=90)
#: Pairs whose names are compared; beyond that only those that share a place are.
MOST_PAIRS = 1_000_000
WORDS = re.compile(r"[^\w]+")


@dataclass(frozen=True)
class Gone:
    """A service that has vanished, with its provider's name and when it was last listed."""

    uid: str
    values: Values
    provider: str
    seen_on: date | None


@dataclass(frozen=True)
class Suggestion:
    """The new one at ``place`` may succeed the service ``uid``."""

    uid: str
    place: int
    reasons: tuple[str, ...]

    @property
    def score(self) -> int:
        """How much speaks for it."""
        return sum(WEIGHTS[one] for one in self.reasons)


def successors(gone: Sequence[Gone], new: Sequence[Values]) -> Iterator[Suggestion]:
    """Yield the likely successors of each, the likeliest first."""
    if not gone or not new:
        return
    alike = _alike(gone, new)
    places = [_shared(one) for one in new]
    for one in gone:
        candidates = alike.get(one.uid, set()) | {
            place for place, shared in enumerate(places) if shared & _shared_of(one)
        }
        found = [_suggestion(one, place, new[place], alike) for place in sorted(candidates)]
        kept = [each for each in found if _is_likely(each)]
        yield from sorted(kept, key=lambda each: -each.score)[:MOST_EACH]


def _suggestion(gone: Gone, place: int, new: Values, alike: dict[str, set[int]]) -> Suggestion:
    old = gone.values
    tests = {
        ADDRESS: _has_same_address(old, new),
        NAME: place in alike.get(gone.uid, ()),
        PROVIDER: bool(gone.provider) and same_text(gone.provider) == _said(new, "provider"),
        TOWN: _both("town", old, new),
        PLACES: _both("places", old, new),
        DATES: _follows(gone, new.get("registered_on")),
    }
    if not _may_be_one_kind(old, new):
        tests = {}
    return Suggestion(gone.uid, place, tuple(name for name, holds in tests.items() if holds))


def _is_likely(found: Suggestion) -> bool:
    reasons = set(found.reasons)
    strong = reasons & {ADDRESS, NAME} or reasons >= {PROVIDER, TOWN, PLACES, DATES}
    return bool(strong) and found.score >= ENOUGH


def _has_same_address(old: Values, new: Values) -> bool:
    if _both("address", old, new) and (_both("town", old, new) or _both("postcode", old, new)):
        return True
    # A postcode is of a street; with the first line it is one house.
    lines = [
        str(comparable("address", one.get("address")) or "").partition("\n")[0]
        for one in (old, new)
    ]
    return _both("postcode", old, new) and bool(lines[0]) and lines[0] == lines[1]


def _both(name: str, old: Values, new: Values) -> bool:
    one, other = comparable(name, old.get(name)), comparable(name, new.get(name))
    return one is not None and one == other


def _may_be_one_kind(old: Values, new: Values) -> bool:
    one, other = old.get("service_type"), new.get("service_type")
    return not (one and other) or one == other


def _follows(gone: Gone, registered: Value) -> bool:
    if not isinstance(registered, date):
        return False
    if gone.seen_on is not None:
        return registered >= gone.seen_on - OVERLAP
    before = gone.values.get("registered_on")
    return isinstance(before, date) and registered > before


def _said(values: Values, name: str) -> str:
    return same_text(str(values.get(name) or ""))


def _shared(values: Values) -> set[tuple[str, Value]]:
    named = ((name, comparable(name, values.get(name))) for name in ("postcode", "town"))
    provider = _said(values, "provider")
    return {(name, value) for name, value in (*named, ("provider", provider)) if value}


def _shared_of(gone: Gone) -> set[tuple[str, Value]]:
    return _shared({**gone.values, "provider": gone.provider})


def _alike(gone: Sequence[Gone], new: Sequence[Values]) -> dict[str, set[int]]:
    """Return the places of the new ones whose name is like that of each that is gone."""
    if len(gone) * len(new) > MOST_PAIRS:
        return _named_alike(gone, new)
    olds = [_bare(one.values.get("title"), one.provider) for one in gone]
    news = [_bare(one.get("title"), str(one.get("provider") or "")) for one in new]
    return {
        one.uid: {
            place
            for _name, _score, place in process.extract_iter(
                name, news, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE
            )
        }
        for one, name in zip(gone, olds, strict=True)
    }


def _named_alike(gone: Sequence[Gone], new: Sequence[Values]) -> dict[str, set[int]]:
    places: dict[str, set[int]] = {}
    for place, one in enumerate(new):
        places.setdefault(_bare(one.get("title"), str(one.get("provider") or "")), set()).add(place)
    return {
        one.uid: places.get(_bare(one.values.get("title"), one.provider), set()) for one in gone
    }


def _bare(title: Value, provider: str) -> str:
    """Return a name without the words that it shares with its provider's."""
    words = [word for word in WORDS.split(str(title or "").casefold()) if word]
    own = set(WORDS.split(provider.casefold()))
    return " ".join(word for word in words if word not in own) or " ".join(words)
