"""Bars: how wide each part is, in percent of the widest row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """One part of a bar: `x` and `width` in percent, the number of its column."""

    x: float
    width: float
    column: int
    number: int


@dataclass(frozen=True)
class Bar:
    """One row; ``parts`` leaves out what is 0 or withheld."""

    row: str
    parts: tuple[Part, ...]


def bars(rows: Sequence[str], cells: Sequence[Sequence[int | None]]) -> list[Bar]:
    """Return stacked bars, one a row of `cells` (without totals)."""
    most = max((sum(number or 0 for number in line) for line in cells), default=0)
    return [_bar(row, line, most) for row, line in zip(rows, cells, strict=True)]


def _bar(row: str, line: Sequence[int | None], most: int) -> Bar:
    parts, x = [], 0.0
    for column, number in enumerate(line):
        if not number:
            continue
        width = 100 * number / most
        parts.append(Part(round(x, 2), round(width, 2), column, number))
        x += width
    return Bar(row, tuple(parts))


def classes(numbers: Sequence[int | None], steps: int) -> list[int | None]:
    """Return for each number its step from 1 to `steps`, evenly up to the largest.

    0 stays 0, and what is withheld stays None.
    """
    most = max((number or 0 for number in numbers), default=0)
    return [
        None if number is None else -(-number * steps // most) if number else 0
        for number in numbers
    ]


def legend(numbers: Sequence[int | None], steps: int) -> list[tuple[int, str]]:
    """Return the steps of :func:`classes` that a number can have, each with its numbers."""
    most = max((number or 0 for number in numbers), default=0)
    edges = [most * step // steps for step in range(steps + 1)]
    return [
        (step, f"{low + 1}–{high}" if high > low + 1 else str(high))
        for step, (low, high) in enumerate(zip(edges, edges[1:], strict=False), 1)
        if high > low
    ]
