"""Small numbers are withheld, and so is whatever would give them away.

A number from 1 to 4 could name a child or damage a provider without context (protocol
6.2). Where a table shows its totals, one withheld cell could be worked out from the
others: then the next smallest is withheld with it.
"""

from __future__ import annotations

from collections.abc import Iterator


#: From here on a number is shown.
LEAST = 5
#: A withheld cell.
WITHHELD = None

Matrix = list[list[int | None]]


def withheld(cells: list[list[int]]) -> Matrix:
    """Return a table of counts, its totals included, with what may not be shown as None.

    ``cells`` are the rows without totals; what comes back has one more column and one more
    row, the totals.
    """
    full = _with_totals(cells)
    hidden = {
        (row, column)
        for row, line in enumerate(full)
        for column, number in enumerate(line)
        if 0 < number < LEAST
    }
    while more := _given_away(full, hidden):
        hidden.add(more)
    return [
        [WITHHELD if (row, column) in hidden else number for column, number in enumerate(line)]
        for row, line in enumerate(full)
    ]


def _with_totals(cells: list[list[int]]) -> list[list[int]]:
    rows = [[*line, sum(line)] for line in cells]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]] if rows else []


def _given_away(full: list[list[int]], hidden: set[tuple[int, int]]) -> tuple[int, int] | None:
    """Return what is to be withheld as well, None where nothing is given away."""
    for line in _lines(full):
        inside = [place for place in line if place in hidden]
        if not inside or _is_safe(full, line, inside):
            continue
        rest = [one for one in line if one not in hidden and full[one[0]][one[1]] > 0]
        if rest:
            # The total last: it tells more than a part.
            return min(rest, key=lambda one: (one == line[-1], full[one[0]][one[1]], one))
    return None


def _is_safe(
    full: list[list[int]], line: list[tuple[int, int]], inside: list[tuple[int, int]]
) -> bool:
    if line[-1] in inside:
        return len(inside) > 1
    return len(inside) > 1 and sum(full[row][column] for row, column in inside) >= LEAST


def _lines(full: list[list[int]]) -> Iterator[list[tuple[int, int]]]:
    """Yield the places of each row and column, the total last."""
    height, width = len(full), len(full[0]) if full else 0
    for row in range(height):
        yield [(row, column) for column in range(width)]
    for column in range(width):
        yield [(row, column) for row in range(height)]
