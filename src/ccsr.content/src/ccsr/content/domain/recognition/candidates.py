"""The services that a paper may be about, made ready to be looked through.

Ten thousand take a second to make ready and some milliseconds to look through.
"""

from __future__ import annotations

from ccsr.content.config.authorities import BY_GSS
from ccsr.content.domain.matching import fold
from ccsr.content.domain.recognition.authority_names import one_of
from ccsr.content.domain.recognition.numbers import misread
from ccsr.content.domain.recognition.numbers import same_number
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from rapidfuzz import fuzz
from rapidfuzz import process

import re


OF_AUTHORITY = "local_authority_childrens_services"
#: How alike two names are (0…100) that one may be meant by the other.
LIKE = 75
#: How alike two are at most that differ in a number: houses of one street.
OTHER_NUMBER = 88
SAME = 100
#: What names are worth at most that are alike with the words for what they are.
WHOLE = 84
#: Of each way of comparing as many are looked at.
MOST = 50
#: A name within a longer one says less than one that is spelt otherwise.
SCORERS = ((fuzz.ratio, 1.0), (fuzz.token_sort_ratio, 0.99), (fuzz.token_set_ratio, 0.84))

_NOT_A_WORD = re.compile(r"[\W_]+")
_KIND = re.compile(
    r"\b(?:the|ltd|limited|plc|llp|cic|cyf|cyfyngedig|(?:children s|childrens|care|residential)"
    r"(?: care| children s)? home|fostering (?:service|agency)|cartref (?:plant|gofal))\b"
)
_WITH_NUMBER = re.compile(r"\d+\w?")


@dataclass(frozen=True)
class Candidate:
    """A service of the register, as far as who asks may see it."""

    uid: str
    path: str
    title: str
    title_cy: str = ""
    also_known_as: tuple[str, ...] = ()
    earlier_names: tuple[str, ...] = ()
    urn: str = ""
    former_urns: tuple[str, ...] = ()
    service_type: str = ""
    local_authority: str = ""
    provider: str = ""

    def names(self) -> Iterator[tuple[str, str]]:
        """Yield the field and the name, of every name it has or had."""
        yield "title", self.title
        if self.title_cy and self.title_cy != self.title:
            yield "title_cy", self.title_cy
        yield from (("also_known_as", name) for name in self.also_known_as)
        yield from (("earlier_names", name) for name in self.earlier_names)


@dataclass(frozen=True)
class Called:
    """How alike (0…100) the likest of a candidate's names is, and which it is."""

    likeness: float
    field: str
    name: str


class Register:
    """Candidates by number, by name and by authority."""

    def __init__(self, candidates: Iterable[Candidate]):
        self.candidates = tuple(candidates)
        self.by_number: dict[str, set[int]] = defaultdict(set)
        self.by_authority: dict[str, set[int]] = defaultdict(set)
        self._names: list[tuple[int, str, str]] = []
        for place, one in enumerate(self.candidates):
            self._names += [(place, *name) for name in one.names()]
            for number in filter(None, (one.urn, *one.former_urns)):
                self.by_number[same_number(number)].add(place)
            if one.service_type == OF_AUTHORITY:
                for authority in authorities(one):
                    self.by_authority[authority].add(place)
        self._bare = [bare_name(name) for _place, _field, name in self._names]
        self._whole = [whole_name(name) for _place, _field, name in self._names]

    def called(self, name: str) -> dict[int, Called]:
        """Return by their places those that are called like it."""
        found: dict[int, Called] = {}
        for owner, called in self._called(name):
            if owner not in found or called.likeness > found[owner].likeness:
                found[owner] = called
        return found

    def _called(self, name: str) -> Iterator[tuple[int, Called]]:
        # Bare names first: what a whole name says is less, as all homes are homes.
        for wanted, names, most in (
            (bare_name(name), self._bare, SAME),
            (whole_name(name), self._whole, WHOLE),
        ):
            for scorer, weight in SCORERS if wanted else ():
                for text, score, place in process.extract(
                    wanted, names, scorer=scorer, score_cutoff=LIKE / weight, limit=MOST
                ):
                    owner, field, known = self._names[place]
                    yield owner, Called(_likeness(wanted, text, score * weight, most), field, known)


def whole_name(text: str) -> str:
    """Return a name without case, accents and marks."""
    return _NOT_A_WORD.sub(" ", fold(text[:300]).replace("&", " and ")).strip()


def bare_name(text: str) -> str:
    """Return a name without case, accents, marks and the words for what it is."""
    words = whole_name(text)
    return " ".join(_KIND.sub(" ", words).split()) or words


def authorities(one: Candidate) -> set[str]:
    """Return what a candidate that is an authority's own service is known by."""
    found = {one_of(name) for _field, name in one.names()}
    return {name for name in found if name} | ({one.local_authority} & BY_GSS.keys())


def is_near_number(one: str, other: str) -> bool:
    """Return whether one number may be the other badly scanned: one sign is another."""
    first, second = misread(one), misread(other)
    if not first or len(first) != len(second):
        return False
    return sum(a != b for a, b in zip(first, second, strict=True)) <= 1


def _likeness(wanted: str, name: str, score: float, most: float) -> float:
    if wanted == name:
        return most
    if set(_WITH_NUMBER.findall(wanted)) != set(_WITH_NUMBER.findall(name)):
        return min(score, OTHER_NUMBER, most)
    return min(score, SAME - 1, most)
