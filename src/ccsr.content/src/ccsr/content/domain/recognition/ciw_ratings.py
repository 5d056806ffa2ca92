"""The four ratings of Care Inspectorate Wales, in either language."""

from __future__ import annotations

from ccsr.content.domain.recognition.boxes import line_boxes
from ccsr.content.domain.recognition.cells import Cell
from ccsr.content.domain.recognition.cells import looked_at
from ccsr.content.domain.recognition.cells import Row
from ccsr.content.domain.recognition.cells import rows
from ccsr.content.domain.recognition.statements import graded
from ccsr.content.domain.recognition.statements import settled
from ccsr.content.domain.recognition.values import Found
from ccsr.content.domain.recognition.values import Passage
from ccsr.content.domain.recognition.wales import Report
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

import re


THEMES = {
    "wellbeing": r"well[ \n-]?being|llesiant|lles",
    "care_support": r"care[ \n](?:and|&)[ \n]support|gofal[ \n]a[ \n]chymorth",
    "environment": r"(?:the[ \n])?environment|(?:yr[ \n])?amgylchedd",
    "leadership_management": r"leadership[ \n](?:and|&)[ \n]management"
    r"|(?:arweinyddiaeth|arweiniad|arwain)[ \n]a[ \n](?:rheolaeth|rheoli)",
}
GRADES = {
    "requires_significant_improvement": r"requires[ \n]significant[ \n]improvement"
    r"|(?:angen|mae[ \n]angen)[ \n](?:gwelliant[ \n]sylweddol|gwella'n[ \n]sylweddol)",
    "requires_improvement": r"requires[ \n]improvement|(?:mae[ \n])?angen[ \n](?:gwella|gwelliant)",
    "excellent": r"excellent|rhagorol|ardderchog",
    "good": r"good|da",
}
#: A heading above a table of ratings that are not those of this inspection.
_FORMER = re.compile(
    r"\b(?:previous|last|earlier|before|history)\b|\b(?:blaenorol|diwethaf|flaenorol|hanes)\b",
    re.IGNORECASE,
)
_RATINGS = re.compile(r"\b(?:ratings?|sgôr|sgoriau|graddau|graddfeydd)\b", re.IGNORECASE)
#: Lines of one cell stand at most so far apart (in heights of a line).
TIGHT = 0.9
#: A grade in the row below its theme may be so far away.
APART = 2.5
#: A sheet that names themes more often has no table of ratings.
MOST_NAMED = 24


def grades(report: Report) -> dict[str, Found]:
    """Return the rating of each theme on which all of the report agrees."""
    return stated(report, THEMES, GRADES)


def stated(report: Report, themes: Mapping[str, str], scale: Mapping[str, str]) -> dict[str, Found]:
    """Return the grade of each theme that tables and lines state, and nothing else."""
    said: dict[str, list[Found]] = {theme: [] for theme in themes}
    doubtful: set[str] = set()
    for sheet in looked_at(report.paper.sheets):
        for theme, found in _in_table(rows(sheet), themes, scale):
            if found is None:
                doubtful.add(theme)
            else:
                said[theme].append(found)
    for theme, found in _in_lines(report, themes, scale):
        said[theme].append(found)
    agreed = {theme: settled(found) for theme, found in said.items() if theme not in doubtful}
    return {theme: found for theme, found in agreed.items() if found}


def _in_lines(
    report: Report, themes: Mapping[str, str], scale: Mapping[str, str]
) -> Iterator[tuple[str, Found]]:
    for theme, found in graded(report.flow, themes, scale).items():
        for one in found:
            place = report.flow.text.find(one.passage.text.split(" ")[0])
            if place >= 0 and not _is_former_line(report, one):
                yield theme, one


def _is_former_line(report: Report, one: Found) -> bool:
    """Return whether a heading of former ratings stands above a line."""
    lines = [line for line in report.flow.lines if line.page <= one.passage.page]
    first = one.passage.text.split(" ")[0]
    places = [
        place
        for place, line in enumerate(lines)
        if line.page == one.passage.page and line.text.startswith(first)
    ]
    return any(_under_former([each.text for each in lines[:place]]) for place in places)


