"""The day by which a condition is to be met, or on which it ends."""

from __future__ import annotations

from ccsr.content.domain.reading.clauses import Clause
from ccsr.content.domain.reading.proposal import Proposal
from collections.abc import Iterable
from datetime import date

import re


MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if len(name) > 3 else name for name in MONTHS)
DAY = (
    rf"(?:(?P<d1>\d{{1,2}})(?:[nrst][dht])?(?: day)?(?: of)? (?P<m1>{_MONTH}),? (?P<y1>\d{{4}})"
    rf"|(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}})(?:[nrst][dht])?,? (?P<y2>\d{{4}})"
    r"|(?P<d3>\d{1,2})(?P<sep>[/.-])(?P<m3>\d{1,2})(?P=sep)(?P<y3>\d{4})"
    r"|(?P<y4>\d{4})-(?P<m4>\d{2})-(?P<d4>\d{2}))(?!\d)"
)
_DUE = re.compile(
    r"\b(?:until|till|by|no later than|not later than|on or before|(?:ends?|ending|expires?"
    r"|expiring|lapses?) (?:on|at midnight on)|ceases? to (?:have effect|apply) (?:on|after)"
    rf"|up to and including|valid to)(?: the| midnight on)? {DAY}",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:whichever|sooner|or (?:earlier|until|such|when|on)|unless|originally|previously"
    r"|extended|was|were|had|dated|signed|submitted by|received by|reviewed by|issued|no longer"
    r"|propos\w*|not (?:take effect|apply|come into force) until|not be \w+ until|from which)\b",
    re.IGNORECASE,
)


def read(clauses: Iterable[Clause], text: str) -> Proposal | None:
    """Return the day; None where there is none, more than one, or it is not sure."""
    found: dict[date, Proposal] = {}
    for clause in clauses:
        for match in _DUE.finditer(clause.text):
            day = _day(match)
            if day is None or _UNSURE.search(_before_and_after(clause.text, match)):
                return None
            start, end = clause.start + match.start(), clause.start + match.end()
            found.setdefault(day, Proposal.of(text, "due", day, start, end))
    return next(iter(found.values())) if len(found) == 1 else None


def _before_and_after(text: str, match: re.Match[str]) -> str:
    """Return what may take the day back; a plan's own date is left out."""
    rest = f"{text[: match.start()]} … {text[match.end() :]}"
    return re.sub(r"\b(?:plans?|notice|letter|report) (?:dated|submitted|received)\b", "", rest)


def _day(match: re.Match[str]) -> date | None:
    said = match.groupdict()
    year, month, day = (next(filter(None, (said[f"{part}{n}"] for n in "1234"))) for part in "ymd")
    number = int(month) if month.isdigit() else _month(month)
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def _month(name: str) -> int:
    return next(n for n, one in enumerate(MONTHS, 1) if one.startswith(name.lower()[:3]))
