"""A PDF as it lies on the table: where its words stand, and what its pages look like.

The examiner's process reads and draws (``domain.examiner``): here nothing of a
file is opened, and a file that it cannot open raises ``uploads.UnsuitableFile``.
"""

from __future__ import annotations

from ccsr.content.domain import examiner
from ccsr.content.domain.examiner import limits
from ccsr.content.domain.uploads import SENTENCES
from ccsr.content.domain.uploads import UnsuitableFile
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import json


#: Height over width of the page that pictures are counted by, and pages a question may name.
TALL = 1.5
MOST_ASKED = 200


@dataclass(frozen=True, slots=True)
class Word:
    """A word: its box in parts of the page's width and height, from its top left.

    ``size`` is in points, 0 where unknown. A hyphen at the end of a line ends a word.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float = 0.0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it is shown, turned and cropped.

    ``number`` counts from 1, ``width`` and ``height`` are in points, ``words`` are
    in the order of the page's text (``IPages``).
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]


def sheets(data: bytes) -> tuple[Sheet, ...]:
    """Return all pages of a PDF; raise ``UnsuitableFile``."""
    return tuple(_sheet(number, part) for number, part in enumerate(_parts(data, "layout"), 1))


def sheet(data: bytes, number: int) -> Sheet:
    """Return one page of a PDF; raise ``UnsuitableFile``."""
    return _sheet(number, _parts(data, "layout", [number])[0])


def sizes(data: bytes) -> tuple[tuple[float, float], ...]:
    """Return width and height of all pages in points; raise ``UnsuitableFile``."""
    return tuple(_understood(part)[:2] for part in _parts(data, "sizes"))


def picture(data: bytes, number: int, width: int) -> bytes:
    """Return a page as WebP, ``width`` pixels wide; raise ``UnsuitableFile``."""
    return _parts(data, "drawing", [number], width)[0]


def pictures(data: bytes, numbers: Iterable[int], width: int) -> Iterator[bytes]:
    """Yield pages as WebP, ``width`` pixels wide; raise ``UnsuitableFile``.

    As many at a time as the limits let one process draw; where one of those stops
    it, each has a process of its own.
    """
    at_once = int(limits.MOST_DRAWN / (width * width * TALL))
    left = iter(numbers)
    while some := list(islice(left, min(max(at_once, 1), MOST_ASKED))):
        yield from _drawn(data, some, width)


def _drawn(data: bytes, numbers: list[int], width: int) -> Iterator[bytes]:
    found = examiner.parts(data, "drawing", numbers, width)
    if not isinstance(found, str):
        yield from found
    else:
        yield from (picture(data, number, width) for number in numbers)


def _parts(data: bytes, *question: Any) -> list[bytes]:
    found = examiner.parts(data, *question)
    if isinstance(found, str):
        raise UnsuitableFile(found if found in SENTENCES else "unexamined")
    return found


def _sheet(number: int, part: bytes) -> Sheet:
    width, height, words = _understood(part)
    try:
        return Sheet(number, width, height, tuple(Word(*one) for one in words))
    except TypeError as error:
        raise UnsuitableFile("unexamined") from error


def _understood(part: bytes) -> tuple[float, float, list[list[Any]]]:
    # A file that took its process over may have written anything.
    try:
        width, height, *more = json.loads(part)
        return float(width), float(height), more[0] if more else []
    except (TypeError, ValueError) as error:
        raise UnsuitableFile("unexamined") from error
