"""Numbers as they stand in legal sentences: digits, words, or both."""

from __future__ import annotations

import re


UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
VALUES = {word: value for value, word in enumerate(UNITS)} | {
    word: 20 + 10 * place for place, word in enumerate(TENS)
}

_TEN = "|".join(TENS)
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_WORDS = rf"(?:(?:{_TEN})(?:[- ](?:{_UNIT}))?|(?:{_UNIT}))\b"
_DIGITS = r"(?<![\d/.,])\d{1,3}(?![\d/%]|[.,]\d)"
_PLAIN = rf"(?:{_DIGITS}|\b{_WORDS})"

#: Matches one number: ``4``, ``four``, ``four (4)``, ``[4]``. It has no groups.
NUMBER = rf"\[?{_PLAIN}\]?(?:\s*\(\s*{_PLAIN}\s*\))?"

_ONE = re.compile(_PLAIN, re.IGNORECASE)


def number(text: str) -> int | None:
    """Return the number that a match of ``NUMBER`` says; None where word and digits differ."""
    found = {_value(match.group()) for match in _ONE.finditer(text)}
    return found.pop() if len(found) == 1 else None


def _value(text: str) -> int:
    if text.isdigit():
        return int(text)
    return sum(VALUES[word] for word in re.split(r"[- ]", text.lower()))