def _under_former(above: Sequence[str]) -> bool:
    """Return whether the last heading of ratings is one of former ratings."""
    headings = [text for text in above[-12:] if len(text) < 90 and _RATINGS.search(text)]
    return bool(headings) and bool(_FORMER.search(headings[-1]))


def _in_table(
    lines: Sequence[Row], themes: Mapping[str, str], scale: Mapping[str, str]
) -> Iterator[tuple[str, Found | None]]:
    """Yield each theme with the grade beside or below it; None where there are two."""
    named = [
        (place, at, *found)
        for place, row in enumerate(lines)
        for at, cell in enumerate(row)
        if (found := _theme(lines, place, cell, themes))[0]
    ]
    if len(named) > MOST_NAMED:
        return
    texts = [" ".join(cell.text for cell in row) for row in lines]
    cells = [lines[place][at] for place, at, _theme_named, _height in named]
    for place, at, theme, height in named:
        if _under_former(texts[:place]):
            continue
        grades = _beside(lines, place, at, height, scale, cells)
        if len(grades) == 1:
            yield theme, _found(lines[place][at], *grades[0])
        elif grades:
            yield theme, None


def _theme(
    lines: Sequence[Row], place: int, cell: Cell, themes: Mapping[str, str]
) -> tuple[str, int]:
    """Return the theme that a cell names, and in how many lines; '' where it names none."""
    text = cell.text
    for height in (1, 2):
        for theme, form in themes.items():
            if re.fullmatch(rf"(?:{form}) ?[:–-]?", text, re.IGNORECASE):
                return theme, height
        below = _under(lines, place, cell)
        if below is None:
            break
        text = f"{text} {below.text}"
    return "", 0


def _under(lines: Sequence[Row], place: int, cell: Cell, most: float = TIGHT) -> Cell | None:
    """Return what stands under a cell, at most so many heights of a line away."""
    for row in lines[place + 1 : place + 3]:
        for one in row:
            if abs(one.left - cell.left) < 0.015 and one.top - cell.bottom < most * cell.height:
                return one
    return None


def _beside(
    lines: Sequence[Row],
    place: int,
    at: int,
    height: int,
    scale: Mapping[str, str],
    named: Sequence[Cell],
) -> list[tuple[str, Cell]]:
    """Return the grades to the right, up to the next theme; else what is right below."""
    cell = lines[place][at]
    ends = cell.bottom + (height - 1 + 0.6) * cell.height * 1.4
    level = [
        one
        for row in lines[max(0, place - 1) : place + height + 1]
        for one in row
        if one.left > cell.right
        and cell.top - 0.7 * cell.height <= (one.top + one.bottom) / 2 <= ends
        and not _between(cell, one, named)
    ]
    found = [(grade, one) for one in level if (grade := _grade(lines, one, scale))]
    if found or any(one not in named for one in level):
        return found
    below = _under(lines, place + height - 1, cell, APART)
    grade = _grade(lines, below, scale) if below else ""
    return [(grade, below)] if below and grade else []


def _between(cell: Cell, one: Cell, named: Sequence[Cell]) -> bool:
    """Return whether another theme stands between."""
    return any(
        cell.right < other.left < one.left and abs(other.top - cell.top) < cell.height
        for other in named
    )


def _grade(lines: Sequence[Row], cell: Cell, scale: Mapping[str, str]) -> str:
    """Return the grade that a cell is, alone or with the line below."""
    place = next(n for n, row in enumerate(lines) if cell in row)
    below = _under(lines, place, cell)
    longer = f"{cell.text} {below.text}" if below else ""
    for text in (longer, cell.text):
        for token, form in scale.items():
            if text and re.fullmatch(rf"(?:{form})[.*]?", text.strip(), re.IGNORECASE):
                return token
    return ""


def _found(theme: Cell, grade: str, cell: Cell) -> Found:
    words = (*theme.words, *cell.words)
    text = f"{theme.text} {cell.text}"
    return Found(grade, Passage(cell.sheet.number, text, line_boxes(words)))
