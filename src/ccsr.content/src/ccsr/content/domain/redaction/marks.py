"""What is to be removed from a document, where, and why."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4


#: Left, top, right and bottom, as parts of the page's width and height from its top left.
Box = tuple[float, float, float, float]

#: Marks of one document, and characters of a note.
MOST_MARKS = 2_000
LONGEST_NOTE = 500
#: Parts of a page below which a drawn box is a slip of the pointer.
SMALLEST = 0.002


@dataclass(frozen=True)
class Mark:
    """Something to be removed from one page.

    ``text`` is what the words say; '' for a ``drawn`` box, which takes every word
    that it touches. ``reason`` is a token of the vocabulary, ``rule`` names the
    suggestion that it came from, if any.
    """

    page: int
    boxes: tuple[Box, ...]
    text: str
    reason: str
    note: str
    by: str
    at: datetime
    rule: str = ""
    drawn: bool = False
    id: str = ""

    @property
    def place(self) -> tuple[int, float, float]:
        """Return what puts marks in the order of reading."""
        first = min(self.boxes, key=lambda box: (box[1], box[0]))
        return self.page, first[1], first[0]


def new_id() -> str:
    """Return a name for a mark."""
    return uuid4().hex[:12]


def in_order(marks: Iterable[Mark]) -> list[Mark]:
    """Return marks in the order of reading."""
    return sorted(marks, key=lambda mark: mark.place)


def by_page(marks: Iterable[Mark]) -> dict[int, list[Mark]]:
    """Return the marks of each page that has any."""
    found: dict[int, list[Mark]] = {}
    for mark in in_order(marks):
        found.setdefault(mark.page, []).append(mark)
    return found


def is_new(mark: Mark, marks: Iterable[Mark]) -> bool:
    """Return whether no mark covers the same already."""
    return all((one.page, one.boxes) != (mark.page, mark.boxes) for one in marks)


def phrases(marks: Iterable[Mark]) -> tuple[str, ...]:
    """Return what the marked words say, each once."""
    return tuple(dict.fromkeys(mark.text for mark in marks if mark.text))


def read_box(value: str) -> Box | None:
    """Return a box of four numbers with commas between; None where it is no box of a page."""
    try:
        numbers = [float(one) for one in value.split(",")]
    except ValueError:
        return None
    if len(numbers) != 4 or any(not -1 <= one <= 2 for one in numbers):
        return None
    left, top, right, bottom = (min(max(one, 0.0), 1.0) for one in numbers)
    box = (min(left, right), min(top, bottom), max(left, right), max(top, bottom))
    return box if is_large_enough(box) else None


def is_large_enough(box: Sequence[float]) -> bool:
    """Return whether a box was drawn on purpose."""
    return box[2] - box[0] >= SMALLEST and box[3] - box[1] >= SMALLEST
