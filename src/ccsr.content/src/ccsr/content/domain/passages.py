"""Passages: where in a document the words stand, marked for the reader.

What is returned is HTML: the text is escaped and only ``<mark>`` is markup.
"""

from __future__ import annotations

from ccsr.content.domain.matching import fold
from ccsr.content.domain.matching import Matcher
from ccsr.content.domain.matching import matchers
from ccsr.content.domain.matching import single
from ccsr.content.domain.matching import Span
from ccsr.search.reading import Words
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import islice

import re
import unicodedata


#: Length of a passage (characters) and how much of it stands before the first word found.
WIDTH = 240
LEAD = 60
#: A passage starts and ends between words, where one is at most this near.
NEAR = 20
#: Matches of one word on one page that are looked at.
MOST_MATCHES = 20
#: Pages looked at closely beside those that are shown: those that promise most.
MORE = 2
#: A page with one of these is folded before it is judged; Welsh is looked for without them.
WELSH = "âêîôûŵŷÂÊÎÔÛŴŶ"


@dataclass(frozen=True)
class Passage:
    """The best place on one page; ``number`` counts from 1, ``html`` is safe to show."""

    number: int
    html: str


@dataclass(frozen=True)
class _Place:
    """A stretch of text with the matches in it; the smaller ``rank`` the better."""

    text: str
    start: int
    spans: tuple[Span, ...]
    rank: tuple[int, int]


def passages(pages: Sequence[str], wanted: Sequence[Words], limit: int = 3) -> list[Passage]:
    """Return the best passage of each of the best pages, the best first.

    A phrase that no page has whole (it runs over the end of a page) is looked
    for by its words.
    """
    found = _places(pages, matchers(wanted), limit)
    if not found and any(len(one.tokens) > 1 for one in wanted):
        found = _places(pages, matchers(single(wanted)), limit)
    best = sorted(found, key=lambda pair: (pair[1].rank, pair[0]))[:limit]
    return [Passage(number, _html(place)) for number, place in best]


def passage(text: str, wanted: Sequence[Words]) -> str | None:
    """Return the best passage of a text, None where no word stands in it."""
    found = passages([text], wanted, 1)
    return found[0].html if found else None


def mark(text: str, wanted: Sequence[Words]) -> str:
    """Return the whole text as HTML with the words marked."""
    folded = fold(text)
    spans = [span for one in matchers(single(wanted)) for span in one.spans(folded)]
    return _marked(text, 0, len(text), _apart(sorted(spans)))


def _places(
    pages: Sequence[str], wanted: Sequence[Matcher], limit: int
) -> list[tuple[int, _Place]]:
    """Return places on the pages that promise most.

    Counting beginnings of words is a hundred times faster than finding the words,
    so that a long report costs little. Only where that promised nothing is every
    page read.
    """
    found = _looked_up(_promising(pages, wanted)[: limit + MORE], wanted)
    return found or _looked_up(enumerate(pages, 1), wanted)


def _promising(pages: Sequence[str], wanted: Sequence[Matcher]) -> list[tuple[int, str]]:
    ranked = []
    for number, page in enumerate(pages, 1):
        text = fold(page) if any(letter in page for letter in WELSH) else page
        counts = [count for one in wanted if (count := one.count(text))]
        if counts:
            ranked.append((-len(counts), -sum(counts), number))
    return [(number, pages[number - 1]) for *_rank, number in sorted(ranked)]


def _looked_up(
    pages: Iterable[tuple[int, str]], wanted: Sequence[Matcher]
) -> list[tuple[int, _Place]]:
    places = ((number, _best(page, wanted)) for number, page in pages)
    return [(number, place) for number, place in places if place]


def _best(page: str, wanted: Sequence[Matcher]) -> _Place | None:
    """Return the stretch of a page with the most different words, the first of equals."""
    text = page if page.isascii() else unicodedata.normalize("NFKC", page)
    folded = fold(text)
    matches = sorted(
        (span, which)
        for which, one in enumerate(wanted)
        for span in islice(one.spans(folded), MOST_MATCHES)
    )
    if not matches:
        return None
    rank, first, last = min(_stretches(matches))
    spans = _apart([span for span, _which in matches[first:last]])
    return _Place(text, spans[0][0], tuple(spans), rank)


def _stretches(matches: list[tuple[Span, int]]) -> Iterator[tuple[tuple[int, int], int, int]]:
    """Yield the rank of the stretch that begins with each match, and its matches' places."""
    last = 0
    for first, ((start, _end), _which) in enumerate(matches):
        while last < len(matches) and matches[last][0][1] <= start + WIDTH - LEAD:
            last += 1
        after = max(last, first + 1)
        different = len({which for _span, which in matches[first:after]})
        yield (-different, first - after), first, after


def _apart(spans: Sequence[Span]) -> list[Span]:
    """Return sorted spans, of those that overlap the first and longest."""
    found: list[Span] = []
    for first, last in spans:
        if not found or first >= found[-1][1]:
            found.append((first, last))
        elif first == found[-1][0]:
            found[-1] = (first, last)
    return found


def _html(place: _Place) -> str:
    start = _between_words(place.text, max(0, place.start - LEAD), place.start)
    end = max(place.spans[-1][1], start + WIDTH)
    if end < len(place.text):
        end = max(place.spans[-1][1], place.text.rfind(" ", end - NEAR, end))
    body = _marked(place.text, start, end, place.spans)
    before = "… " if start > 0 else ""
    after = " …" if end < len(place.text) else ""
    return f"{before}{body}{after}"


def _between_words(text: str, wanted: int, latest: int) -> int:
    if wanted == 0:
        return 0
    space = re.compile(r"\s").search(text, wanted, latest)
    return space.end() if space else latest


def _marked(text: str, start: int, end: int, spans: Iterable[Span]) -> str:
    parts = []
    place = start
    for first, last in spans:
        parts += [_plain(text[place:first]), f"<mark>{_plain(text[first:last])}</mark>"]
        place = last
    parts.append(_plain(text[place:end]))
    return "".join(parts).strip()


def _plain(text: str) -> str:
    return escape(re.sub(r"\s+", " ", text))
