"""How many Priority Action Notices and Areas for Improvement a report of CIW has.

The former are breaches that must be put right and count as requirements, the latter as
recommendations. Only those count that are open after this inspection: what was achieved
is not. A count is given only where each row of the table has its status.
"""

from __future__ import annotations

from ccsr.content.domain.recognition.flow import Flow
from ccsr.content.domain.recognition.values import Found
from ccsr.content.domain.recognition.wales import Report

import re


_PRIORITY = re.compile(
    r"^(?:priority action notices?(?:\(s\))?|hysbysiad(?:au|\(au\))? (?:gweithredu (?:â|gyda) "
    r"blaenoriaeth|camau gweithredu â blaenoriaeth|gweithredu blaenoriaethol))$",
    re.IGNORECASE | re.MULTILINE,
)
_AREAS = re.compile(
    r"^(?:areas?(?:\(s\))? for improvement|meysydd i'w gwella|maes/meysydd i'w gwella"
    r"|maes \(meysydd\) i'w gwella)$",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD = re.compile(
    r"^(?:regulation|rheoliad)[ \n](?:summary|crynodeb)[ \n](?:status|statws)$",
    re.IGNORECASE | re.MULTILINE,
)
_NONE = re.compile(
    r"\bno non-?[ ]?compliance of this type was identified\b"
    r"|\bni nodwyd unrhyw achos(?:ion)? o (?:ddiffyg cydymffurfio|beidio â chydymffurfio) o'r math hwn\b",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"(?<![^\W_])(?:(?P<open>New|Reviewed|Not Achieved|Newydd|Adolygwyd|Heb (?:ei|eu) gyflawni"
    r"|Heb ei Gyflawni)|(?P<done>Achieved|Cyflawnwyd))$",
    re.MULTILINE,
)
_REGULATION = re.compile(
    r"^(?:(?:Regulation|Rheoliad) )?\d{1,3}(?:[A-Z]|\(\d+\)(?:\([a-z]\))?)*(?:[ \n]|$)",
    re.MULTILINE,
)
_END = re.compile(
    r"^(?:date published|dyddiad cyhoeddi|areas? for improvement|meysydd i'w gwella"
    r"|where we find|pan fyddwn|was this report helpful|oedd yr adroddiad hwn)",
    re.IGNORECASE | re.MULTILINE,
)
MOST = 6_000


def counts(report: Report) -> dict[str, Found | None]:
    """Return the counts that are sure, by field."""
    return {
        "requirements_count": _count(report.flow, _PRIORITY),
        "recommendations_count": _count(report.flow, _AREAS),
    }


def _count(flow: Flow, heading: re.Pattern[str]) -> Found | None:
    tables = [
        table
        for match in heading.finditer(flow.text)
        if (table := _HEAD.search(flow.text, match.end(), match.end() + 1_200))
        and not _END.search(flow.text, match.end(), table.start())
    ]
    if len(tables) != 1:
        return None
    start = tables[0].end()
    end = _END.search(flow.text, start, start + MOST)
    if end is None:
        return None
    count = _rows(flow.text[start : end.start()])
    return None if count is None else Found(count, flow.passage(tables[0].start(), end.start()))


def _rows(text: str) -> int | None:
    """Return how many rows are open, None where not every regulation has its status."""
    statuses = list(_STATUS.finditer(text))
    regulations = list(_REGULATION.finditer(text))
    if _NONE.search(" ".join(text.split())):
        return None if statuses else 0
    if not statuses or len(statuses) != len(regulations):
        return None
    return sum(bool(one["open"]) for one in statuses)
