"""What a paper's labels say: "Date of Publication" and what stands beside or below it.

Layout decides where there is any: a value is the cell to the right of its label, or the
one below where nothing is to the right. Without layout only what a line itself says, or
the line below a label that stands alone, is taken.
"""

from __future__ import annotations

from ccsr.content.domain.recognition.boxes import line_boxes
from ccsr.content.domain.recognition.cells import Cell
from ccsr.content.domain.recognition.cells import FIRST
from ccsr.content.domain.recognition.cells import LAST
from ccsr.content.domain.recognition.cells import looked_at
from ccsr.content.domain.recognition.cells import Row
from ccsr.content.domain.recognition.cells import rows
from ccsr.content.domain.recognition.flow import plain
from ccsr.content.domain.recognition.values import Paper
from ccsr.content.domain.recognition.values import Passage
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import re


if TYPE_CHECKING:
    from ccsr.content.domain.paper import Sheet


#: A sheet has at most so many; one with more is none of these papers.
MOST_FACTS = 60
#: Cells of one column begin within this share of the page's width.
ALIGNED = 0.015
#: Lines of one cell are at most so far apart (in heights of a line).
TIGHT = 0.9
#: The next line below a label may be so far away.
BELOW = 3.0
#: A line that ends right of here may go on in the next.
FULL = 0.72
MOST_LINES = 4
_CONTINUED = re.compile(r"[-–—,;&/\d(]|(?:and|to|until|a|ac|i|hyd)\b")
_BEFORE_VALUE = r"(?:[ ]?(?:[:–—-][ ]?|$)|[ ](?=\d))"


@dataclass(frozen=True)
class Fact:
    """What a label says; not ``certain`` where no layout shows that it is its own."""

    text: str
    passage: Passage
    certain: bool = True


def facts(paper: Paper, labels: Mapping[str, str]) -> dict[str, list[Fact]]:
    """Return all that each label says, by its token; ``labels`` has a pattern by token."""
    said: dict[str, list[Fact]] = {token: [] for token in labels}
    patterns = {
        token: re.compile(f"(?:{form}){_BEFORE_VALUE}", re.IGNORECASE)
        for token, form in labels.items()
    }
    sheets = [sheet for sheet in looked_at(paper.sheets) if sheet.words]
    for sheet in sheets:
        for token, fact in islice(_on_sheet(sheet, patterns), MOST_FACTS):
            said[token].append(fact)
    read = {sheet.number for sheet in sheets}
    count = len(paper.pages)
    for number in (*range(1, FIRST + 1), *range(max(FIRST + 1, count - LAST + 1), count + 1)):
        if number <= count and number not in read and not _has_layout(paper, number):
            for token, fact in _in_text(paper.pages[number - 1], number, patterns):
                said[token].append(fact)
    return said


def _has_layout(paper: Paper, number: int) -> bool:
    return any(sheet.number == number and sheet.words for sheet in paper.sheets)


# -- by layout ----------------------------------------------------------------


def _on_sheet(sheet: Sheet, patterns: Mapping[str, re.Pattern[str]]) -> Iterator[tuple[str, Fact]]:
    lines = rows(sheet)
    for place, row in enumerate(lines):
        for at, cell in enumerate(row):
            for token, label, rest in _labels(lines, place, cell, patterns):
                value = _value(lines, place, at, label, rest, patterns)
                if value:
                    yield token, value


def _labels(
    lines: Sequence[Row], place: int, cell: Cell, patterns: Mapping[str, re.Pattern[str]]
) -> Iterator[tuple[str, list[Cell], str]]:
    """Yield the labels that a cell is, alone or with the lines below that it goes on in."""
    parts = [cell, *_column(lines, place, cell, 2)]
    for token, pattern in patterns.items():
        for count in range(1, len(parts) + 1):
            text = " ".join(part.text for part in parts[:count])
            match = _labelled(pattern, text)
            if match and (count == 1 or match.end() == len(text)):
                yield token, parts[:count], text[match.end() :].strip()
                break


def _column(lines: Sequence[Row], place: int, cell: Cell, most: int) -> list[Cell]:
    """Return the lines below that belong to the same cell."""
    found = [cell]
    for row in lines[place + 1 :]:
        below = next((one for one in row if abs(one.left - cell.left) <= ALIGNED), None)
        if below is None:
            if row[0].top - found[-1].bottom > TIGHT * cell.height:
                break
            continue
        is_near = below.top - found[-1].bottom <= TIGHT * found[-1].height
        if not is_near or below.look[0] != cell.look[0] or len(found) > most:
            break
        found.append(below)
    return found[1:]


