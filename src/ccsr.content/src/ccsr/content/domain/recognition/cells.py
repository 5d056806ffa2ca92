"""The words of a sheet as lines of cells, by where they stand."""

from __future__ import annotations

from ccsr.content.domain.recognition.flow import plain
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from ccsr.content.domain.paper import Sheet
    from ccsr.content.domain.paper import Word


#: Pages that are looked at: facts stand on the first ones, or at the very end.
FIRST, LAST = 4, 2
MOST_WORDS = 2_000
#: Words further apart (in parts of the page's width, or of the line's height) stand in
#: different cells.
APART, APART_IN_LINES = 0.018, 1.1


@dataclass(frozen=True, eq=False)
class Cell:
    """Words of one line that stand together; each is itself only."""

    sheet: Sheet
    words: tuple[Word, ...]

    @cached_property
    def text(self) -> str:
        """The words, with plain quotes."""
        return " ".join(plain(" ".join(word.text for word in self.words)))

    @property
    def left(self) -> float:
        """Where it begins (part of the page's width)."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.words[-1].right

    @cached_property
    def top(self) -> float:
        """Its upper edge (part of the page's height)."""
        return min(word.top for word in self.words)

    @cached_property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(word.bottom for word in self.words)

    @property
    def height(self) -> float:
        """The height of its line."""
        return self.bottom - self.top

    @property
    def look(self) -> tuple[float, bool]:
        """Size of type and whether it is bold."""
        return round(max(word.size for word in self.words)), self.words[0].bold


Row = list[Cell]


def rows(sheet: Sheet) -> list[Row]:
    """Return the cells of a sheet, line by line from the top."""
    lines: list[list[Word]] = []
    for word in sorted(sheet.words[:MOST_WORDS], key=_middle):
        if lines and _middle(word) - _middle(lines[-1][0]) < (word.bottom - word.top) / 2:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [list(_cells(sheet, sorted(line, key=lambda one: one.left))) for line in lines]


def looked_at(sheets: Sequence[Sheet]) -> Sequence[Sheet]:
    """Return the sheets on which facts stand."""
    return sheets if len(sheets) <= FIRST + LAST else [*sheets[:FIRST], *sheets[-LAST:]]


def _middle(word: Word) -> float:
    return (word.top + word.bottom) / 2


def _cells(sheet: Sheet, line: list[Word]) -> Iterator[Cell]:
    run: list[Word] = []
    for word in line:
        if run and _is_apart(sheet, run[-1], word):
            yield Cell(sheet, tuple(run))
            run = []
        run.append(word)
    yield Cell(sheet, tuple(run))


def _is_apart(sheet: Sheet, before: Word, word: Word) -> bool:
    gap = word.left - before.right
    # A space grows with the type: what parts two cells of small type is one in a title.
    height = (word.bottom - word.top) * sheet.height / max(sheet.width, 1)
    return gap > max(APART, height * APART_IN_LINES * 0.5)
