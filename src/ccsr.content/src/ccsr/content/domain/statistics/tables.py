"""Tables of counts: rows by columns, with totals."""

from __future__ import annotations

from ccsr.content.domain.statistics.suppression import Matrix
from ccsr.content.domain.statistics.suppression import withheld
from collections import Counter
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """Counts by row and column; ``None`` is withheld.

    ``rows`` and ``columns`` are tokens; ``cells`` has a row and a column more, the totals.
    ``left_out`` are rows of which nothing can be told.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Matrix
    left_out: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing to count."""
        return not self.rows or self.cells[-1][-1] == 0

    @property
    def withholds(self) -> bool:
        """Return whether anything is withheld."""
        return any(number is None for line in self.cells for number in line)

    def column(self, token: str) -> dict[str, int | None]:
        """Return the numbers of a column by row."""
        place = self.columns.index(token)
        return {row: self.cells[number][place] for number, row in enumerate(self.rows)}


def counted(
    pairs: Iterable[tuple[str, str, int]],
    rows: Sequence[str],
    columns: Sequence[str],
    *,
    withholds: bool = False,
) -> Table:
    """Return a table of (row, column, number) triples; what is in no row or column is left out."""
    found: Counter[tuple[str, str]] = Counter()
    for row, column, number in pairs:
        found[row, column] += number
    cells = [[found[row, column] for column in columns] for row in rows]
    if not withholds:
        return Table(tuple(rows), tuple(columns), _plain(cells))
    told = withheld(cells)
    kept = tuple(rows[place] for place in told.rows)
    left_out = tuple(row for row in rows if row not in kept)
    return Table(kept, tuple(columns), told.cells, left_out)


def _plain(cells: list[list[int]]) -> Matrix:
    rows: list[list[int | None]] = [[*line, sum(line)] for line in cells]
    totals = [sum(number or 0 for number in column) for column in zip(*rows, strict=True)]
    return [*rows, [*totals]] if rows else []