def _value(
    lines: Sequence[Row],
    place: int,
    at: int,
    label: list[Cell],
    rest: str,
    patterns: Mapping[str, re.Pattern[str]],
) -> Fact | None:
    if rest:
        more = _going_on(lines, place, label[0], patterns)
        return _fact(label, more, rest)
    beside = _beside(lines, place, at, label)
    if beside and not _is_label(beside.text, patterns):
        row = next(n for n, one in enumerate(lines) if beside in one)
        more = _unlabelled(_column(lines, row, beside, MOST_LINES), lines, label, patterns)
        return _fact(label, [beside, *more])
    below = _below(lines, place + len(label), label)
    if below and not _is_label(below.text, patterns):
        return _fact(label, [below])
    return None


def _beside(lines: Sequence[Row], place: int, at: int, label: list[Cell]) -> Cell | None:
    """Return the next cell to the right of any of the label's lines."""
    if at + 1 < len(lines[place]):
        return lines[place][at + 1]
    height = label[0].height
    for row in lines[max(0, place - 1) : place + len(label) + 1]:
        for cell in row:
            is_level = label[0].top - height * 0.7 <= (cell.top + cell.bottom) / 2
            if cell.left > label[0].right and is_level and cell.top < label[-1].bottom:
                return cell
    return None


def _below(lines: Sequence[Row], place: int, label: list[Cell]) -> Cell | None:
    """Return what stands under a label: aligned with it, or both in the middle of the page."""
    for row in lines[place : place + 1]:
        for cell in row:
            is_under = (
                abs(cell.left - label[0].left) <= ALIGNED
                or abs(cell.left + cell.right - label[0].left - label[0].right) <= 2 * ALIGNED
            )
            if is_under and cell.top - label[-1].bottom <= BELOW * label[-1].height:
                return cell
    return None


def _unlabelled(
    column: list[Cell],
    lines: Sequence[Row],
    label: list[Cell],
    patterns: Mapping[str, re.Pattern[str]],
) -> list[Cell]:
    """Return the lines of a value's cell: up to the first beside which another label begins."""
    found: list[Cell] = []
    for cell in column:
        row = next(one for one in lines if cell in one)
        others = [one for one in row if one.right <= cell.left and one not in label]
        if others or _is_label(cell.text, patterns):
            break
        found.append(cell)
    return found


def _going_on(
    lines: Sequence[Row], place: int, cell: Cell, patterns: Mapping[str, re.Pattern[str]]
) -> list[Cell]:
    """Return the line in which a value goes on that stands in one cell with its label."""
    if cell.right < FULL:
        return []
    column = _column(lines, place, cell, 1)[:1]
    return [one for one in column if not re.match(r"[^:]{3,60}:", one.text)]


def _is_label(text: str, patterns: Mapping[str, re.Pattern[str]]) -> bool:
    return any(_labelled(one, text) for one in patterns.values())


def _labelled(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the label that a text begins with: with a capital, else it is a sentence's middle."""
    match = pattern.match(text)
    return match if match and text[0].isupper() else None


def _fact(label: list[Cell], value: Iterable[Cell], rest: str = "") -> Fact:
    cells = list(value)
    text = " ".join(part for part in (rest, *(cell.text for cell in cells)) if part)
    words = [word for cell in (*label, *cells) for word in cell.words]
    said = " ".join(cell.text for cell in (*label, *cells))
    return Fact(text, Passage(label[0].sheet.number, said, line_boxes(words)))


# -- by text ------------------------------------------------------------------


def _in_text(
    page: str, number: int, patterns: Mapping[str, re.Pattern[str]]
) -> Iterator[tuple[str, Fact]]:
    lines = plain(page[:12_000])
    for place, line in enumerate(lines):
        for token, pattern in patterns.items():
            match = _labelled(pattern, line)
            if not match:
                continue
            rest = line[match.end() :].strip()
            below = lines[place + 1] if place + 1 < len(lines) else ""
            if not rest and below and not _is_label(below, patterns):
                yield token, Fact(below, Passage(number, f"{line} {below}"), certain=False)
            elif rest:
                yield token, Fact(rest, Passage(number, line), not _CONTINUED.match(below))
