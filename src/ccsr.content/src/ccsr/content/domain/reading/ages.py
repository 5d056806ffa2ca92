"""The ages, in whole years and both included, that a condition allows."""

from __future__ import annotations

from ccsr.content.domain.reading.clauses import Clause
from ccsr.content.domain.reading.clauses import PAST_OR_PLANNED
from ccsr.content.domain.reading.numbers import NUMBER
from ccsr.content.domain.reading.numbers import number
from ccsr.content.domain.reading.places import PEOPLE
from ccsr.content.domain.reading.places import sets_a_part_apart
from ccsr.content.domain.reading.proposal import EXCEPTION
from ccsr.content.domain.reading.proposal import ON_ADMISSION
from ccsr.content.domain.reading.proposal import Proposal
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass

import re


_YEARS = r"(?:\s*-?\s*(?:years?(?:[- ]olds?|['’]? of age)?|yrs?\.?(?: old)?))"


def _age(name: str) -> str:
    return rf"(?:the )?(?:age of )?(?P<{name}>{NUMBER}){_YEARS}?"


_LOW = rf"(?:(?P<birth>birth|newborns?)|{_age('low')})"
_HIGH = rf"(?P<below>under )?{_age('high')}(?P<inclusive> inclusive)?"
_BIRTHDAY = rf"(?:their |the )?(?P<birthday>{NUMBER}|\d{{1,2}})[nrst][dht] birthday"
_MARK = r"(?:aged?|ages|the ages|the ages of|years|of)"

#: Both ends: ``low`` or ``birth``, and ``high`` (``below`` it) or ``birthday``.
RANGES = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\bbetween (?:{_MARK} )*(?:of )?{_LOW} (?:and|to|-|–) (?:{_HIGH}|{_BIRTHDAY})",
        rf"\b(?:aged?|ages|age range)\s*:?\s*(?:of |is |from |between )*{_LOW}"
        rf"\s*(?:to|until|up to|through|-|–|—)\s*(?:{_HIGH}|{_BIRTHDAY})",
        rf"\bfrom (?:the )?(?:ages? )?(?:of )?{_LOW}\s*(?:to|until|up to|-|–|—)"
        rf"\s*(?:{_HIGH}|{_BIRTHDAY})",
        rf"(?P<birth>\bbirth)\s*(?:to|until|up to|-|–|—)\s*(?:{_HIGH}|{_BIRTHDAY})",
        rf"(?P<low>{NUMBER})\s*(?:to|-|–|—)\s*(?P<high>{NUMBER}){_YEARS}",
        # The second of two groups, which names neither ages nor years again.
        rf"(?:\b(?:and|or)|,) (?P<low>{NUMBER})\s*(?:to|-|–|—)\s*(?P<high>{NUMBER})\b",
    )
)

#: The upper end alone: at most ``most``, or below ``under``.
UPPER = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b(?:under|below|younger than|less than)\s+{_age('under')}",
        rf"\bnot (?:yet )?(?:attained|reached) {_age('under')}",
        r"\b(?:until|up to|before) (?:their |the )?(?P<under>\d{1,2})[nrst][dht] birthday",
        rf"(?P<most>{NUMBER}){_YEARS}?,? (?:or|and) (?:younger|under|below)\b",
        rf"\b(?:no|not) older than {_age('most')}",
        rf"\b(?:up )?to and including (?:their )?{_age('most')}",
        rf"\b(?:upper age(?: limit)?|maximum age)(?: of [a-z ]+?)?(?: is| shall be| of|:)"
        rf"\s*{_age('most')}",
    )
)

#: The lower end alone: at least ``least``.
LOWER = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<least>{NUMBER}){_YEARS}?,? (?:or|and) (?:older|over|above|upwards)\b",
        rf"\b(?:at least|no younger than|not younger than) {_age('least')}",
        rf"\bhave (?:attained|reached) {_age('least')}",
        rf"\b(?:lower age(?: limit)?|minimum age)(?: of [a-z ]+?)?(?: is| shall be| of|:)"
        rf"\s*{_age('least')}",
    )
)

