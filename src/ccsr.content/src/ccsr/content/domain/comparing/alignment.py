"""Which paragraph of one text belongs to which of the other.

What is equal is found first. Of the rest, paragraphs that share pairs of words are
compared word by word, and the best pairs are kept: in place where order allows, as moved
where it does not. Every step is bounded, whatever the texts hold.
"""

from __future__ import annotations

from bisect import bisect_left
from ccsr.content.domain.comparing import words
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from rapidfuzz.distance import Indel


#: Share of words in common, in order, from which two paragraphs in place are one, and moved.
ALIKE, MOVED = 0.5, 0.75
#: A shorter paragraph (words) is not said to have moved: headings return everywhere.
LEAST_MOVED = 8
#: A pair of words that stands in more paragraphs than this tells nothing.
COMMON = 12
#: Paragraphs that one is compared with: those that share most pairs of words.
CLOSEST = 6
#: A paragraph of fewer words is told by its words, too.
FEW = 8
#: Words of a paragraph by which its likeness is judged.
JUDGED = 600


@dataclass(frozen=True)
class Pair:
    """Two paragraphs by place; ``likeness`` from 0 to 1."""

    left: int
    right: int
    likeness: float
    moved: bool = False


def align(left: Sequence[str], right: Sequence[str]) -> tuple[Pair, ...]:
    """Return the pairs, by place on the left; no paragraph is in two of them."""
    ours = [tuple(words.keys(one)) for one in left]
    yours = [tuple(words.keys(one)) for one in right]
    equal = list(_equal(ours, yours))
    alike = list(_best(_candidates(ours, yours, equal), ours, yours))
    in_place = _in_order(alike, equal)
    moved = [
        Pair(one.left, one.right, one.likeness, moved=True)
        for one in alike
        if one not in in_place
        and one.likeness >= MOVED
        and min(len(ours[one.left]), len(yours[one.right])) >= LEAST_MOVED
    ]
    return tuple(sorted([*equal, *in_place, *moved], key=lambda one: one.left))


Keys = tuple[str, ...]


def _equal(ours: Sequence[Keys], yours: Sequence[Keys]) -> Iterator[Pair]:
    for code in Indel.opcodes(ours, yours):
        if code.tag == "equal":
            for step in range(code.src_end - code.src_start):
                yield Pair(code.src_start + step, code.dest_start + step, 1.0)


def _candidates(
    ours: Sequence[Keys], yours: Sequence[Keys], equal: Sequence[Pair]
) -> Iterator[tuple[int, int]]:
    """Yield the places of paragraphs that may be one."""
    taken = {one.left for one in equal}, {one.right for one in equal}
    holding = _holding(yours, taken[1])
    for place, keys in enumerate(ours):
        if place in taken[0]:
            continue
        shared = Counter(other for mark in _marks(keys) for other in holding.get(mark, ()))
        yield from ((place, other) for other, _count in shared.most_common(CLOSEST))


def _holding(paragraphs: Sequence[Keys], taken: set[int]) -> dict[object, list[int]]:
    found: dict[object, list[int]] = {}
    for place, keys in enumerate(paragraphs):
        if place not in taken:
            for mark in _marks(keys):
                found.setdefault(mark, []).append(place)
    return {mark: places for mark, places in found.items() if len(places) <= COMMON}


def _marks(keys: Keys) -> set[object]:
    folded = [one.casefold() for one in keys[:JUDGED]]
    return {*pairwise(folded), *(folded if len(folded) < FEW else ())}


def _best(
    candidates: Iterable[tuple[int, int]], ours: Sequence[Keys], yours: Sequence[Keys]
) -> Iterator[Pair]:
    """Yield pairs that are alike, the likest first, no paragraph twice."""
    pairs = [Pair(left, right, _likeness(ours[left], yours[right])) for left, right in candidates]
    used: tuple[set[int], set[int]] = set(), set()
    for one in sorted(pairs, key=lambda one: (-one.likeness, abs(one.left - one.right), one.left)):
        if one.likeness < ALIKE:
            return
        if one.left not in used[0] and one.right not in used[1]:
            used[0].add(one.left)
            used[1].add(one.right)
            yield one


def _likeness(one: Keys, other: Keys) -> float:
    return float(Indel.normalized_similarity(one[:JUDGED], other[:JUDGED], score_cutoff=ALIKE))


def _in_order(pairs: Sequence[Pair], equal: Sequence[Pair]) -> set[Pair]:
    """Return the most pairs that stand in order on both sides, and between what is equal."""
    fitting = sorted(
        (one for one in pairs if _gap(one.left, equal, "left") == _gap(one.right, equal, "right")),
        key=lambda one: one.left,
    )
    return set(_longest_rising(fitting))


def _gap(place: int, equal: Sequence[Pair], side: str) -> int:
    return bisect_left(equal, place, key=lambda one: getattr(one, side))


def _longest_rising(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the longest run of pairs, by place on the left, whose places on the right rise."""
    ends: list[int] = []
    before: list[int | None] = []
    for place, pair in enumerate(pairs):
        length = bisect_left(ends, pair.right, key=lambda end: pairs[end].right)
        before.append(ends[length - 1] if length else None)
        ends[length : length + 1] = [place]
    found: list[Pair] = []
    place_now = ends[-1] if ends else None
    while place_now is not None:
        found.append(pairs[place_now])
        place_now = before[place_now]
    return found[::-1]
