"""What a person typed into the find box, read so that nothing typed is an error.

Words must all be there; ``"…"`` is a phrase, ``word*`` the beginning of a word,
``OR`` between two means either, ``NOT`` or ``-`` before one means without it.
Whatever cannot be understood is left out, never refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import re
import unicodedata


#: More than this is not read (characters, and words or phrases).
LONGEST = 500
MOST_TERMS = 32
#: A shorter beginning of a word would match nearly everything.
SHORTEST_PREFIX = 2

TOKEN = re.compile(r'([-−]?)(?:"([^"]*)"?|([^\s"]+))')
WORD = re.compile(r"\w+")
OPERATORS = frozenset({"AND", "OR", "NOT"})


@dataclass(frozen=True)
class Term:
    """A word, the beginning of a word, or several words in a row; as typed."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True)
class Clause:
    """Terms of which one must be there, or none when ``excluded``."""

    terms: tuple[Term, ...]
    excluded: bool = False


@dataclass(frozen=True)
class Words:
    """A text query. ``cut`` tells that more was typed than is read."""

    clauses: tuple[Clause, ...] = ()
    cut: bool = False

    @property
    def wanted(self) -> tuple[Term, ...]:
        """Every term that a hit may show, in the order typed."""
        return tuple(
            term for clause in self.clauses if not clause.excluded for term in clause.terms
        )


def clean(text: str) -> str:
    """Return text in one form of its accents, without control characters and spare space."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    plain = "".join(
        " " if unicodedata.category(one).startswith("C") else one for one in text[: LONGEST * 2]
    )
    return " ".join(unicodedata.normalize("NFKC", plain).split())


def read(text: str) -> Words:
    """Return what is asked for; never raises."""
    cleaned = clean(text)
    pieces = list(_pieces(cleaned[:LONGEST]))
    cut = len(text) > LONGEST * 2 or len(cleaned) > LONGEST or len(pieces) > MOST_TERMS
    return Words(_clauses(pieces[:MOST_TERMS]), cut)


def _pieces(text: str) -> Iterator[Term | str]:
    """Yield terms and operators in the order typed."""
    for minus, phrase, bare in TOKEN.findall(text):
        if bare in OPERATORS and not minus:
            yield bare
            continue
        term = _term(phrase, bare)
        if term and minus:
            yield "NOT"
        if term:
            yield term


def _term(phrase: str, bare: str) -> Term | None:
    words = tuple(WORD.findall(phrase or bare))
    if not words:
        return None
    prefix = bare.endswith("*") and len(words) == 1 and len(words[0]) >= SHORTEST_PREFIX
    return Term(words, prefix)


def _clauses(pieces: list[Term | str]) -> tuple[Clause, ...]:
    found: list[Clause] = []
    operator = ""
    for piece in pieces:
        if isinstance(piece, str):
            operator = piece
            continue
        last = found[-1] if found else None
        if operator == "OR" and last and not last.excluded:
            found[-1] = Clause((*last.terms, piece))
        else:
            found.append(Clause((piece,), excluded=operator == "NOT"))
        operator = ""
    return tuple(found)


def text_query(words: Words) -> str | None:
    """Return the query for Plone's text index; None when nothing can match it.

    Every word stands in quotes, so that the index never takes one for syntax.
    """
    wanted = [_either(clause) for clause in words.clauses if not clause.excluded]
    unwanted = [f"NOT {_either(clause)}" for clause in words.clauses if clause.excluded]
    return " AND ".join(wanted + unwanted) if wanted else None


def _either(clause: Clause) -> str:
    return f"({' OR '.join(_written(term) for term in clause.terms)})"


def _written(term: Term) -> str:
    return f"{term.words[0]}*" if term.prefix else f'"{" ".join(term.words)}"'