_FRAME = re.compile(
    r"\b(?:accommodat\w+|provi(?:de|ding|sion)\w*|car(?:e|ed|ing) (?:for|to)|admit\w*|admission|placed?|reside\w*"
    r"|registered|recei(?:ve|ving)\w*|only|age range|range of ages|ages?:|live|look(?:ed)? after"
    r"|upper age|lower age|minimum age|maximum age|capacity)\b",
    re.IGNORECASE,
)
_SHORT = 12

_NARROWER = re.compile(
    r"\b(?:bed-?rooms?|rooms?|bathrooms?|shar\w+|staff\w*|supervis\w+|ratio|visit\w*|parents?"
    r"|mothers?|fathers?|experience|managers?|workers?|carers?|foster\w*|qualifi\w+|employ\w*"
    r"|same time|same location|together|alongside|named|units?|floors?|flats?|annexe?s?|cottages?"
    r"|bungalows?|when|whenever|if|where|wherever|emergenc\w+|known as|who (?:is|was) (?:now )?over"
    r"|siblings?|months?|weeks?|days|curfew|medicat\w*|education\w* provision|household"
    r"|temporar\w+|additional(?:ly)?|addition|further|volunteers?|risks?|histor\w+|consent"
    r"|no more than \w+ (?:of|may|shall|can|aged (?:under|over))|already|currently)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|no|never|none|nobody|nor|neither|cannot|without)\b", re.IGNORECASE)
