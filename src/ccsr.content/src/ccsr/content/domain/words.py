"""What a person typed into the find box, read as the text index reads it.

There is one reading of a query, ``ccsr.search.reading``: what it finds is what is
marked, and what it had to read otherwise than it was written is told.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.search.reading import Group
from ccsr.search.reading import LONGEST
from ccsr.search.reading import Node
from ccsr.search.reading import Note
from ccsr.search.reading import read as read_query
from ccsr.search.reading import Reading
from ccsr.search.reading import Words as Wanted
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from zope.i18nmessageid import Message

import unicodedata


#: Characters that are looked at to find what is read of them.
MOST = 10 * LONGEST

#: Words of a sentence that stand everywhere and tell nothing of why a hit is a hit.
SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "for",
        "from",
        "he",
        "her",
        "his",
        "in",
        "is",
        "it",
        "its",
        "not",
        "of",
        "on",
        "or",
        "she",
        "that",
        "the",
        "their",
        "they",
        "this",
        "to",
        "was",
        "were",
        "with",
        "ac",
        "ag",
        "am",
        "ar",
        "at",
        "ei",
        "eu",
        "gan",
        "i",
        "mae",
        "neu",
        "o",
        "oedd",
        "sydd",
        "y",
        "yn",
        "yr",
    ]
)

NOTES = {
    Note.CUT: _("find_note_cut", default="Your search is very long. Only its beginning was read."),
    Note.QUOTE_OPEN: _(
        "find_note_quote_open",
        default="A quotation mark has no partner. It was left out.",
    ),
    Note.PARENTHESIS: _(
        "find_note_parenthesis", default="A bracket has no partner. It was left out."
    ),
    Note.OPERATOR_ALONE: _(
        "find_note_operator_alone",
        default="AND, OR or NOT stands where it joins nothing. It was left out.",
    ),
    Note.ONLY_NOT: _(
        "find_note_only_not",
        default="You only said what should not be there. Everything else is listed.",
    ),
    Note.WILDCARD: _(
        "find_note_wildcard",
        default="A * or ? cannot stand at the beginning of a word. It was left out.",
    ),
    Note.NO_WORD: _(
        "find_note_no_word", default="Part of what you typed holds no word. It was left out."
    ),
}


@dataclass(frozen=True)
class Words:
    """A text query: how it was read, and the words that a hit may show."""

    reading: Reading
    wanted: tuple[Wanted, ...] = ()

    @cached_property
    def telling(self) -> tuple[Wanted, ...]:
        """Return the words that are worth to be shown: all where each is a small word."""
        return tuple(one for one in self.wanted if one.text.lower() not in SMALL) or self.wanted

    @property
    def notes(self) -> list[Message]:
        """Return a sentence for each way in which it was read otherwise than written."""
        return [NOTES[note] for note in self.reading.notes]

    @property
    def read_as(self) -> str | None:
        """Return how it was read, None where that is as it was written."""
        return self.reading.query if self.reading.notes and self.reading.node else None


def clean(text: str) -> str:
    """Return text in one form of its accents, without control characters and spare space."""
    text = text[:MOST].encode("utf-8", "replace").decode("utf-8")
    if not text.isprintable():
        text = "".join(" " if unicodedata.category(one).startswith("C") else one for one in text)
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    # One more than is read, so that the reading tells that it was cut.
    return plain[: LONGEST + 1]


def read(text: str) -> Words:
    """Return what is asked for; never raises."""
    found = read_query(clean(text))
    return Words(found, tuple(dict.fromkeys(_wanted(found.node))))


def _wanted(node: Node | None) -> Iterator[Wanted]:
    """Yield the words that are not under a NOT, in the order typed."""
    if isinstance(node, Wanted):
        yield node
    elif isinstance(node, Group):
        for part in node.nodes:
            yield from _wanted(part)
