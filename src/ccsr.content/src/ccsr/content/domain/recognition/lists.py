"""Lists of what is to be improved: how many points they have.

A count is given only where the list's beginning and end were both seen.
"""

from __future__ import annotations

from ccsr.content.domain.recognition import paragraphs
from ccsr.content.domain.recognition.flow import Flow
from ccsr.content.domain.recognition.flow import Line
from ccsr.content.domain.recognition.values import Found
from collections.abc import Sequence

import re


#: A longer list is none, or its end was missed.
MOST_LINES = 200
#: The first point stands at most so many lines below the heading.
BEFORE = 4
#: How far below the next heading its first paragraph begins.
NEAR = 4
_ANY = re.compile("")
#: Marks of a list's first level; what stands below it has another of its own.
_BULLET = re.compile(r"([■◼▪•●·➢►❑\uf06e\uf0a7\uf0b7]|[–−-](?=[ ]))[ ]?(?P<text>.*)")
#: A mark that a scan made a letter or another sign of, in front of a sentence.
_MISREAD = re.compile(r"(?:^|\n)[^A-Z\d\s\"'(–−-] [A-Z]")
_DASHES = "–−-"
_ENDS = (".", ",", ";", ":", ")", "; and", ", and", "?")
_NUMBERED = re.compile(r"(?P<number>\d{1,2})[.)]?[ ]?(?P<text>(?<=[.) ])\S.*)")


def points(
    flow: Flow, heading: re.Pattern[str], after: re.Pattern[str], then: re.Pattern[str] = _ANY
) -> Found | None:
    """Return how many points the list below the heading has.

    ``after`` is what the next heading begins with, ``then`` what one of the lines below that
    begins with. None where there is no such heading with an end and a point, or more than one.
    """
    headed = [place for place, line in enumerate(flow.lines) if heading.fullmatch(line.text)]
    # The title of a table may say the heading again at once.
    starts = [place for place in headed if place + 1 not in headed]
    found = [one for start in starts if (one := _below(flow, start, after, then))]
    return found[0] if len(found) == 1 else None


def _below(flow: Flow, start: int, after: re.Pattern[str], then: re.Pattern[str]) -> Found | None:
    below = flow.lines[start + 1 : start + 1 + MOST_LINES]
    end = next((place for place, line in enumerate(below) if after.match(line.text)), None)
    if end is None or not _unbroken(flow, flow.lines[start], below[: end + 1]):
        return None
    if not any(then.match(line.text) for line in below[end + 1 : end + 1 + NEAR]):
        return None
    count = _points(below[:end]) or paragraphs.count(flow, below[:end])
    return Found(count, flow.passage(*flow.span_of(start, start + 1 + end))) if count else None


def _points(lines: Sequence[Line]) -> int:
    """Return the number of points; what is marked otherwise than the first stands below it."""
    for line in lines[:BEFORE]:
        if bullet := _BULLET.fullmatch(line.text):
            return _bulleted(lines, bullet[1])
        if _NUMBERED.fullmatch(line.text):
            return _counted(lines)
    return 0


def _bulleted(lines: Sequence[Line], mark: str) -> int:
    """Return how many points have this mark; 0 where one seems to be torn or run together."""
    points: list[str] = []
    for line in lines:
        bullet = _BULLET.fullmatch(line.text)
        if bullet and bullet[1] == mark:
            points.append(bullet["text"])
        elif points:
            points[-1] += f"\n{line.text}"
    said = [point.strip() for point in points if point.strip()]
    return len(said) if _whole(said, mark) else 0


def _whole(points: Sequence[str], mark: str) -> bool:
    """Return whether every point ends alike, or only the last with a full stop.

    A dash within a sentence is no mark.
    """
    if mark not in _DASHES and any(mark in point for point in points):
        return False
    if any(_MISREAD.search(point) for point in points):
        return False
    ended = [point.endswith(_ENDS) for point in points]
    return all(ended) or not any(ended[:-1])


def _counted(lines: Sequence[Line]) -> int:
    """Return how many numbers follow each other; 0 where one is missing."""
    numbers = [int(m["number"]) for line in lines if (m := _NUMBERED.fullmatch(line.text))]
    if any(re.search(rf"\. {numbers[-1] + 1}\. [A-Z]", line.text) for line in lines):
        return 0
    return len(numbers) if numbers == list(range(numbers[0], numbers[0] + len(numbers))) else 0


def _unbroken(flow: Flow, first: Line, lines: Sequence[Line]) -> bool:
    """Return whether no page is missing where the list runs over pages."""
    pages = sorted({line.page for line in (first, *lines)})
    printed = [flow.printed.get(page) for page in pages]
    known = [number - page for number, page in zip(printed, pages, strict=True) if number]
    return len(set(known)) <= 1
