"""The paragraphs of a text that was kept page by page.

What stands at the edge of page after page (running heads, running feet, the number of
the page) belongs to the paper and not to the text, so it is left out. Lines are joined to
paragraphs, over the end of a page as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass

import re


#: Lines at the top and at the bottom of a page that may be running heads and feet.
EDGE = 3
#: A line is running where so many pages, and such a share of them, have it at an edge.
FEWEST, SHARE = 3, 1 / 3
#: A line shorter than this share of a full one ends its paragraph, or is a heading.
SHORT, NEARLY_FULL = 0.75, 0.92
#: Of the lengths of all lines, the place of the one that counts as full.
FULL = 0.9

NUMBER = re.compile(
    r"(?:page|tudalen)?\s*[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:of|o|/)\s*\d{1,4})?", re.I
)
MARK = re.compile(r"(?:\d{1,3}[.)]|\(?[a-z]{1,3}\)|[•◼■▪●○◦–\uf000-\uf0ff-])\s")
END = (".", "?", "!", ":", ";")
#: How a reader of PDFs gives the hyphen at the end of a line.
HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-", "\u00ad": "-", "\u2010": "-", "\u2011": "-"})


@dataclass(frozen=True)
class Paragraph:
    """``page`` is the number, from 1, of the page on which it begins."""

    text: str
    page: int


@dataclass(frozen=True)
class _Line:
    text: str
    page: int
    after_blank: bool


def paragraphs(pages: Sequence[str]) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a text, in order."""
    lines = list(_lines(pages))
    full = _full(lines)
    found: list[list[_Line]] = []
    for line in lines:
        if found and not _begins(found[-1][-1], line, full):
            found[-1].append(line)
        else:
            found.append([line])
    return tuple(Paragraph(" ".join(one.text for one in some), some[0].page) for some in found)


def _lines(pages: Sequence[str]) -> Iterator[_Line]:
    cut = [[line.translate(HYPHENS).strip() for line in page.splitlines()] for page in pages]
    running = _running(cut)
    for number, lines in enumerate(cut, 1):
        edge = _edge(lines)
        after_blank = False
        for place, line in enumerate(lines):
            if not line:
                after_blank = True
            elif not (place in edge and (NUMBER.fullmatch(line) or _masked(line) in running)):
                yield _Line(" ".join(line.split()), number, after_blank)
                after_blank = False


def _edge(lines: Sequence[str]) -> set[int]:
    filled = [place for place, line in enumerate(lines) if line]
    return {*filled[:EDGE], *filled[-EDGE:]}


def _masked(line: str) -> str:
    return re.sub(r"\d+", "#", line).casefold()


def _running(pages: Sequence[Sequence[str]]) -> set[str]:
    edges = [[lines[place] for place in _edge(lines)] for lines in pages]
    counts = Counter(masked for lines in edges for masked in {_masked(line) for line in lines})
    least = max(FEWEST, len(pages) * SHARE)
    numbered = [
        {_masked(line) for line in lines if str(number) in re.findall(r"\d+", line)}
        for number, lines in enumerate(edges, 1)
    ]
    # What counts the pages is no text, however few there are.
    counting = set.intersection(*numbered) if len(pages) > 1 else set()
    return counting | {masked for masked, count in counts.items() if count >= least}


def _full(lines: Sequence[_Line]) -> int:
    lengths = sorted(len(line.text) for line in lines)
    return lengths[int(len(lengths) * FULL)] if lengths else 0


def _begins(before: _Line, line: _Line, full: int) -> bool:
    """Return whether a line begins a paragraph, as far as one sees without its place."""
    if line.after_blank or MARK.match(line.text):
        return True
    ended = before.text.endswith(END)
    upper = not line.text[0].islower()
    if len(before.text) < full * SHORT:
        return ended or upper
    return ended and upper and len(before.text) < full * NEARLY_FULL
