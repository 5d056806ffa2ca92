"""A condition's text in clauses, each with its place, and what makes a clause unsafe to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import re


#: Between sentences; "Condition 2" as a heading counts too, in the middle of a line as well.
_BREAK = re.compile(
    r";|\n\s*\n|\n\s*(?=[•*(\d-])|•"
    r"|(?:(?<=[.!?])|(?<=[.!?][)\]”\"']))\s*(?=[A-Z(“\"\[])"
    r"|(?<![A-Za-z])Condition\s+\d{1,2}[.:]?\s*(?=[A-Z])"
)

_EXCEPTION = re.compile(
    r",?\s*\b(?:with the exception of|except(?:ing)?\b|exclud(?:es?|ing)\b|other than\b"
    r"|apart from\b|save (?:for|that|as)\b|unless\b|not including\b)",
    re.IGNORECASE,
)
_PART = re.compile(
    r",?\s*\b(?:of (?:whom|which|these|those|that number)|(?<!and )(?<!\()including\b"
    r"|(?:some|one|two|any|all) of whom)\b",
    re.IGNORECASE,
)

#: What once was, may come or is somebody's wish is not what holds.
PAST_OR_PLANNED = re.compile(
    r"\b(?:previous(?:ly)?|former(?:ly)?|used to|had been|instead of|rather than|revert\w*"
    r"|increase\w*|reduc\w*|(?:amended|amendment|amend) (?:to|in order)|apply to vary|thereafter"
    r"|propos\w*|intend\w*|appl(?:y|ied|ication) (?:to|for)|was|were|will become"
    r"|with effect from|\bfrom (?:the )?\d{1,2}(?:[nrst][dht])?(?: of)?"
    r" (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|\bfrom \d{1,2}[/.]\d{1,2}[/.]\d{4}"
    r"|after (?:that|which)|from that date|by then|planned|refus\w*)\b",
    re.IGNORECASE,
)

#: A text that ends itself is left to people.
ENDED = re.compile(
    r"\b(?:revoked|rescinded|withdrawn|superseded|deleted|lifted|no longer|ceased|discharged"
    r"|not (?:yet )?in force|repealed|annulled|suspended|struck out"
    r"|(?:condition|limit|restriction)s?\b[^.]{0,60}\b(?:removed|ends?|replaced))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Clause:
    """One clause; ``start`` is where it begins in the text.

    ``rest`` is the exception that was cut off, ``part`` what it says of some of them
    ("" without one).
    """

    text: str
    start: int
    rest: str = ""
    part: str = ""

    @property
    def has_exception(self) -> bool:
        """Whether it goes on to say for whom it does not hold."""
        return bool(self.rest)


def clauses(text: str) -> Iterator[Clause]:
    """Yield the clauses of a text, without what they say of a part or an exception."""
    start = 0
    for found in [*_BREAK.finditer(text), None]:
        end = found.start() if found else len(text)
        if text[start:end].strip():
            yield _clause(text[start:end], start)
        start = found.end() if found else end


def _clause(text: str, start: int) -> Clause:
    exception = _EXCEPTION.search(text)
    kept = text[: exception.start()] if exception else text
    part = _PART.search(kept)
    rest = text[exception.start() :] if exception else ""
    whole = kept[: part.start()] if part else kept
    return Clause(whole, start, rest, kept[len(whole) :])
