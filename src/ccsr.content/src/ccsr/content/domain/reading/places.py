"""The largest number of people that a condition allows."""

from __future__ import annotations

from ccsr.content.domain.reading.clauses import Clause
from ccsr.content.domain.reading.clauses import PAST_OR_PLANNED
from ccsr.content.domain.reading.numbers import NUMBER
from ccsr.content.domain.reading.numbers import number
from ccsr.content.domain.reading.proposal import Proposal
from collections.abc import Iterable
from collections.abc import Iterator

import re


PEOPLE = (
    r"(?:child(?:ren)?|young (?:people|persons?|adults?)|persons?|people|individuals?|residents?"
    r"|service users?|boys?|girls?|males?|females?|adults?|clients?|placements?|places?|beds?)\b"
)
#: Words that may stand between number and people and do not set a part of them apart.
_PLAIN = r"(?:(?:looked[- ]after|registered|resident|male|female|unrelated|such)\s+)?"
_ALL = rf"(?P<n>{NUMBER})\s*{_PLAIN}{PEOPLE}"
_PROVIDER = (
    r"(?:accommodat\w+|accommodation(?: and care)?(?: services?)? (?:for|to)|registered for"
    r"|care(?: home services?| and accommodation| and support)? (?:for|to)|admit|receive"
    r"|registered to (?:provide|accommodate|care)[^.;]{0,60}? for)"
)
_IS = r"(?:\s+(?:is|are|shall be|must be|will be|shall not exceed|must not exceed|may not exceed))"
_END = r"(?=\s*(?:[.,;:)\]]|$|at\b|in total\b|overall\b|until\b|\(|and the\b))"

#: Each names the number ``n``.
FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\bmaximum (?:number|capacity|occupancy)(?: of [^.;\d]{{0,90}}?)?"
        rf"(?:{_IS}|(?=\s*[:=]))(?: (?:set at|limited to))?\s*[:=.]?\s*"
        rf"(?P<n>{NUMBER})(?:\s*{_PLAIN}{PEOPLE}|{_END})",
        rf"\bmaximum (?:capacity |occupancy |number )?(?:of|for) (?:up to )?{_ALL}",
        rf"\b(?:no|not) more than (?:a (?:maximum|total) of )?{_ALL}",
        rf"\bnot (?:be )?(?:\w+ ){{1,5}}?(?:more than|exceed) {_ALL}",
        rf"\b(?:not|never) exceed {_ALL}",
        rf"\b(?:up to|at most|limited to|(?:a )?total of) (?:a maximum of )?{_ALL}",
        rf"(?P<n>{NUMBER}) or (?:fewer|less) {PEOPLE}",
        rf"\b{_PROVIDER}\s+(?:only )?{_ALL}",
        rf"\bnumber of (?:registered )?{PEOPLE}[^.;\d]{{0,60}}?"
        rf"(?:limited to|(?:must|shall|may) not exceed|:)\s*(?P<n>{NUMBER}){_END}",
        rf"\bregistered places\s*[:=]\s*(?P<n>{NUMBER}){_END}",
    )
)

