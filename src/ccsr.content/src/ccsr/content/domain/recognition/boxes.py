"""Where words stand on a sheet, and the lines that a sheet's words make."""

from __future__ import annotations

from ccsr.content.domain.recognition.values import Box
from collections.abc import Iterator
from collections.abc import Sequence
from typing import TYPE_CHECKING

import re


if TYPE_CHECKING:
    from ccsr.content.domain.paper import Sheet
    from ccsr.content.domain.paper import Word


#: A longer passage is looked for line by line; a page has not more words.
MOST_WANTED = 400
MOST_WORDS = 10_000
_NO_KEY = re.compile(r"[\W_]+")


def keys(words: Sequence[Word]) -> list[str]:
    """Return what words are compared by: letters and digits alone, without case."""
    return [_key(word.text) for word in words]


def boxes(words: Sequence[Word], known: Sequence[str], text: str) -> tuple[Box, ...]:
    """Return a box for each line of ``text`` among the words; () where one is not found.

    ``known`` are the ``keys`` of the words, which are looked for in their order; lines of
    ``text`` that stand apart there (the cells of a table) are looked for one by one.
    """
    whole = _found(known, _wanted(text))
    if whole:
        return line_boxes([words[place] for place in whole])
    found: list[Box] = []
    for line in text.split("\n"):
        places = _found(known, _wanted(line))
        if not places:
            return ()
        found += line_boxes([words[place] for place in places])
    return tuple(found)


def _wanted(text: str) -> list[str]:
    return [key for part in text.split() if (key := _key(part))]


def line_boxes(words: Sequence[Word]) -> tuple[Box, ...]:
    """Return one box for the words of each line."""
    return tuple(_around(run) for run in runs(words))


def lines_of(sheet: Sheet) -> list[str]:
    """Return the sheet's words as lines, in their order."""
    return [" ".join(word.text for word in line) for line in runs(sheet.words)]


def _key(text: str) -> str:
    return _NO_KEY.sub("", text.casefold())


def _found(known: Sequence[str], wanted: Sequence[str]) -> list[int]:
    """Return the places of the wanted words where they follow each other first."""
    if not 0 < len(wanted) <= MOST_WANTED:
        return []
    places = [place for place, key in enumerate(known[:MOST_WORDS]) if key]
    row = [known[place] for place in places]
    for start, key in enumerate(row):
        if key == wanted[0] and row[start : start + len(wanted)] == list(wanted):
            return places[start : start + len(wanted)]
    return []


def runs(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield the words of each line, in their order."""
    run: list[Word] = []
    for word in words:
        if run and not _beside(run[-1], word):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _beside(before: Word, word: Word) -> bool:
    middle = (word.top + word.bottom) / 2
    return before.top <= middle <= before.bottom and word.left >= before.left


def _around(words: Sequence[Word]) -> Box:
    return (
        min(word.left for word in words),
        min(word.top for word in words),
        max(word.right for word in words),
        max(word.bottom for word in words),
    )
