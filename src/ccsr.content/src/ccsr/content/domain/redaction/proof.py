"""The proof that a copy holds nothing of what was removed, and where else it is said."""

from __future__ import annotations

from ccsr.content.domain import examiner
from ccsr.content.domain.examiner.painting import with_question
from ccsr.content.domain.paper import Word
from ccsr.content.domain.redaction.making import Copy
from ccsr.content.domain.redaction.making import Left
from ccsr.content.domain.redaction.occurrences import readings
from ccsr.content.domain.redaction.occurrences import said_at
from ccsr.content.domain.redaction.occurrences import telling
from ccsr.content.domain.redaction.writing import can_be_written
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from types import SimpleNamespace
from typing import Any

import json


#: Rules that a copy can fail; the rest is not said by the examiner.
RULES = ("history", "pages", "keys", "strings", "streams", "pictures", "text", "under", "pixels")


@dataclass(frozen=True)
class Proof:
    """What was looked at, and ``failures``: rule and page (0 for the file as a whole).

    ``counts`` has ``objects``, ``strings``, ``streams``, ``pictures``, ``words`` and
    ``pixels`` that were looked at, and ``unseen`` words that were left out.
    """

    failures: tuple[tuple[str, int], ...]
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        """Whether nothing of what was removed was found."""
        return not self.failures


def prove(copy: Copy, labels: Iterable[str], language: str) -> Proof:
    """Return what is found in a copy by who opens it; labels and language are in its structure."""
    asked = {
        "labels": sorted(labels),
        "language": [language],
        "pages": [_asked(page) for page in copy.pages],
    }
    question = with_question(asked, copy.data)
    found = examiner.parts(question, "proving")
    return _read(found, sum(page.unseen for page in copy.pages))


def _asked(page: Left) -> dict[str, Any]:
    return {
        "words": [can_be_written(word.text) for word in page.words],
        "gone": page.gone,
        "painted": page.painted,
    }


def _read(found: str | list[bytes], unseen: int) -> Proof:
    if isinstance(found, str):
        return Proof(((found, 0),))
    try:
        told: Any = json.loads(found[0])
        failures = tuple((str(rule), int(page)) for rule, page in told["failures"])
        counts = {str(name): int(count) for name, count in told["counts"].items()}
    except (IndexError, KeyError, TypeError, ValueError, AttributeError):
        return Proof((("unexamined", 0),))
    return Proof(failures, {**counts, "unseen": unseen})


@dataclass(frozen=True)
class Elsewhere:
    """Something that was removed in one place and is said in another."""

    phrase: str
    pages: tuple[int, ...]


def elsewhere(phrases: Iterable[str], pages: Mapping[int, Sequence[Word]]) -> tuple[Elsewhere, ...]:
    """Return which phrases, or names and numbers in them, the words of pages still say."""
    lines = {number: tuple(readings(words)) for number, words in pages.items()}
    found = []
    for phrase in _and_parts(phrases):
        numbers = tuple(number for number, some in lines.items() if any(said_at(some, phrase)))
        if numbers:
            found.append(Elsewhere(phrase, numbers))
    return tuple(found)


def said_in(phrases: Iterable[str], text: str) -> tuple[str, ...]:
    """Return which phrases, or names and numbers in them, a text says."""
    words: Any = [
        SimpleNamespace(text=one, left=0, right=0, top=0, bottom=0) for one in text.split()
    ]
    lines = tuple(readings(words))
    return tuple(one for one in _and_parts(phrases) if any(said_at(lines, one)))


def _and_parts(phrases: Iterable[str]) -> tuple[str, ...]:
    known = list(phrases)
    return tuple(dict.fromkeys([*known, *(part for one in known for part in telling(one))]))