#: The number is one of a room, of an hour, of staff or of a case.
_NARROWER = re.compile(
    r"\b(?:shar\w+|bed-?rooms?|rooms?|bathrooms?|per|each|every|units?|annexe?s?|floors?|flats?"
    r"|bungalows?|cottages?|wings?|lodge|emergenc\w+|crisis|staff\w*|ratio|overnight|nights?"
    r"|day ?care|visit\w*|vehicles?|when|whenever|if|where|wherever|whil(?:e|st)|during|named"
    r"|same time as|additional(?:ly)?|addition|extra|further|histor\w+|risks?|minimum|siblings?"
    r"|temporar\w+|occasion\w*|supervis\w+|at least|main house|respite|short breaks?|carers?"
    r"|foster\w*|households?|wheelchairs?|convict\w*|known as|initials)\b",
    re.IGNORECASE,
)
#: "No more than two children with …" may be a part of them.
_A_PART = re.compile(
    r"^\s*(?:\([^)]*\)\s*)?(?:with|who|whose|having|requiring|under|over|below|above|on|subject"
    r"|aged (?:under|over|below|above|\w+ (?:years )?(?:or|and) )|aged \d+\b(?!\s*(?:-|–|to)))\b",
    re.IGNORECASE,
)
_EVERY = re.compile(rf"(?P<n>{NUMBER})\s*(?:[a-z-]+ )?{PEOPLE}", re.IGNORECASE)
#: Ages to one side set a part of the people apart; below 18 are all children.
_ONE_SIDED = re.compile(
    rf"^\s*(?:\([^)]*\)\s*)?(?:aged? )?(?:(?:under|below|over|above|younger than|older than) "
    rf"(?!(?:the age of )?(?:18|eighteen)\b)|{NUMBER}(?: years?)?(?: of age| old)?"
    rf" (?:or|and) (?:over|older|above|under|younger|below))",
    re.IGNORECASE,
)
_FRAMED = re.compile(_PROVIDER + r"|\bprovi(?:de|ding|sion)\w*", re.IGNORECASE)
_REFUSED = re.compile(r"\b(?:not|never|cannot|no)\b(?! more than| exceed)", re.IGNORECASE)


def read(clauses: Iterable[Clause], text: str) -> Proposal | None:
    """Return the maximum; None where there is none, or it is not sure."""
    taken: dict[int, Proposal] = {}
    left: list[int] = []
    for clause in clauses:
        for said in _numbers(clause):
            if said is None:
                return None
            proposal = Proposal.of(text, "places", said.value, said.start, said.end)
            if _is_whole(clause, said):
                taken.setdefault(said.value, proposal)
            else:
                left.append(said.value)
    if len(taken) != 1:
        return None
    (value,) = taken
    return None if any(other > value for other in left) else taken[value]


class _Said:
    """One number in one clause; places are counted in the text, ``after`` in the clause."""

    def __init__(self, clause: Clause, match: re.Match[str], value: int):
        self.value = value
        self.start = clause.start + match.start()
        self.end = clause.start + match.end()
        self.before = clause.text[: match.end("n")]
        self.after = clause.text[match.end() :]
        self.words = match.group()


def sets_a_part_apart(text: str) -> bool:
    """Return whether a clause may speak of some of the people: "no more than two under 10"."""
    said = (match for form in FORMS for match in form.finditer(text))
    return any(_ONE_SIDED.search(text[match.end() :]) for match in said)


def _numbers(clause: Clause) -> Iterator[_Said | None]:
    """Yield the numbers of people that a clause names; None for one that contradicts itself."""
    seen: set[tuple[int, int]] = set()
    for form in FORMS:
        for match in form.finditer(clause.text):
            if any(a < match.end("n") and match.start("n") < b for a, b in seen):
                continue
            seen.add(match.span("n"))
            value = number(match.group("n"))
            yield None if value is None else _Said(clause, match, value)


def _is_whole(clause: Clause, said: _Said) -> bool:
    """Whether a number is that of everybody, without ifs."""
    if clause.has_exception or _NARROWER.search(clause.text) or PAST_OR_PLANNED.search(clause.text):
        return False
    if _REFUSED.search(_allowed_not(clause.text)) or _ONE_SIDED.search(said.after):
        return False
    if any(number(found["n"]) != said.value for found in _EVERY.finditer(clause.text)):
        return False
    return not (_A_PART.search(said.after) and not _FRAMED.search(said.before))


def _allowed_not(text: str) -> str:
    """Return a clause without the "not" that makes a maximum."""
    return re.sub(
        r"\bnot (?:be )?(?:\w+ ){1,5}?(?:more than|exceed)\b"
        r"|\b(?:not|no) (?:more than|exceed(?:ing)?|older than|younger than)",
        "",
        text,
        flags=re.IGNORECASE,
    )
