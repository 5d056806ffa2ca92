"""The text of a paper as one flow: pages in order, without what repeats on every page.

Between two words stands one blank or one line feed, so that what looks for a phrase
need not care where a line or a page ends.
"""

from __future__ import annotations

from bisect import bisect_right
from ccsr.content.domain.recognition.boxes import boxes
from ccsr.content.domain.recognition.boxes import keys
from ccsr.content.domain.recognition.boxes import lines_of
from ccsr.content.domain.recognition.values import Box
from ccsr.content.domain.recognition.values import Paper
from ccsr.content.domain.recognition.values import Passage
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import re
import unicodedata


if TYPE_CHECKING:
    from ccsr.content.domain.paper import Sheet


#: A longer paper is read to here; no report of an inspectorate comes near.
MOST_PAGES = 250
MOST_CHARACTERS = 12_000
#: How many lines at either end of a page may be running heads, and on how many pages.
EDGE = 3
REPEATED = 2
#: A shorter line that repeats may be a cell of a table.
HEAD_LENGTH = 12
_NUMBER = re.compile(r"(?:page )?\d{1,3}(?: of \d{1,3})?", re.IGNORECASE)
_PLAIN = str.maketrans(
    {
        "\ufffe": "-",
        "\u00ad": "",
        "\u200b": "",
        "\ufeff": "",
        "\u2010": "-",
        "\u2011": "-",
        "‘": "'",
        "’": "'",
        "ʼ": "'",
        "“": '"',
        "”": '"',
        "¹": "",
        "²": "",
        "³": "",
        "\r": "\n",
        "\f": "\n",
        "\v": "\n",
        "\u2028": "\n",
    }
)


@dataclass(frozen=True)
class Line:
    """One line as printed; ``page`` from 1."""

    page: int
    text: str


class Flow:
    """The text of a paper, and the way back from a place in it to the page."""

    @classmethod
    def of(cls, paper: Paper) -> Flow:
        """Return the flow of a paper, made once for all that read it."""
        if cls not in paper.made:
            paper.made[cls] = cls(paper)
        flow: Flow = paper.made[cls]
        return flow

    def __init__(self, paper: Paper) -> None:
        self._keys: dict[int, list[str]] = {}
        self._sheets = {sheet.number: sheet for sheet in paper.sheets}
        pages = [self._page(number, paper) for number in range(1, _length(paper) + 1)]
        #: Lines at the edges of pages that repeat from page to page.
        self.running = tuple(_running(pages))
        #: The number that is printed on a page, by page.
        self.printed = _printed(pages)
        heads = set(self.running)
        kept = [[line for line in page if line not in heads] for page in pages]
        self.lines = tuple(line for page in kept for line in page)
        self.text = "\n".join(line.text for line in self.lines)
        self._starts = _starts([line.text for line in self.lines])

    def _page(self, number: int, paper: Paper) -> list[Line]:
        text = paper.pages[number - 1] if number <= len(paper.pages) else ""
        if not text.strip() and number in self._sheets:
            text = "\n".join(lines_of(self._sheets[number]))
        return [Line(number, line) for line in plain(text[:MOST_CHARACTERS])]

    @cached_property
    def first(self) -> str:
        """The text of the first page that has any."""
        if not self.lines:
            return ""
        page = self.lines[0].page
        return "\n".join(line.text for line in self.lines if line.page == page)

    def page(self, place: int) -> int:
        """Return the page of a place in ``text``."""
        return self.lines[bisect_right(self._starts, place) - 1].page

    def passage(self, start: int, end: int) -> Passage:
        """Return the words from ``start`` to ``end`` with their boxes."""
        page = self.page(start)
        text = self.text[start:end].strip()
        return Passage(page, " ".join(text.split()), self._boxes(page, text))

    def span_of(self, first: int, after: int) -> tuple[int, int]:
        """Return where in ``text`` the lines from ``first`` to before ``after`` stand."""
        return self._starts[first], self._starts[after - 1] + len(self.lines[after - 1].text)

    def head(self, line: Line) -> Passage:
        """Return a running head as a passage."""
        return Passage(line.page, line.text, self._boxes(line.page, line.text))

    def _boxes(self, page: int, text: str) -> tuple[Box, ...]:
        sheet = self._sheets.get(page)
        if not sheet:
            return ()
        if page not in self._keys:
            self._keys[page] = keys(sheet.words)
        return boxes(sheet.words, self._keys[page], text)

    def sheet(self, page: int) -> Sheet | None:
        """Return the layout of a page, if it is known."""
        return self._sheets.get(page)

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The layout, page by page."""
        return tuple(self._sheets[number] for number in sorted(self._sheets))


def plain(text: str) -> list[str]:
    """Return lines with single blanks, plain quotes and hyphens and no ligatures."""
    text = unicodedata.normalize("NFKC", text.translate(_PLAIN))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return [line for line in lines if line]


def _length(paper: Paper) -> int:
    numbers = [sheet.number for sheet in paper.sheets]
    return min(MOST_PAGES, max(len(paper.pages), *numbers, 0))


def _running(pages: list[list[Line]]) -> list[Line]:
    """Return page numbers, and lines at an edge that recur on other pages.

    The first page keeps its title, which may be the running head of the others.
    """
    edges = [_edges(page) for page in pages]
    counted = Counter(key for page in edges for key in {_key(line.text) for line in page})
    return [line for page in edges for line in page if _repeats(line, counted)]


def _edges(page: list[Line]) -> list[Line]:
    return page if len(page) <= 2 * EDGE else page[:EDGE] + page[-EDGE:]


def _printed(pages: list[list[Line]]) -> dict[int, int]:
    """Return page numbers that stand alone at an edge, or end a line there."""
    found = {}
    for page in pages:
        ends = (re.search(r"(?<![\d/.,])\d{1,3}$", line.text) for line in _edges(page))
        numbers = {int(match[0]) for match in ends if match}
        if len(numbers) == 1:
            found[page[0].page] = numbers.pop()
    return found


def _repeats(line: Line, counted: Counter[str]) -> bool:
    if _NUMBER.fullmatch(line.text):
        return True
    key = _key(line.text)
    numbered = any(letter.isdigit() for letter in line.text)
    long = len(line.text if numbered else key) >= HEAD_LENGTH
    return line.page > 1 and long and counted[key] >= REPEATED


def _key(text: str) -> str:
    return re.sub(r"[\d\W]+", " ", text).strip().casefold()


def _starts(lines: list[str]) -> list[int]:
    starts, place = [], 0
    for line in lines:
        starts.append(place)
        place += len(line) + 1
    return starts or [0]
