"""Inspections and reviews of a local authority's social services by CIW and CSSIW.

None of them gives grades. The authority is the one that the title names.
"""

from __future__ import annotations

from ccsr.content.config import authorities
from ccsr.content.domain.matching import fold
from ccsr.content.domain.recognition import wales
from ccsr.content.domain.recognition.authority_names import gss_of
from ccsr.content.domain.recognition.candidates import OF_AUTHORITY
from ccsr.content.domain.recognition.contract import IRecogniser
from ccsr.content.domain.recognition.values import Found
from ccsr.content.domain.recognition.values import Paper
from ccsr.content.domain.recognition.values import Reading
from ccsr.content.domain.recognition.values import Subject
from ccsr.content.domain.recognition.wales import Report
from collections.abc import Iterator
from zope.interface import implementer

import re


_TITLE = re.compile(
    r"\b(?:performance evaluation inspection|assurance check|improvement check(?: visit)?"
    r"|(?:annual )?performance review|annual review and evaluation of performance"
    r"|joint inspection of child protection arrangements|inspection of (?:safeguarding"
    r"|children's (?:social )?services|children and family services|adult and children's services"
    r"|outcomes for children|social services)|arolygiad gwerthuso perfformiad|gwiriad sicrwydd"
    r"|gwiriad gwella|adolygiad (?:blynyddol )?(?:o )?(?:b|p)erfformiad"
    r"|cyd-?arolygiad o drefniadau amddiffyn plant|arolygiad o wasanaethau (?:plant|cymdeithasol))\b",
    re.IGNORECASE,
)
#: A title and its authority stand among so many lines of the first page.
TITLE_LINES = 14
_NAMES = sorted(
    {name for one in authorities.ALL for name in (one.name_en, one.name_cy)}, key=len, reverse=True
)
_NAMED = re.compile(
    r"(?<![^\W_])(?:"
    + "|".join(re.escape(fold(name)).replace(r"\ ", r"[\s-]") for name in _NAMES)
    + r")(?![^\W_])"
)
_COUNCIL = re.compile(
    r"\b(?:council|county|city|borough|local authority|social services|cyngor|sir|dinas"
    r"|bwrdeistref|awdurdod|gwasanaethau)\b",
    re.IGNORECASE,
)


@implementer(IRecogniser)
class WelshAuthorities:
    """Reads papers on a local authority's social services."""

    def recognise(self, paper: Paper) -> Reading | None:
        """Return what the paper says; None where it is no such paper."""
        report = Report(paper)
        inspectorate = report.inspectorate()
        title = _TITLE.search("\n".join(_title(report)))
        if not inspectorate or not title:
            return None
        subject = _subject(report)
        if subject is None:
            return None
        passage = subject.passage
        values = {
            **report.dates(),
            "inspectorate": Found(inspectorate, passage),
            "framework": Found("ciw_authority", passage),
            **wales.present({"inspector": report.inspector(), "announced": report.announced()}),
        }
        return Reading("InspectionReport", "wales_authorities", values, {}, subject, 92)


def _title(report: Report) -> Iterator[str]:
    for line in report.flow.lines[:TITLE_LINES]:
        if line.page == report.flow.lines[0].page:
            yield line.text


def _subject(report: Report) -> Subject | None:
    """Return the one authority that the title names; None of none or of two."""
    named = []
    for place, line in enumerate(_title(report)):
        folded = fold(line)
        if len(folded) != len(line):
            continue
        named += [(place, line, line[slice(*match.span())]) for match in _NAMED.finditer(folded)]
    codes = {gss_of(name) for _place, _line, name in named} - {None}
    if len(codes) != 1:
        return None
    place, line, name = named[0]
    passage = report.flow.passage(*report.flow.span_of(place, place + 1))
    certain = any(_COUNCIL.search(each) for _place, each, _name in named) or len(named) > 1
    return Subject(name, "", name, passage, certain, service_type=OF_AUTHORITY)
