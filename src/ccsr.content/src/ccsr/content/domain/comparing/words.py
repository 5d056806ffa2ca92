"""Which words of a paragraph were removed and which added.

``rapidfuzz`` finds the longest common run of words bit-parallel, in a time that is
bounded by the product of both lengths; ``difflib`` is not.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from rapidfuzz.distance import Indel

import re
import unicodedata


#: Words of both paragraphs, multiplied: beyond, they are not compared word by word.
MOST = 4_000_000
#: Two changes with so few common words between them are one, where they are much longer.
ISLAND, LONGER = 2, 4

WORD = re.compile(r"[^\s-]*-?\s*")
NUMBERING = re.compile(r"\d{1,3}[.)]")
SAME_SIGNS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "", "—": "", "-": ""})


@dataclass(frozen=True)
class Piece:
    """Some words as they stand in the text; ``is_changed`` on this side only."""

    text: str
    is_changed: bool


@dataclass(frozen=True)
class Pieces:
    """Two paragraphs in pieces, and how many words were removed and added."""

    left: tuple[Piece, ...]
    right: tuple[Piece, ...]
    removed: int
    added: int


def split(text: str) -> list[str]:
    """Return the words of a text with what stands behind each; joined they are the text."""
    return [word for word in WORD.findall(text) if word]


def key(word: str) -> str:
    """Return what two words are compared by: forms of quotes, hyphens, ligatures are one."""
    return unicodedata.normalize("NFKC", word.strip()).translate(SAME_SIGNS)


def keys(text: str) -> list[str]:
    """Return the keys of the words of a paragraph."""
    return [found for found in _keyed(split(text)) if found]


def _keyed(found: Sequence[str]) -> list[str]:
    """Return the keys; the number of a paragraph is none of its words."""
    first = [key(word) for word in found[:1]]
    if first and NUMBERING.fullmatch(first[0]):
        first = [""]
    return [*first, *map(key, found[1:])]


def compare(left: str, right: str) -> Pieces:
    """Return two paragraphs with what differs; wholly changed where they are too long."""
    ours, yours = split(left), split(right)
    if len(ours) * len(yours) > MOST:
        return _pieces(ours, yours, [(True, 0, len(ours), 0, len(yours))])
    return _pieces(ours, yours, _without_islands(_runs(ours, yours)))


#: Whether it changed, and where it begins and ends on both sides.
Run = tuple[bool, int, int, int, int]


def _runs(ours: Sequence[str], yours: Sequence[str]) -> Iterator[Run]:
    for code in Indel.opcodes(_keyed(ours), _keyed(yours)):
        yield (
            code.tag != "equal",
            code.src_start,
            code.src_end,
            code.dest_start,
            code.dest_end,
        )


def _without_islands(runs: Iterable[Run]) -> list[Run]:
    """Join changes that are kept apart by a word or two, which would be hard to read."""
    found: list[Run] = []
    for run in _joined_neighbours(runs):
        if run[0] and len(found) > 1 and _is_island(found[-2], found[-1], run):
            found[-2:] = [_joined(found[-2], run)]
        else:
            found.append(run)
    return found


def _joined_neighbours(runs: Iterable[Run]) -> list[Run]:
    found: list[Run] = []
    for run in runs:
        if found and run[0] and found[-1][0]:
            found[-1] = _joined(found[-1], run)
        else:
            found.append(run)
    return found


def _joined(one: Run, other: Run) -> Run:
    return True, one[1], other[2], one[3], other[4]


def _is_island(before: Run, run: Run, after: Run) -> bool:
    size = run[2] - run[1]
    return size <= ISLAND and _size(before) + _size(after) > LONGER * size


def _size(run: Run) -> int:
    return max(run[2] - run[1], run[4] - run[3])


def _pieces(ours: Sequence[str], yours: Sequence[str], runs: Sequence[Run]) -> Pieces:
    left = [Piece("".join(ours[one[1] : one[2]]), one[0]) for one in runs if one[2] > one[1]]
    right = [Piece("".join(yours[one[3] : one[4]]), one[0]) for one in runs if one[4] > one[3]]
    return Pieces(
        tuple(left),
        tuple(right),
        sum(one[2] - one[1] for one in runs if one[0]),
        sum(one[4] - one[3] for one in runs if one[0]),
    )
