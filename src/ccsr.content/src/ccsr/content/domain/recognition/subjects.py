"""Which service of the register a paper is about.

A number decides, where the name does not speak against it; a name alone decides only
where it is the very same, no other service has nearly the same, and something else
agrees. Everything else is offered, the likeliest first, for a person to choose.
"""

from __future__ import annotations

from ccsr.content.domain.recognition import subject_reasons as said
from ccsr.content.domain.recognition.authority_names import bare_authority
from ccsr.content.domain.recognition.authority_names import gss_of
from ccsr.content.domain.recognition.authority_names import one_of
from ccsr.content.domain.recognition.candidates import bare_name
from ccsr.content.domain.recognition.candidates import Called
from ccsr.content.domain.recognition.candidates import Candidate
from ccsr.content.domain.recognition.candidates import is_near_number
from ccsr.content.domain.recognition.candidates import OF_AUTHORITY
from ccsr.content.domain.recognition.candidates import Register
from ccsr.content.domain.recognition.candidates import SAME
from ccsr.content.domain.recognition.numbers import same_number
from ccsr.content.domain.recognition.values import Subject
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from rapidfuzz import fuzz
from zope.i18nmessageid import Message

import re


__all__ = ["Candidate", "chosen", "Match", "match", "Register"]

CURRENT, FORMER, NEAR = "current", "former", "near"
#: What each form of the number is worth; of a name it is its likeness by ``OF_NAME``.
WORTH = {CURRENT: 90, FORMER: 88}
OF_NAME = {"": 0.85, NEAR: 0.8}
AGREEING, DIFFERING, STRANGE = 4, -15, -30
#: Names so alike are nearly the same: neither is sure.
NEARLY = 85
#: A number beside a name less like than this is the number of something else.
LEAST_LIKE = 60
LEAST_LIKE_AUTHORITY = 95
#: Providers so alike are one, and so unlike are two.
SAME_PROVIDER, OTHER_PROVIDER = 90, 60
MOST_OFFERED = 8
#: Types that papers and registers call by each other's name.
FAMILIES = {
    "childrens_home": "home",
    "secure_childrens_home": "home",
    "short_breaks": "home",
    "fostering_public": "fostering",
    "fostering_independent": "fostering",
}
_IN_BRACKETS = re.compile(r"\([^()]{0,80}\)")


@dataclass(frozen=True)
class Match:
    """A service that may be meant: score 0…100, and what speaks for and against it.

    ``certain`` is where it is the only one, and clear.
    """

    candidate: Candidate
    score: int
    reasons: tuple[Message, ...]
    certain: bool = False


@dataclass(frozen=True)
class _Evidence:
    candidate: Candidate
    number: str
    called: Called | None
    is_strange: bool
    agrees: frozenset[str] = field(default_factory=frozenset)
    differs: frozenset[str] = field(default_factory=frozenset)

    @property
    def likeness(self) -> float:
        return self.called.likeness if self.called else 0

    @property
    def score(self) -> int:
        found = self.likeness * OF_NAME.get(self.number, 0)
        if self.number in WORTH:
            found = WORTH[self.number] + AGREEING * (self.likeness >= NEARLY)
        found += AGREEING * len(self.agrees) + DIFFERING * len(self.differs)
        return max(1, min(round(found + STRANGE * self.is_strange), SAME))


def match(subject: Subject, candidates: Register | Iterable[Candidate]) -> tuple[Match, ...]:
    """Return the services that may be meant, the likeliest first; empty where none is like it.

    A service whose number is known is never returned for a paper with another number,
    but where that may be its own badly scanned and the name agrees.
    """
    register = candidates if isinstance(candidates, Register) else Register(candidates)
    found = sorted(_evidence(subject, register), key=_rank)
    return tuple(
        Match(
            one.candidate,
            one.score,
            tuple(_reasons(subject, one, found)),
            place == 0 and _is_certain(subject, one, found[1:]),
        )
        for place, one in enumerate(found[:MOST_OFFERED])
    )


def chosen(matches: Iterable[Match]) -> Candidate | None:
    """Return the one that is certain; None where there is none."""
    return next((one.candidate for one in matches if one.certain), None)


def _rank(one: _Evidence) -> tuple[int, str]:
    return -one.score, one.candidate.path


def _evidence(subject: Subject, register: Register) -> Iterator[_Evidence]:
    number = same_number(subject.urn)
    numbered = register.by_number.get(number, set()) if number else set()
    called = _called(subject, register)
    for place in numbered | called.keys():
        one = register.candidates[place]
        how = _number(subject, one, called.get(place))
        if how is not None:
            strange = how in WORTH and place not in called and _is_strange(subject, one)
            yield _Evidence(one, how, called.get(place), strange, *_besides(subject, one))


