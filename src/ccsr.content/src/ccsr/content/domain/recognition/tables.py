"""Tables of judgements by their layout: themes in one column, grades in another.

The order in which a file stores the words of a table is chance; where they stand is not.
"""

from __future__ import annotations

from ccsr.content.domain.recognition.boxes import line_boxes
from ccsr.content.domain.recognition.values import Found
from ccsr.content.domain.recognition.values import Passage
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import re


if TYPE_CHECKING:
    from ccsr.content.domain.paper import Sheet
    from ccsr.content.domain.paper import Word


#: Cells of one column begin within this share of the page's width.
ALIGNED = 0.012
#: A grade may run over so many lines.
LINES = 3
#: Words further apart (in parts of the page's width) stand in different cells.
APART = 0.018
#: A column of grades stands to the right of here, and has at least so many.
RIGHT_OF = 0.4
FEWEST = 3
#: Sheets that are looked at; every generation has its table on one of the first, or the last.
FIRST, LAST = 6, 3
MOST_WORDS = 3_000
MOST_CELLS = 60


@dataclass(frozen=True)
class _Cell:
    """A theme or a grade by token, and the words that say it."""

    token: str
    words: tuple[Word, ...]

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)


def tabled(
    sheets: Sequence[Sheet], themes: Mapping[str, str], grades: Mapping[str, str]
) -> dict[str, list[Found]]:
    """Return what the tables say of each theme; arguments as of ``statements.graded``."""
    said: dict[str, list[Found]] = {theme: [] for theme in themes}
    near = sheets if len(sheets) <= FIRST + LAST else [*sheets[:FIRST], *sheets[-LAST:]]
    for sheet in near:
        for theme, found in _read(sheet, themes, grades):
            said[theme].append(found)
    return said


def _read(
    sheet: Sheet, themes: Mapping[str, str], grades: Mapping[str, str]
) -> Iterator[tuple[str, Found]]:
    words = [word for word in sheet.words[:MOST_WORDS] if any(map(str.isalnum, word.text))]
    edge = _edge(words, grades)
    if edge is None:
        return
    rows = list(_themes([word for word in words if word.right <= edge], themes))
    cells = _grades([word for word in words if word.left >= edge - ALIGNED], grades)
    beside = [(row, cell) for cell in cells if (row := _beside(cell, rows))]
    for row, cell in beside:
        if sum(1 for other, _cell in beside if other is row) == 1:
            yield row.token, Found(cell.token, _passage(sheet, (*row.words, *cell.words)))


def _beside(cell: _Cell, rows: Sequence[_Cell]) -> _Cell | None:
    """Return the row that a grade stands beside: the one whose middle is nearest and in reach."""
    height = cell.words[0].bottom - cell.words[0].top
    near = [
        (abs(row.top + row.bottom - cell.top - cell.bottom), place)
        for place, row in enumerate(rows)
        if row.top - height <= cell.bottom and cell.top <= row.bottom + height
    ]
    return rows[min(near)[1]] if near else None


def _grades(words: Sequence[Word], grades: Mapping[str, str]) -> Iterator[_Cell]:
    """Yield grades down a column; one may run over several lines and fill each alone."""
    lines = _by_lines(words)
    for place in range(len(lines)):
        for length in range(LINES, 0, -1):
            block = lines[place : place + length]
            said = tuple(word for line in block for word in line)
            token = _grade(" ".join(word.text for word in said), grades)
            if token and len(block) == length and _is_close(block):
                yield _Cell(token, said)
                break


def _is_close(block: Sequence[Sequence[Word]]) -> bool:
    """Return whether no wide gap parts the lines, and they begin below each other."""
    height = block[0][0].bottom - block[0][0].top
    return all(
        below[0].top - above[0].bottom < height and abs(below[0].left - above[0].left) <= ALIGNED
        for above, below in zip(block, block[1:], strict=False)
    )


def _edge(words: Sequence[Word], grades: Mapping[str, str]) -> float | None:
    """Return where the column of grades begins: most grades' first words stand there."""
    firsts = {re.split(r"\W", pattern, maxsplit=1)[0] for pattern in grades.values()}
    lefts = sorted(
        word.left
        for line in _by_lines(words)
        for before, word in zip([None, *line], line, strict=False)
        if word.left > RIGHT_OF
        and _spelt(word.text).casefold() in firsts
        and (before is None or word.left - before.right > APART)
    )
    lefts = lefts[:MOST_CELLS]
    groups = ([near for near in lefts if 0 <= near - left <= ALIGNED] for left in lefts)
    best = max(groups, key=len, default=[])
    return best[0] if len(best) >= FEWEST else None


def _themes(words: Sequence[Word], themes: Mapping[str, str]) -> Iterator[_Cell]:
    """Return themes from the top, each with the words that name it."""
    ordered = [word for line in _by_lines(words) for word in line]
    text = ""
    starts: list[int] = []
    for word in ordered:
        starts.append(len(text))
        text += word.text.replace("’", "'") + " "
    found = [
        (match.start(), match.end(), theme)
        for theme, pattern in themes.items()
        for match in re.finditer(rf"(?<!\S)(?:{pattern})\b", text, re.IGNORECASE)
    ]
    for start, end, theme in _outermost(found):
        named = (word for word, at in zip(ordered, starts, strict=True) if start <= at < end)
        yield _Cell(theme, tuple(named))


def _outermost(found: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Leave out a theme's name that is part of another's."""
    last = -1
    for start, end, theme in sorted(found, key=lambda one: (one[0], -one[1])):
        if start >= last:
            yield start, end, theme
            last = end


def _by_lines(words: Sequence[Word]) -> list[list[Word]]:
    """Return lines from the top, each with its words from the left."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=_middle):
        if lines and _middle(word) - _middle(lines[-1][0]) < (word.bottom - word.top) / 2:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda one: one.left) for line in lines]


def _grade(text: str, grades: Mapping[str, str]) -> str | None:
    for token, pattern in grades.items():
        if re.fullmatch(pattern, _spelt(text.strip()), re.IGNORECASE):
            return token
    return None


def _spelt(text: str) -> str:
    """Return a grade with the letter that a machine takes for a g: "Inadeguate"."""
    return re.sub("(?<=e)gu", "qu", text)


def _middle(word: Word) -> float:
    return (word.top + word.bottom) / 2


def _passage(sheet: Sheet, words: Sequence[Word]) -> Passage:
    return Passage(sheet.number, " ".join(word.text for word in words), line_boxes(words))
