"""Passages: where in a document the words stand, marked for the reader.

Case and accents make no difference (``ŵ`` is ``w``). What is returned is HTML:
the text is escaped and only ``<mark>`` is markup.
"""

from __future__ import annotations

from ccsr.content.domain.words import Term
from collections.abc import Iterable
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
#: Matches of one page that are looked at.
MOST_MATCHES = 60
#: Code point after the last of Latin, Greek and Cyrillic letters with accents.
LAST_OF_EUROPE = 0x2000


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
    spans: tuple[tuple[int, int], ...]
    rank: tuple[int, int]


def _without_accents(character: str) -> str:
    base = unicodedata.normalize("NFD", character)[0]
    return base.lower() if len(base.lower()) == 1 else base


#: Each capital or accented letter and its plain one: one to one, so that places
#: in the folded text are places in the text.
PLAIN = {
    code: _without_accents(chr(code))
    for code in range(LAST_OF_EUROPE)
    if _without_accents(chr(code)) != chr(code)
}
#: ``str.lower`` is ten times faster and enough for most pages.
ACCENTED = re.compile("[\u00c0-\u1fff]")


def fold(text: str) -> str:
    """Return text in small letters without accents, of the same length."""
    return text.translate(PLAIN) if ACCENTED.search(text) else text.lower()


def pattern(terms: Iterable[Term]) -> re.Pattern[str] | None:
    """Return what finds the terms in folded text, phrases before single words."""
    longest_first = sorted(dict.fromkeys(terms), key=lambda term: -len(term.words))
    parts = [f"({_expression(term)})" for term in longest_first]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)") if parts else None


def _expression(term: Term) -> str:
    words = [re.escape(fold(word)) for word in term.words]
    return r"\W+".join(words) + (r"\w*" if term.prefix else "")


def passages(pages: Sequence[str], terms: Sequence[Term], limit: int = 3) -> list[Passage]:
    """Return the best passage of each of the best pages, the best first.

    A phrase that no page has whole (it runs over the end of a page) is looked
    for by its words.
    """
    found = _places(pages, terms) or _places(pages, _single(terms))
    best = sorted(found, key=lambda pair: (pair[1].rank, pair[0]))[:limit]
    return [Passage(number, _html(place)) for number, place in best]


def passage(text: str, terms: Sequence[Term]) -> str | None:
    """Return the best passage of a text, None where no term stands in it."""
    found = passages([text], terms, 1)
    return found[0].html if found else None


def mark(text: str, terms: Sequence[Term]) -> str:
    """Return the whole text as HTML with the terms marked."""
    found = pattern(_single(terms))
    spans = [match.span() for match in found.finditer(fold(text))] if found else []
    return _marked(text, 0, len(text), spans)


def _single(terms: Iterable[Term]) -> list[Term]:
    return [
        Term((word,), term.prefix and place == 0)
        for term in terms
        for place, word in enumerate(term.words)
    ]


def _places(pages: Sequence[str], terms: Sequence[Term]) -> list[tuple[int, _Place]]:
    found = pattern(terms)
    if found is None:
        return []
    places = ((number, _best(page, found)) for number, page in enumerate(pages, 1))
    return [(number, place) for number, place in places if place]


def _best(page: str, found: re.Pattern[str]) -> _Place | None:
    """Return the stretch of a page with the most different terms, the first of equals."""
    text = unicodedata.normalize("NFKC", page)
    matches = list(islice(found.finditer(fold(text)), MOST_MATCHES))
    stretches = (_stretch(text, matches[place:]) for place in range(len(matches)))
    return min(stretches, key=lambda place: place.rank, default=None)


def _stretch(text: str, matches: list[re.Match[str]]) -> _Place:
    start = matches[0].start()
    inside: list[re.Match[str]] = []
    for match in matches:
        if match.end() > start + WIDTH - LEAD and inside:
            break
        inside.append(match)
    different = len({match.lastindex for match in inside})
    return _Place(text, start, tuple(match.span() for match in inside), (-different, -len(inside)))


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


def _marked(text: str, start: int, end: int, spans: Iterable[tuple[int, int]]) -> str:
    parts = []
    place = start
    for first, last in spans:
        parts += [_plain(text[place:first]), f"<mark>{_plain(text[first:last])}</mark>"]
        place = last
    parts.append(_plain(text[place:end]))
    return "".join(parts).strip()


def _plain(text: str) -> str:
    return escape(re.sub(r"\s+", " ", text))
