"""The services that a paper may be about, made ready to be looked through.

Ten thousand take 0.2 s to make ready and 10 ms to look through.
"""

from __future__ import annotations

from ccsr.content.config.authorities import BY_GSS
from ccsr.content.domain.matching import fold
from ccsr.content.domain.recognition.authority_names import one_of
from ccsr.content.domain.recognition.numbers import misread
from ccsr.content.domain.recognition.numbers import same_number
from collections import defaultdict
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
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
#: What a likeness is worth where words stand in another order, and where one name is within
#: the other.
REORDERED, WITHIN = 0.99, 0.84
#: A word of more names than this tells nothing.
COMMON = 500

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
        names = [name for _place, _field, name in self._names]
        self._bare = _Names([bare_name(name) for name in names])
        self._whole = _Names([whole_name(name) for name in names])

    def called(self, name: str) -> dict[int, Called]:
        """Return by their places those that are called like it."""
        found: dict[int, Called] = {}
        for owner, called in self._called(name):
            if owner not in found or called.likeness > found[owner].likeness:
                found[owner] = called
        return found

    def _called(self, name: str) -> Iterator[tuple[int, Called]]:
        bare, whole = bare_name(name), whole_name(name)
        # What a whole name says is less, as all homes are homes.
        for wanted, names, most in ((bare, self._bare, SAME), (whole, self._whole, WHOLE)):
            for place, score in names.like(wanted) if wanted else ():
                owner, field, known = self._names[place]
                likeness = _likeness(wanted, names.texts[place], score, most)
                yield owner, Called(likeness, field, known)


class _Names:
    """Names, made ready to be compared with one."""

    def __init__(self, texts: list[str]):
        self.texts = texts
        self._ordered = [_ordered(text) for text in texts]
        self._by_word: dict[str, set[int]] = defaultdict(set)
        for place, text in enumerate(texts):
            for word in text.split():
                self._by_word[word].add(place)

    def like(self, wanted: str) -> Iterator[tuple[int, float]]:
        """Yield the places of those that are like a name, and how much (``LIKE``…100)."""
        yield from _extracted(wanted, self.texts, 1, fuzz.ratio)
        yield from _extracted(_ordered(wanted), self._ordered, REORDERED, fuzz.ratio)
        near = [places for word in wanted.split() if (places := self._by_word.get(word))]
        shared = {place for places in near if len(places) <= COMMON for place in places}
        texts = {place: self.texts[place] for place in shared}
        yield from _extracted(wanted, texts, WITHIN, fuzz.token_set_ratio)


def _extracted(
    wanted: str,
    names: Sequence[str] | Mapping[int, str],
    weight: float,
    scorer: Callable[..., float],
) -> Iterator[tuple[int, float]]:
    for _text, score, place in process.extract(
        wanted, names, scorer=scorer, score_cutoff=LIKE / weight, limit=MOST
    ):
        yield place, score * weight


def _ordered(text: str) -> str:
    return " ".join(sorted(text.split()))


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