def _called(subject: Subject, register: Register) -> dict[int, Called]:
    if subject.service_type == OF_AUTHORITY:
        wanted = {one_of(text) for text in (subject.authority, subject.name) if text}
        places = {place for one in wanted for place in register.by_authority.get(one, ())}
        return {place: Called(SAME, "authority", subject.authority) for place in places}
    found: dict[int, Called] = {}
    for text in _forms(subject.name):
        for place, called in register.called(text).items():
            if place not in found or called.likeness > found[place].likeness:
                found[place] = called
    return found


def _forms(name: str) -> set[str]:
    """Return a printed name as it is, and without what stands in brackets."""
    return {form for form in (name, _IN_BRACKETS.sub(" ", name).strip()) if form}


def _number(subject: Subject, one: Candidate, called: Called | None) -> str | None:
    """Return which of its numbers is meant, '' where either is not known; None of another's."""
    printed = same_number(subject.urn)
    if not printed or not (one.urn or one.former_urns):
        return ""
    if printed == same_number(one.urn):
        return CURRENT
    if printed in map(same_number, one.former_urns):
        return FORMER
    is_near = any(is_near_number(subject.urn, own) for own in (one.urn, *one.former_urns))
    return NEAR if is_near and called and called.likeness >= NEARLY else None


def _is_strange(subject: Subject, one: Candidate) -> bool:
    """Return whether the name on the paper is quite another than any of its own."""
    is_authority = subject.service_type == OF_AUTHORITY
    bare: Callable[[str], str] = bare_authority if is_authority else bare_name
    least = LEAST_LIKE_AUTHORITY if is_authority else LEAST_LIKE
    printed = [bare(text) for text in (subject.name, _authority_of(subject)) if text]
    names = [bare(name) for _field, name in one.names()]
    alike = (fuzz.token_set_ratio(text, name) for text in printed for name in names)
    return bool(printed) and max(alike, default=0) < least


def _authority_of(subject: Subject) -> str:
    return subject.authority if subject.service_type == OF_AUTHORITY else ""


def _besides(subject: Subject, one: Candidate) -> tuple[frozenset[str], frozenset[str]]:
    """Return what else agrees, and what else differs."""
    told = {
        "authority": _same_authority(subject, one),
        "provider": _same_provider(subject.provider, one.provider),
        "type": _same_type(subject.service_type, one.service_type),
    }
    return (
        frozenset(name for name, is_same in told.items() if is_same),
        frozenset(name for name, is_same in told.items() if is_same is False),
    )


def _same_authority(subject: Subject, one: Candidate) -> bool | None:
    gss = gss_of(subject.authority) if subject.authority else None
    return gss == one.local_authority if gss and one.local_authority else None


def _same_provider(printed: str, known: str) -> bool | None:
    if not printed or not known:
        return None
    if one_of(printed) == one_of(known):
        return True
    alike = fuzz.token_sort_ratio(bare_name(printed), bare_name(known))
    return True if alike >= SAME_PROVIDER else False if alike < OTHER_PROVIDER else None


def _same_type(printed: str, known: str) -> bool | None:
    if not printed or not known:
        return None
    return FAMILIES.get(printed, printed) == FAMILIES.get(known, known)


def _is_certain(subject: Subject, best: _Evidence, others: Sequence[_Evidence]) -> bool:
    if not subject.certain or best.is_strange:
        return False
    if any(_is_rival(best, one) for one in others):
        return False
    if best.number in WORTH:
        return bool(best.called) or not best.differs
    return best.number == "" and _is_clear(subject, best)


def _is_clear(subject: Subject, best: _Evidence) -> bool:
    """Return whether a name alone tells: the same, and something else agrees."""
    if best.likeness < SAME or best.differs:
        return False
    is_itself = best.called is not None and best.called.field == "authority"
    # Of a number that nobody knows the type of service is too little.
    enough = {"authority", "provider"} | (set() if subject.urn else {"type"})
    return is_itself or bool(best.agrees & enough)


def _is_rival(best: _Evidence, one: _Evidence) -> bool:
    """Return whether another may be meant just as well."""
    if best.number in WORTH:
        return one.number in WORTH or one.likeness > max(best.likeness, NEARLY)
    return one.likeness >= NEARLY and not best.agrees & one.differs


def _reasons(subject: Subject, one: _Evidence, all_: Sequence[_Evidence]) -> Iterator[Message]:
    if one.number == CURRENT:
        yield said.number(one.candidate.urn)
    elif one.number == FORMER:
        yield said.former_number(subject.urn)
    elif one.number == NEAR:
        yield said.near_number(one.candidate.urn)
    if one.called:
        yield said.name(one.called.field, one.called.name, one.likeness >= SAME)
    elif one.is_strange:
        yield said.other_name(one.candidate.title)
    yield from (said.AGREES[name] for name in sorted(one.agrees))
    yield from (said.DIFFERS[name] for name in sorted(one.differs))
    if any(_is_rival(one, other) for other in all_ if other is not one):
        yield said.RIVAL
