"""Two texts beside each other: what is the same, changed, removed, added, moved."""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.domain.comparing import alignment
from ccsr.content.domain.comparing import words
from ccsr.content.domain.comparing.alignment import Pair
from ccsr.content.domain.comparing.paragraphs import Paragraph
from ccsr.content.domain.comparing.paragraphs import paragraphs
from ccsr.content.domain.comparing.words import Piece
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from zope.i18nmessageid import Message


#: Of each text, characters and paragraphs that are compared: a report of some 200 pages.
MOST_CHARACTERS, MOST_PARAGRAPHS = 600_000, 6_000
#: Unchanged paragraphs that stay to be seen on each side of a change.
CONTEXT = 1
#: Fewer unchanged paragraphs than this are not folded away.
LEAST_FOLDED = 3

SAME, CHANGED, REMOVED, ADDED = "same", "changed", "removed", "added"
#: Removed and added, put beside each other where they stand; nothing says that they belong together.
REPLACED = "replaced"
MOVED_AWAY, MOVED_HERE = "moved-away", "moved-here"


class TooLong(ValueError):
    """A text is too long to be compared; ``message`` says so."""

    message: Message = _(
        "compare_too_long",
        default="One of these texts is too long to be compared word by word. Read them side by side.",
    )


@dataclass(frozen=True)
class Side:
    """A paragraph on one side, in pieces; ``page`` from 1."""

    pieces: tuple[Piece, ...]
    page: int

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class Row:
    """What stands beside each other; of what moved, ``other_page`` is where it is now, or was."""

    kind: str
    left: Side | None
    right: Side | None
    other_page: int | None = None


@dataclass(frozen=True)
class Fold:
    """Unchanged rows that are folded away."""

    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Counts:
    """Paragraphs by what became of them, and words."""

    same: int = 0
    changed: int = 0
    removed: int = 0
    added: int = 0
    moved: int = 0
    words_removed: int = 0
    words_added: int = 0


@dataclass(frozen=True)
class Differences:
    """All rows in order, and how much differs."""

    rows: tuple[Row, ...]
    counts: Counts


def compare(left: Sequence[str], right: Sequence[str]) -> Differences:
    """Compare two texts given by page; raises ``TooLong``."""
    ours, yours = _read(left), _read(right)
    pairs = alignment.align([one.text for one in ours], [one.text for one in yours])
    rows = tuple(_rows(ours, yours, pairs))
    return Differences(rows, _counts(rows))


def _read(pages: Sequence[str]) -> tuple[Paragraph, ...]:
    if sum(map(len, pages)) > MOST_CHARACTERS:
        raise TooLong
    found = paragraphs(pages)
    if len(found) > MOST_PARAGRAPHS:
        raise TooLong
    return found


def _rows(
    ours: Sequence[Paragraph], yours: Sequence[Paragraph], pairs: Sequence[Pair]
) -> Iterator[Row]:
    """Yield the rows; what moved stands on both sides at its own place."""
    away = {one.left: one for one in pairs if one.moved}
    here = {one.right: one for one in pairs if one.moved}
    start, begin = 0, 0
    last = Pair(len(ours), len(yours), 0)
    for pair in [*(one for one in pairs if not one.moved), last]:
        yield from _beside(
            [_gone(place, ours, yours, away.get(place)) for place in range(start, pair.left)],
            [_new(place, ours, yours, here.get(place)) for place in range(begin, pair.right)],
        )
        if pair is not last:
            yield _both(ours[pair.left], yours[pair.right])
        start, begin = pair.left + 1, pair.right + 1


def _beside(gone: Sequence[Row], new: Sequence[Row]) -> Iterator[Row]:
    for one, other in zip_longest(gone, new):
        if one and other and (one.kind, other.kind) == (REMOVED, ADDED):
            yield Row(REPLACED, one.left, other.right)
        else:
            yield from (row for row in (one, other) if row)


def _both(one: Paragraph, other: Paragraph) -> Row:
    found = words.compare(one.text, other.text)
    kind = CHANGED if found.removed or found.added else SAME
    return Row(kind, Side(found.left, one.page), Side(found.right, other.page))


def _gone(
    place: int, ours: Sequence[Paragraph], yours: Sequence[Paragraph], moved: Pair | None
) -> Row:
    one = ours[place]
    if moved is None:
        return Row(REMOVED, Side((Piece(one.text, True),), one.page), None)
    return Row(MOVED_AWAY, Side((Piece(one.text, False),), one.page), None, yours[moved.right].page)


def _new(
    place: int, ours: Sequence[Paragraph], yours: Sequence[Paragraph], moved: Pair | None
) -> Row:
    one = yours[place]
    if moved is None:
        return Row(ADDED, None, Side((Piece(one.text, True),), one.page))
    found = words.compare(ours[moved.left].text, one.text)
    return Row(
        MOVED_HERE,
        Side(found.left, ours[moved.left].page),
        Side(found.right, one.page),
        ours[moved.left].page,
    )


def _counts(rows: Iterable[Row]) -> Counts:
    kinds = [row.kind for row in rows]
    return Counts(
        kinds.count(SAME),
        kinds.count(CHANGED),
        kinds.count(REMOVED) + kinds.count(REPLACED),
        kinds.count(ADDED) + kinds.count(REPLACED),
        kinds.count(MOVED_HERE),
        sum(_changed(row.left) for row in rows),
        sum(_changed(row.right) for row in rows),
    )


def _changed(side: Side | None) -> int:
    pieces = side.pieces if side else ()
    return sum(len(words.keys(piece.text)) for piece in pieces if piece.is_changed)


def folded(rows: Sequence[Row]) -> Iterator[Row | Fold]:
    """Yield the rows with long unchanged stretches folded, but for what is next to a change."""
    start = 0
    while start < len(rows):
        end = start
        while end < len(rows) and rows[end].kind == SAME:
            end += 1
        yield from _stretch(rows[start:end], start == 0, end == len(rows))
        yield from rows[end : end + 1]
        start = end + 1


def _stretch(rows: Sequence[Row], is_first: bool, is_last: bool) -> Iterator[Row | Fold]:
    start = 0 if is_first else CONTEXT
    end = len(rows) - (0 if is_last else CONTEXT)
    if end - start < LEAST_FOLDED:
        yield from rows
        return
    yield from rows[:start]
    yield Fold(tuple(rows[start:end]))
    yield from rows[end:]
