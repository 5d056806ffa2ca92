"""What a page says that may have to go, each with the rule that found it.

A suggestion marks nothing: an officer accepts it. A rule would rather miss
something than propose what no officer would take.
"""

from __future__ import annotations

from ccsr.content.domain.paper import Word
from ccsr.content.domain.redaction import patterns
from ccsr.content.domain.redaction.occurrences import as_set
from ccsr.content.domain.redaction.occurrences import joined
from ccsr.content.domain.redaction.occurrences import plain
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass

import re


@dataclass(frozen=True)
class Suggestion:
    """Words of a page, by their places among its words, that a rule found."""

    rule: str
    page: int
    places: tuple[int, ...]
    text: str

    @property
    def key(self) -> str:
        """Return what names it, for a tick and for a rejection that is remembered."""
        first, last = self.places[0], self.places[-1]
        return f"{self.rule}-{self.page}-{first}-{last}"


@dataclass(frozen=True)
class Rule:
    """What finds: ``pattern`` on the page's text, its group ``what`` where it has one."""

    name: str
    pattern: re.Pattern[str]
    holds: Callable[[str], bool] = bool


def is_nhs_number(text: str) -> bool:
    """Return whether ten digits have the check digit of an NHS number."""
    digits = [int(one) for one in text if one.isdigit()]
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    rest = 11 - sum(digit * (10 - at) for at, digit in enumerate(digits[:9])) % 11
    return rest % 11 == digits[9] and rest != 10


def is_telephone(text: str) -> bool:
    """Return whether there are as many digits as a telephone number of the UK has."""
    digits = "".join(one for one in text.replace("(0)", "") if one.isdigit())
    # Numbers that begin with 03 and 08 are no person's.
    is_person = not digits.removeprefix("44").lstrip("0").startswith(("3", "8"))
    return is_person and len(digits) in ((12,) if digits.startswith("44") else (10, 11))


def is_persons(address: str) -> bool:
    """Return whether an e-mail address is not an organisation's own."""
    return address.partition("@")[0].casefold() not in patterns.OFFICES


#: In this order: what an earlier rule has found is not found again.
RULES: tuple[Rule, ...] = (
    Rule("birth", patterns.BIRTH),
    Rule("email", patterns.EMAIL, is_persons),
    Rule("nhs", patterns.NHS, is_nhs_number),
    Rule("ni", patterns.NI),
    Rule("telephone", patterns.TELEPHONE, is_telephone),
    Rule("postcode", patterns.POSTCODE),
    Rule("address", patterns.ADDRESS),
    Rule("name", patterns.NAME),
)
NAMES = tuple(rule.name for rule in RULES)


def suggestions(page: int, words: Sequence[Word]) -> tuple[Suggestion, ...]:
    """Return what the rules find on a page, in the order of reading."""
    line = joined(words, casefold=False)
    taken: set[int] = set()
    found: list[Suggestion] = []
    for rule in RULES:
        for start, end in _spans(rule, line.text):
            places = line.words(start, end)
            if not taken.intersection(places):
                taken.update(places)
                found.append(Suggestion(rule.name, page, places, said(words, places)))
    return tuple(sorted(found, key=lambda one: one.places))


def said(words: Sequence[Word], places: Sequence[int]) -> str:
    """Return what words of a page say, words that are split put together."""
    return joined([words[at] for at in places], casefold=False).text.strip(" .,;:()[]")


def _spans(rule: Rule, text: str) -> Iterator[tuple[int, int]]:
    for match in rule.pattern.finditer(text):
        group = "what" if "what" in rule.pattern.groupindex else 0
        if rule.holds(match[group]):
            yield match.span(group)


def remembered(suggestion: Suggestion) -> str:
    """Return what a rejection is remembered by: the rule and the words, wherever they stand."""
    return f"{suggestion.rule}:{plain(as_set(suggestion.text))}"
