"""How many Priority Action Notices and Areas for Improvement a report of CIW has.

The former are breaches that must be put right and count as requirements, the latter as
recommendations. Only those count that are open after this inspection: what was achieved
is not. A count is given only where each row of the table has its status.
"""

from __future__ import annotations

from ccsr.content.domain.recognition import lists
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
    r"(?<![^\W_])(?:(?P<open>New|Reviewed|Not[ \n]Achieved|Newydd|Adolygwyd"
    r"|Heb[ \n](?:ei|eu)[ \n](?:gyflawni|chyflawni))|(?P<done>Achieved|Cyflawnwyd))$",
    re.MULTILINE | re.IGNORECASE,
)
#: Half of a status whose other half stands elsewhere.
_TORN = re.compile(r"\b(?:not|heb|heb ei|heb eu)$(?!\n(?:achieved|ei|eu|gyflawni))", re.I | re.M)
_REGULATION = re.compile(
    r"^(?:(?:Regulation|Rheoliad) )?\d{1,3}(?:[A-Z]|\(\d+\)(?:\([a-z]\))?)*(?:[ \n]|$)",
    re.MULTILINE,
)
_END = re.compile(
    r"^(?:date published|dyddiad cyhoeddi|areas?(?:\(s\))? for improvement"
    r"|meysydd i'w gwella|maes(?:/| \()|where we find|pan fyddwn|was this report helpful|oedd yr adroddiad hwn)",
    re.IGNORECASE | re.MULTILINE,
)
_REQUIRED = re.compile(r"(?:requirements|what must be done|gofynion)", re.IGNORECASE)
_RECOMMENDED = re.compile(r"(?:recommendations|argymhellion)", re.IGNORECASE)
_CLOSING = re.compile(r"how we (?:inspected|undertook)|sut y gwnaethom arolygu", re.IGNORECASE)
_NOTHING = re.compile(r"(?:none|dim)\.?", re.IGNORECASE)
MOST = 6_000


def counts(report: Report) -> dict[str, Found | None]:
    """Return the counts that are sure, by field."""
    flow = report.flow
    return {
        "requirements_count": _count(flow, _PRIORITY) or _listed(flow, _REQUIRED, _RECOMMENDED),
        "recommendations_count": _count(flow, _AREAS) or _listed(flow, _RECOMMENDED, _CLOSING),
    }


def _listed(flow: Flow, heading: re.Pattern[str], after: re.Pattern[str]) -> Found | None:
    """Return the number of points of a list, 0 where it says that there are none."""
    places = [place for place, line in enumerate(flow.lines) if heading.fullmatch(line.text)]
    if len(places) == 1 and places[0] + 1 < len(flow.lines):
        start = places[0]
        if _NOTHING.fullmatch(flow.lines[start + 1].text):
            return Found(0, flow.passage(*flow.span_of(start, start + 2)))
    return lists.points(flow, heading, after)


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
    if _HEAD.search(flow.text, start, end.start()):
        return None
    count = _rows(flow.text[start : end.start()])
    return None if count is None else Found(count, flow.passage(tables[0].start(), end.start()))


def _rows(text: str) -> int | None:
    """Return how many rows are open, None where not every regulation has its status."""
    statuses = list(_STATUS.finditer(text))
    regulations = list(_REGULATION.finditer(text))
    if _NONE.search(" ".join(text.split())):
        return None if statuses or regulations else 0
    if not statuses or len(statuses) != len(regulations) or _TORN.search(text):
        return None
    return sum(bool(one["open"]) for one in statuses)
