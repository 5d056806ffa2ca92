"""Lines of a page, for a reader who selects text, and where on them the words stand.

A line here is what is selected together: words side by side, as in a column of a
table and not across it.
"""

from __future__ import annotations

from ccsr.content.domain.matching import fold
from ccsr.content.domain.matching import Matcher
from ccsr.content.domain.matching import matchers
from ccsr.content.domain.matching import single
from ccsr.content.domain.paper import Word
from ccsr.search.reading import Words
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import re
import unicodedata


#: A gap in a line is smaller than so many times its height; the page is taller than it is wide.
GAP = 2.0
#: Part of the lower word's height that two words of a line share at least.
SHARED = 0.5
Box = tuple[float, float, float, float]
#: What stands for a hyphen at the end of a line in text that PDFium gave.
HYPHEN = re.compile("[\x02\ufffe]")


@dataclass(frozen=True, slots=True)
class Line:
    """Words side by side; the box is in parts of the page, left, top, right, bottom."""

    text: str
    box: Box


def lines(words: Sequence[Word]) -> list[Line]:
    """Return the lines of a page in reading order."""
    return [Line(" ".join(one.text for one in some), around(some)) for some in _runs(words)]


def around(words: Iterable[Word]) -> Box:
    """Return the box around words."""
    boxes = [(one.left, one.top, one.right, one.bottom) for one in words]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _runs(words: Sequence[Word]) -> Iterator[list[Word]]:
    run = list(words[:1])
    for before, word in pairwise(words):
        if not _is_beside(before, word):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _is_beside(before: Word, word: Word) -> bool:
    shared = min(before.bottom, word.bottom) - max(before.top, word.top)
    least = min(before.bottom - before.top, word.bottom - word.top)
    height = max(before.bottom - before.top, word.bottom - word.top)
    gap = word.left - before.right
    return shared >= SHARED * least and -height < gap < GAP * height


class Sought:
    """What is looked for in one document: phrases, or their words where no page has a phrase."""

    def __init__(self, pages: Sequence[str], wanted: Sequence[Words]) -> None:
        self._pages = [_plain(HYPHEN.sub("- ", page)) for page in pages]
        self._matchers = matchers(wanted)
        if not self._has_any() and any(len(one.tokens) > 1 for one in wanted):
            self._matchers = matchers(single(wanted))

    def _has_any(self) -> bool:
        return any(_spans(page, self._matchers) for page in self._pages)

    def counts(self) -> dict[int, int]:
        """Return how often it stands on each page that has it; pages count from 1."""
        found = (
            (number, _spans(page, self._matchers)) for number, page in enumerate(self._pages, 1)
        )
        return {number: len(spans) for number, spans in found if spans}

    def marks(self, words: Sequence[Word]) -> list[list[Box]]:
        """Return, for each place on a page, the boxes of its words, one a line."""
        texts = [_plain(one.text) for one in words]
        starts, place = [], 0
        for text in texts:
            starts.append(place)
            place += len(text) + 1
        return [
            [line.box for line in lines(_within(words, texts, starts, span))]
            for span in _spans(" ".join(texts), self._matchers)
        ]


def _within(
    words: Sequence[Word], texts: list[str], starts: list[int], span: tuple[int, int]
) -> list[Word]:
    first, last = span
    return [
        word
        for word, text, start in zip(words, texts, starts, strict=True)
        if start < last and start + len(text) > first
    ]


def _plain(text: str) -> str:
    return fold(text if text.isascii() else unicodedata.normalize("NFKC", text))


def _spans(folded: str, wanted: Iterable[Matcher]) -> list[tuple[int, int]]:
    """Return where any of it stands, in order; of places that overlap the first."""
    found: list[tuple[int, int]] = []
    for span in sorted(span for one in wanted for span in one.spans(folded)):
        if not found or span[0] >= found[-1][1]:
            found.append(span)
    return found
