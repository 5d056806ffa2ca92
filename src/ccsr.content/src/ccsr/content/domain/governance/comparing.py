"""What differs between two versions of the protocol, clause by clause and word by word.

A clause is the same in both where its reference is, whatever its number; else where its
number is. So a clause that was renumbered is not told as removed and added.
"""

from __future__ import annotations

from ccsr.content.domain.comparing import words
from ccsr.content.domain.comparing.words import Piece
from ccsr.content.domain.governance.protocols import number_key
from collections.abc import Sequence
from dataclasses import dataclass


SAME, CHANGED, REMOVED, ADDED = "same", "changed", "removed", "added"


@dataclass(frozen=True)
class ClauseText:
    """A clause as it is compared; ``ref`` is the same in every version."""

    ref: str
    number: str
    title: str
    text: str


@dataclass(frozen=True)
class Side:
    """A clause of one version in pieces."""

    number: str
    title: tuple[Piece, ...]
    text: tuple[Piece, ...]


@dataclass(frozen=True)
class Change:
    """A clause in both versions; None where a version has it not."""

    kind: str
    before: Side | None
    after: Side | None

    @property
    def is_renumbered(self) -> bool:
        """Whether it has another number than before."""
        return bool(self.before and self.after and self.before.number != self.after.number)


@dataclass(frozen=True)
class Changes:
    """Every clause in order, and how many words were removed and added."""

    rows: tuple[Change, ...]
    words_removed: int
    words_added: int

    def count(self, kind: str) -> int:
        """Return how many clauses are of a kind."""
        return sum(row.kind == kind for row in self.rows)


def compare(before: Sequence[ClauseText], after: Sequence[ClauseText]) -> Changes:
    """Compare the clauses of two versions; the order is that of the later one's numbers."""
    pairs = _pairs(before, after)
    pairs.sort(key=lambda pair: number_key((pair[1] or pair[0] or _NONE).number))
    found = [_change(one, other) for one, other in pairs]
    return Changes(
        tuple(row for row, _removed, _added in found),
        sum(removed for _row, removed, _added in found),
        sum(added for _row, _removed, added in found),
    )


_NONE = ClauseText("", "", "", "")
Pair = tuple[ClauseText | None, ClauseText | None]


def _pairs(before: Sequence[ClauseText], after: Sequence[ClauseText]) -> list[Pair]:
    by_ref = {one.ref: one for one in before}
    found: list[Pair] = [(by_ref[one.ref], one) for one in after if one.ref in by_ref]
    known = {one.ref for _old, one in found if one}
    old = {one.number: one for one in before if one.ref not in known}
    for one in after:
        if one.ref not in known:
            found.append((old.pop(one.number, None), one))
    return [*found, *((one, None) for one in old.values())]


def _change(one: ClauseText | None, other: ClauseText | None) -> tuple[Change, int, int]:
    left, right = one or _NONE, other or _NONE
    title, text = words.compare(left.title, right.title), words.compare(left.text, right.text)
    removed, added = title.removed + text.removed, title.added + text.added
    before = Side(left.number, title.left, text.left) if one else None
    after = Side(right.number, title.right, text.right) if other else None
    return Change(_kind(before, after, removed + added), before, after), removed, added


def _kind(before: Side | None, after: Side | None, differ: int) -> str:
    if before is None:
        return ADDED
    if after is None:
        return REMOVED
    return CHANGED if differ or before.number != after.number else SAME
