"""Whom a condition is for: gender, and the needs that are provided for."""

from __future__ import annotations

from ccsr.content.domain.reading.clauses import Clause
from ccsr.content.domain.reading.clauses import PAST_OR_PLANNED
from ccsr.content.domain.reading.proposal import Proposal
from collections.abc import Iterable

import re


_FRAME = re.compile(
    r"\b(?:accommodat\w+|provi(?:de|ding|sion)\w*|care (?:for|to)|admit\w*|admission|placed?|reside\w*"
    r"|registered|home is for|service is for|recei(?:ve|ving)\w*|only|live)\b",
    re.IGNORECASE,
)
_NARROWER = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|bed-?rooms?|rooms?|bathrooms?|showers?|toilets?"
    r"|shar\w+|staff\w*|managers?|workers?|carers?|parents?|mothers?|fathers?|named|units?|floors?"
    r"|annexe?s?|flats?|when|whenever|if|where|whil(?:e|st)|emergenc\w+|known as|who (?:is|was)"
    r"|trained|training|training in|policy|policies|assess\w*|at least|clothing|supervis\w+"
    r"|temporar\w+|additional(?:ly)?|history|risks? assess\w*|one (?:child|young person|resident)"
    r"|houses?|transgender|non-?binary|gender identity|consult\w*|statement of purpose)\b",
    re.IGNORECASE,
)
_MORE_THAN = re.compile(
    r"\b(?:no|not) (?:more than|exceed\w*|older than|younger than)", re.IGNORECASE
)
_PART = re.compile(r"^\s*no more than .*\b(?:may|who)\b", re.IGNORECASE)

_FEMALE = re.compile(r"\b(?:girls?|females?|young wom[ae]n)\b", re.IGNORECASE)
_MALE = re.compile(r"\b(?:boys?|males?|young m[ae]n)\b", re.IGNORECASE)
_ANY = re.compile(
    r"\b(?:(?:either|any|both|all) (?:sex(?:es)?|genders?)|mixed (?:sex|gender)"
    r"|(?:boys?|males?) (?:and|or|and/or) (?:girls?|females?)"
    r"|(?:girls?|females?) (?:and|or|and/or) (?:boys?|males?))\b",
    re.IGNORECASE,
)

#: What the law and certificates call a need, by its token.
NEEDS = {
    "emotional_behavioural": r"(?:emotional|(?:behavioural|behavioral))(?:(?:,? (?:and|or|and/or)|/)"
    r" ?(?:emotional|(?:behavioural|behavioral)))?",
    "learning_disability": r"learning (?:disabilit(?:y|ies))",
    "physical_disability": r"physical (?:disabilit(?:y|ies)|impairments?)",
    "sensory_impairment": r"sensory (?:impairments?|loss|disabilit(?:y|ies))",
    "autism": r"autis(?:m|tic)(?: spectrum)?(?: (?:disorders?|conditions?))?",
    "mental_health": r"mental (?:health|illness|disorders?)",
    "complex_health": r"complex (?:health(?:care)?|medical)",
    "substance_misuse": r"(?:substance|drug|alcohol)(?: (?:and|or) (?:alcohol|drug))?"
    r" (?:misuse|use)",
    "exploitation": r"(?:at risk of |risk of )?(?:child )?(?:sexual |criminal )?exploitation",
    "parent_child": r"parents? and (?:child(?:ren)?|bab(?:y|ies))",
    "unaccompanied": r"unaccompanied(?: asylum[- ]seeking)?",
    "siblings": r"sibling groups?",
}
_NEEDS = {token: re.compile(rf"\b{form}\b", re.IGNORECASE) for token, form in NEEDS.items()}

#: The words after which needs are named, up to what is said of ages or days.
_TAIL = re.compile(
    r"\b(?:with|who have|having|experiencing|diagnosed with|presenting with|living with)\s+"
    r"(?P<tail>.+?)(?=,? (?:and )?(?:aged?|between the ages|at any (?:one )?time|until|from the age"
    r"|under \d|over \d|may be|shall be|must be)\b|[.:]?\s*$)",
    re.IGNORECASE | re.DOTALL,
)
_FILLERS = re.compile(
    r"\b(?:and|or|and/or|an?|the|associated|related|their|have|has|who|with|needs?|difficult(?:y|ies)"
    r"|problems?|disorders?|conditions?|issues?|diagnos[ie]s|of|mild|moderate|severe|profound|both)\b"
    r"|[\s,/.()]+",
    re.IGNORECASE,
)


def gender(clauses: Iterable[Clause], text: str) -> Proposal | None:
    """Return the gender; None where it is not sure."""
    found: dict[str, Proposal] = {}
    for clause in clauses:
        said = _gender(clause.text)
        if said is None:
            continue
        if not _is_whole(clause):
            return None
        value, match = said
        start, end = clause.start + match.start(), clause.start + match.end()
        found.setdefault(value, Proposal.of(text, "gender", value, start, end))
    return next(iter(found.values())) if len(found) == 1 else None


def _gender(text: str) -> tuple[str, re.Match[str]] | None:
    both, female, male = _ANY.search(text), _FEMALE.search(text), _MALE.search(text)
    if both or (female and male):
        return "any", both or female or male  # type: ignore[return-value]
    if female:
        return "female", female
    return ("male", male) if male else None


def needs(clauses: Iterable[Clause], text: str) -> Proposal | None:
    """Return the needs; None where they are not sure, or not all of them are known words."""
    found: dict[tuple[str, ...], Proposal] = {}
    for clause in clauses:
        if not any(form.search(clause.text) for form in _NEEDS.values()):
            continue
        tail = _TAIL.search(clause.text)
        tokens = _tokens(tail["tail"]) if tail and _is_whole(clause) else ()
        if not tokens:
            return None
        start, end = clause.start + tail.start(), clause.start + tail.end("tail")  # type: ignore
        found.setdefault(tokens, Proposal.of(text, "needs", tokens, start, end))
    return next(iter(found.values())) if len(found) == 1 else None


def _tokens(tail: str) -> tuple[str, ...]:
    """Return the needs that a list of them names; none where a word is not known."""
    named = tuple(token for token, form in _NEEDS.items() if form.search(tail))
    rest = tail
    for form in _NEEDS.values():
        rest = form.sub(" ", rest)
    return () if _FILLERS.sub("", rest) else named


def _is_whole(clause: Clause) -> bool:
    text = _MORE_THAN.sub("", clause.text)
    if clause.has_exception or _NARROWER.search(text) or PAST_OR_PLANNED.search(text):
        return False
    return bool(_FRAME.search(text) or re.search(r"\bmaximum|number of\b", text, re.IGNORECASE))