_HARMLESS_NOT = re.compile(
    r"\b(?:no|not) (?:more than|older than|younger than|exceed\w*|yet (?:attained|reached)"
    r"|attained|reached)\b",
    re.IGNORECASE,
)
_FORBIDDEN = re.compile(
    r"^\W*(?:no (?:child(?:ren)?|young (?:people|persons?)|persons?|one|individuals?|residents?|"
    r"boys?|girls?)\b)|\b(?:must|shall|may|will|should|can) ?not (?:be )?(?:accommodated?|admit\w*"
    r"|placed?|provide|care|receive|reside|live)\b",
    re.IGNORECASE,
)
_ADMISSION = re.compile(r"\b(?:on|at(?: the (?:point|time) of)?) admission\b", re.IGNORECASE)
_TEMPORARY = re.compile(r"\buntil such\b", re.IGNORECASE)
_NAMED_AGE = re.compile(
    rf"(?P<a>{NUMBER})(?:{_YEARS}|(?:[nrst][dht]) birthday)"
    rf"|\b(?:aged?|under|over|below|above|older than|younger than|up to|be) "
    rf"{_age('b')}(?!\s*(?:[a-z-]+ )?{PEOPLE})",
    re.IGNORECASE,
)
_BOTH_SEXES = re.compile(
    r"\b(?:boys?|males?)\b.*\b(?:girls?|females?)\b|"
    r"\b(?:girls?|females?)\b.*\b(?:boys?|males?)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Span:
    """Ages that a clause names, where it does; None is an open end."""

    low: int | None
    high: int | None
    start: int
    end: int


def read(clauses: Iterable[Clause], text: str) -> list[Proposal]:
    """Return the ages; none where they are not sure."""
    taken: list[tuple[Clause, Span]] = []
    left: list[int | None] = []
    for clause in clauses:
        span = _merged(clause, list(_spans(clause.text)))
        if span is None:
            left += _named_ages(clause.text + clause.rest)
        else:
            taken.append((clause, span))
            left += _named_ages(clause.text) + _named_ages(clause.part)
    span = _together([one for _clause, one in taken])
    if span is None or not all(_fits(age, span) for age in left):
        return []
    return list(_proposals(text, taken))


def _named_ages(text: str) -> list[int | None]:
    return [number(found["a"] or found["b"]) for found in _NAMED_AGE.finditer(text)]


def _fits(age: int | None, span: Span) -> bool:
    """Whether an age named elsewhere agrees; "under 18" stands beside "to 17"."""
    if age is None:
        return False
    return (span.low is None or age >= span.low) and (span.high is None or age <= span.high + 1)


def _together(spans: list[Span]) -> Span | None:
    """Return what several sentences say together; None where two of them speak of one end."""
    lows = {span.low for span in spans if span.low is not None}
    highs = {span.high for span in spans if span.high is not None}
    if not spans or len(lows) > 1 or len(highs) > 1:
        return None
    low, high = next(iter(lows), None), next(iter(highs), None)
    return None if low is not None and high is not None and low > high else Span(low, high, 0, 0)


def _proposals(text: str, taken: list[tuple[Clause, Span]]) -> Iterator[Proposal]:
    done: set[str] = set()
    for clause, span in taken:
        place = (clause.start + span.start, clause.start + span.end)
        for field, value in (("age_from", span.low), ("age_to", span.high)):
            if value is not None and field not in done:
                done.add(field)
                yield Proposal.of(text, field, value, *place, _remark(clause))


def _remark(clause: Clause) -> str:
    if _ADMISSION.search(clause.text):
        return ON_ADMISSION
    return EXCEPTION if clause.has_exception else ""


def _merged(clause: Clause, spans: list[Span]) -> Span | None:
    """Return the ages of one clause, None where they are not sure."""
    if not spans or not _is_whole(clause):
        return None
    if _NOT.search(_HARMLESS_NOT.sub("", clause.text)):
        return _turned(clause.text, spans)
    if any(span.low is not None and span.high is not None for span in spans):
        return _joined(clause.text, spans)
    span = _together(spans)
    return span and Span(span.low, span.high, *_reach(spans))


def _is_whole(clause: Clause) -> bool:
    text = clause.text
    if _NARROWER.search(text) or PAST_OR_PLANNED.search(text) or _TEMPORARY.search(text):
        return False
    if _named_ages(clause.rest) or sets_a_part_apart(text):
        return False
    return bool(_FRAME.search(text)) or len(text.split()) <= _SHORT


def _turned(text: str, spans: list[Span]) -> Span | None:
    """Return what is left when those ages are forbidden: "no child under 8" is from 8."""
    forbidden = _FORBIDDEN.search(text)
    rest = _HARMLESS_NOT.sub("", text)
    if not forbidden or len(_NOT.findall(rest)) > 1:
        return None
    if any((span.low is None) == (span.high is None) for span in spans):
        return None
    turned = [
        Span(
            None if span.high is None else span.high + 1,
            None if span.low is None else span.low - 1,
            span.start,
            span.end,
        )
        for span in spans
    ]
    span = _together(turned)
    return span and Span(span.low, span.high, *_reach(spans))


def _joined(text: str, spans: list[Span]) -> Span | None:
    """Return one range for groups that follow each other without a gap."""
    ordered = sorted(spans, key=lambda span: (span.low or 0, span.high or 0))
    if any(span.low is None or span.high is None or span.low > span.high for span in ordered):
        return None
    if len(ordered) > 1 and _BOTH_SEXES.search(text):
        return None
    low, high = ordered[0].low, ordered[0].high
    for span in ordered[1:]:
        if span.low > high + 1:  # type: ignore[operator]
            return None
        high = max(high, span.high)  # type: ignore[type-var]
    return Span(low, high, *_reach(spans))


def _reach(spans: list[Span]) -> tuple[int, int]:
    return min(span.start for span in spans), max(span.end for span in spans)


def _spans(text: str) -> Iterator[Span]:
    """Yield the ages that a clause names; both ends go before one end."""
    taken: list[tuple[int, int]] = []
    for forms, make in ((RANGES, _range), (UPPER, _upper), (LOWER, _lower)):
        for form in forms:
            for match in form.finditer(text):
                if any(a < match.end() and match.start() < b for a, b in taken):
                    continue
                taken.append(match.span())
                span = make(match)
                if span:
                    yield span


def _range(match: re.Match[str]) -> Span | None:
    said = match.groupdict()
    low = 0 if said.get("birth") else number(said["low"] or "")
    if said.get("birthday"):
        high = _less(number(said["birthday"]))
    else:
        high = number(said["high"])
        high = _less(high) if said.get("below") else high
    if low is None or high is None:
        return None
    return Span(low, high, *match.span())


def _upper(match: re.Match[str]) -> Span | None:
    said = match.groupdict()
    high = _less(number(said["under"])) if said.get("under") else number(said["most"])
    return None if high is None else Span(None, high, *match.span())


def _lower(match: re.Match[str]) -> Span | None:
    low = number(match["least"])
    return None if low is None else Span(low, None, *match.span())


def _less(value: int | None) -> int | None:
    return None if value is None else value - 1
