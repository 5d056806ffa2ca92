"""Small numbers are withheld, and so is whatever would give them away.

A number from 1 to 4 could name a child or damage a provider without context (protocol
6.2). Where a table shows its totals, a withheld cell could be worked out from the others:
of its line, or of several lines at once. Then the next smallest is withheld with it, until
more than one table has all that is shown.

The total of a row is counted as known: another table of the same things has it too. So a
row whose total is small is left out, and counts in no total of a column.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


#: From here on a number is shown.
LEAST = 5
#: A withheld cell.
WITHHELD = None

Matrix = list[list[int | None]]
Place = tuple[int, int]
Node = tuple[str, int]


@dataclass(frozen=True)
class Told:
    """What may be shown: the places of its rows, and their table with its totals."""

    rows: tuple[int, ...]
    cells: Matrix


def withheld(cells: list[list[int]]) -> Told:
    """Return of a table of counts what may be shown, with what may not as None.

    ``cells`` are the rows without totals; what comes back has one more column and one more
    row, the totals.
    """
    rows = [place for place, line in enumerate(cells) if not 0 < sum(line) < LEAST]
    while True:
        full = _with_totals([cells[row] for row in rows])
        hidden = _hidden(full)
        given = [row for row, _column in sorted(hidden) if row < len(rows)]
        given = [row for row in given if not _is_told_apart(full, hidden, row)]
        if not given:
            return Told(tuple(rows), _shown(full, hidden))
        # Nothing more of it can be withheld.
        del rows[given[0]]


def _shown(full: list[list[int]], hidden: set[Place]) -> Matrix:
    return [
        [WITHHELD if (row, column) in hidden else number for column, number in enumerate(line)]
        for row, line in enumerate(full)
    ]


def _hidden(full: list[list[int]]) -> set[Place]:
    hidden = {
        (row, column)
        for row, line in enumerate(full)
        for column, number in enumerate(line[:-1])
        if 0 < number < LEAST
    }
    while more := _given_away(full, hidden):
        hidden.add(more)
    return hidden


def _is_told_apart(full: list[list[int]], hidden: set[Place], row: int) -> bool:
    return all(_is_open(full, hidden, place) for place in hidden if place[0] == row)


def _with_totals(cells: list[list[int]]) -> list[list[int]]:
    rows = [[*line, sum(line)] for line in cells]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]] if rows else []


def _given_away(full: list[list[int]], hidden: set[Place]) -> Place | None:
    """Return what is to be withheld as well, None where nothing is given away."""
    for line in _lines(full):
        inside = [place for place in line if place in hidden]
        if inside and not _is_safe(full, line, inside) and (more := _next(full, hidden, line)):
            return more
    for row, column in sorted(hidden):
        if not _is_open(full, hidden, (row, column)):
            cross = [place for place in _places(full) if place[0] == row or place[1] == column]
            if more := _next(full, hidden, cross) or _next(full, hidden, _places(full)):
                return more
    return None


def _next(full: list[list[int]], hidden: set[Place], places: list[Place]) -> Place | None:
    """Return the next smallest of some places; a column's total last: it tells more than a part.

    What stands alone in its row cannot be withheld: it is that row's total.
    """
    total, known = len(full) - 1, len(full[0]) - 1
    rest = [
        (row, column)
        for row, column in places
        if column != known and (row, column) not in hidden
        if 0 < full[row][column] < full[row][known]
    ]
    return min(rest, key=lambda one: (one[0] == total, full[one[0]][one[1]], one), default=None)


def _is_open(full: list[list[int]], hidden: set[Place], place: Place) -> bool:
    """Return whether a withheld number could be another one, by all that is shown.

    Rows and columns are the nodes of a network and what is withheld its flows: one can be
    more, or less, where a way leads back along which the others make up for it. What is
    withheld is known to be no 0.
    """
    start, end = _edge(full, place)
    others = hidden - {place}
    if _leads(full, others, end, start):
        return True
    return full[place[0]][place[1]] > 1 and _leads(full, others, start, end)


def _leads(full: list[list[int]], hidden: set[Place], start: Node, end: Node) -> bool:
    ways: dict[Node, set[Node]] = {}
    for place in hidden:
        one, other = _edge(full, place)
        ways.setdefault(one, set()).add(other)
        if full[place[0]][place[1]] > 1:
            ways.setdefault(other, set()).add(one)
    known, fresh = {start}, {start}
    while fresh:
        fresh = {node for one in fresh for node in ways.get(one, ())} - known
        known |= fresh
    return end in known


def _edge(full: list[list[int]], place: Place) -> tuple[Node, Node]:
    """Return from where to where a place's number flows: parts to columns, their totals back."""
    nodes = ("row", place[0]), ("column", place[1])
    return nodes[::-1] if place[0] == len(full) - 1 else nodes


def _is_safe(full: list[list[int]], line: list[Place], inside: list[Place]) -> bool:
    if line[-1] in inside:
        return len(inside) > 1
    return len(inside) > 1 and sum(full[row][column] for row, column in inside) >= LEAST


def _places(full: list[list[int]]) -> list[Place]:
    return [(row, column) for row, line in enumerate(full) for column in range(len(line))]


def _lines(full: list[list[int]]) -> Iterator[list[Place]]:
    """Yield the places of each row and column, the total last."""
    height, width = len(full), len(full[0]) if full else 0
    for row in range(height):
        yield [(row, column) for column in range(width)]
    for column in range(width):
        yield [(row, column) for row in range(height)]
