"""Making the copy: every page a picture with black boxes, over it the words that stay."""

from __future__ import annotations

from ccsr.content.domain import examiner
from ccsr.content.domain.examiner.painting import with_question
from ccsr.content.domain.paper import Word
from ccsr.content.domain.redaction import covering
from ccsr.content.domain.redaction.marks import Box
from ccsr.content.domain.redaction.marks import Mark
from ccsr.content.domain.redaction.writing import Gone
from ccsr.content.domain.redaction.writing import Leaf
from ccsr.content.domain.redaction.writing import packed
from ccsr.content.domain.redaction.writing import written
from ccsr.content.domain.uploads import SENTENCES
from ccsr.content.domain.uploads import UnsuitableFile
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import json


#: Dots an inch: print can be read, and a page of text has some 200 kB.
RESOLUTION = 200
#: Pages that one process draws, within its seconds of work, and processes at a time.
AT_ONCE, PROCESSES = 5, 2
#: Of a word's box, at its edges, where something of a line or of a neighbour may be seen.
EDGE = 0.2

Progress = Callable[[int, int], object]


@dataclass(frozen=True)
class Wanted:
    """A page of the original: its words in reading order, and what is to go."""

    number: int
    words: tuple[Word, ...]
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Left:
    """What a page of the copy must hold, and must not.

    ``gone`` are the boxes of words that were removed and what was drawn,
    ``painted`` what is black, ``unseen`` how many words nobody could see on the page;
    they are left out too.
    """

    number: int
    words: tuple[Word, ...]
    gone: tuple[Box, ...]
    painted: tuple[Box, ...]
    unseen: int


@dataclass(frozen=True)
class Copy:
    """The copy, and what there is to be proved of it."""

    data: bytes
    pages: tuple[Left, ...]


def make(
    data: bytes,
    pages: Sequence[Wanted],
    labels: Mapping[str, str],
    language: str,
    progress: Progress,
) -> Copy:
    """Return the copy of a PDF without what is marked; raise ``UnsuitableFile``.

    ``labels`` has what stands for a reason in the text that is read aloud.
    """
    made: list[tuple[Leaf, Left]] = []
    batches = [pages[at : at + AT_ONCE] for at in range(0, len(pages), AT_ONCE)]
    with ThreadPoolExecutor(PROCESSES) as processes:
        for found in processes.map(lambda batch: list(_drawn(data, batch, labels)), batches):
            made += found
            progress(len(made), len(pages))
    return Copy(
        written([leaf for leaf, _left in made], language), tuple(left for _leaf, left in made)
    )


def _drawn(
    data: bytes, batch: Sequence[Wanted], labels: Mapping[str, str]
) -> Iterator[tuple[Leaf, Left]]:
    asked = {"resolution": RESOLUTION, "pages": [_asked(page) for page in batch]}
    found = examiner.parts(with_question(asked, data), "painting")
    if isinstance(found, str):
        raise UnsuitableFile(found if found in SENTENCES else "unexamined")
    for page, about, picture in zip(batch, found[::2], found[1::2], strict=True):
        yield _made(page, _read(about), picture, labels)


def _asked(page: Wanted) -> dict[str, Any]:
    return {
        "number": page.number,
        "boxes": covering.painted(page.words, page.marks),
        "words": [_middle(word) for word in page.words],
    }


def _middle(word: Word) -> Box:
    """Return the part of a word's box in which its letters must be seen."""
    edge = EDGE * (word.bottom - word.top) if any(map(str.isalnum, word.text)) else 0.0
    return (word.left, word.top + edge, word.right, word.bottom - edge)


def _read(about: bytes) -> dict[str, Any]:
    try:
        found = json.loads(about)
        return {**found, "width": int(found["width"]), "height": int(found["height"])}
    except (KeyError, TypeError, ValueError) as error:
        # A file that took its process over may have written anything.
        raise UnsuitableFile("unexamined") from error


def _made(
    page: Wanted, about: dict[str, Any], picture: bytes, labels: Mapping[str, str]
) -> tuple[Leaf, Left]:
    gone = covering.touched(page.words, page.marks)
    seen = frozenset(at for at, is_seen in enumerate(about["seen"]) if is_seen)
    items = tuple(_items(page, gone, seen, labels))
    width, height = (float(side) for side in about["size"])
    left = Left(
        page.number,
        tuple(one for one in items if isinstance(one, Word)),
        _boxes(page, gone),
        covering.painted(page.words, page.marks),
        len(page.words) - len(seen | gone),
    )
    return Leaf(width, height, packed(about, picture), items), left


def _boxes(page: Wanted, gone: frozenset[int]) -> tuple[Box, ...]:
    drawn = [box for mark in page.marks for box in mark.boxes]
    return (*drawn, *(covering.box_of(page.words[at]) for at in sorted(gone)))


def _items(
    page: Wanted, gone: frozenset[int], seen: frozenset[int], labels: Mapping[str, str]
) -> Iterator[Word | Gone]:
    """Yield the words that stay; where words went, once for each mark, why."""
    told: set[str] = set()
    for at, word in enumerate(page.words):
        if at in gone:
            yield from _told(page, at, labels, told)
        elif at in seen:
            yield word
    for mark in page.marks:
        if mark.id not in told:
            yield Gone(labels[mark.reason])


def _told(page: Wanted, at: int, labels: Mapping[str, str], told: set[str]) -> Iterator[Gone]:
    for mark in page.marks:
        if mark.id not in told and at in covering.touched(page.words, [mark]):
            told.add(mark.id)
            yield Gone(labels[mark.reason])
