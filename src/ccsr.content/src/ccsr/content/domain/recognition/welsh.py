"""Days as Welsh papers write them, put into English for ``spans``."""

from __future__ import annotations

from ccsr.content.domain.reading.days import MONTHS

import re


#: The first letter of some changes after "o".
_MONTHS = (
    "ionawr",
    "[cg]?hwefror|chwefror",
    "[mf]awrth",
    "ebrill",
    "[mf]ai",
    "[mf]ehefin",
    "g?orffennaf",
    "awst",
    "[mf]edi",
    "hydref",
    "[td]achwedd",
    "rh?agfyr",
)
_MONTH = re.compile(
    r"(?<![^\W_])(?:o )?(?:" + "|".join(f"({one})" for one in _MONTHS) + r")(?![^\W_])",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"(?<!\w)(?:d(?:ydd|dydd) (?:llun|mawrth|mercher|iau|gwener|sadwrn|sul)"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?!\w),? ?",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"(?<=\d)(?:af|ail|il|ydd|edd|ed|fed|eg)(?!\w)", re.IGNORECASE)
_BETWEEN = (
    (re.compile(r" ac? ", re.I), " and "),
    (re.compile(r" (?:i|hyd at|hyd) ", re.I), " to "),
)
_BEFORE = re.compile(
    r"^(?:(?:rhwng|o|ar|between|from|on)[ :]+(?=\d)|(?:un)?announced:? ?)", re.IGNORECASE
)


def in_english(text: str) -> str:
    """Return days in either language as English writes them, without weekdays."""
    text = _WEEKDAY.sub("", text)
    text = _ORDINAL.sub("", _MONTH.sub(_english, text))
    for welsh, english in _BETWEEN:
        text = welsh.sub(english, text)
    return _BEFORE.sub("", text.strip())


def _english(match: re.Match[str]) -> str:
    return MONTHS[(match.lastindex or 1) - 1].capitalize()
