"""Area SEND: reports with one of three outcomes (from 2023), and letters before (2016 to 2022).

A monitoring inspection and the letters before 2023 give no outcome on the scale.
"""

from __future__ import annotations

from ccsr.content.domain.recognition import authorities
from ccsr.content.domain.recognition import lists
from ccsr.content.domain.recognition import names
from ccsr.content.domain.recognition import ofsted
from ccsr.content.domain.recognition.contract import IRecogniser
from ccsr.content.domain.recognition.flow import Flow
from ccsr.content.domain.recognition.statements import phrase
from ccsr.content.domain.recognition.values import Found
from ccsr.content.domain.recognition.values import Paper
from ccsr.content.domain.recognition.values import Passage
from ccsr.content.domain.recognition.values import Reading
from collections.abc import Iterator
from zope.interface import implementer

import re


FRAMEWORK = "ofsted_area_send"
_TITLE_ENDS = re.compile(r"(?:inspection )?dates?\b|inspection outcome\b", re.IGNORECASE)
_HEAD = re.compile(
    r"area SEND (?:full |monitoring )*(?:re-?)?inspection(?: report:| of) (?P<name>[^;:\d]{2,80})",
    re.IGNORECASE,
)
_PARTNERSHIP = re.compile(r",? local area(?: partnership)?\b.*$", re.IGNORECASE)
_OUTCOME = re.compile(r"^(?:inspection[ \n])?outcome$", re.IGNORECASE | re.MULTILINE)
_OUTCOME_ENDS = re.compile(r"^information[ \n]about\b", re.IGNORECASE | re.MULTILINE)
OUTCOME_LENGTH = 1500
_OUTCOMES = {
    "typically_positive": phrase("typically lead to positive experiences and outcomes"),
    "inconsistent": phrase("lead to inconsistent experiences and outcomes"),
    "systemic_failings": phrase("widespread and(?:/| )?or systemic failings"),
}
#: Each outcome says when the next inspection is; the two must agree.
_NEXT = {
    "typically_positive": phrase("within approximately (?:five|5) years"),
    "inconsistent": phrase("within approximately (?:three|3) years"),
    "systemic_failings": phrase("monitoring inspection(?: will)?"),
}
_HMI_LEAD = re.compile(
    r"^(?P<name>[^\n,:;]{4,40}?)(?:,? HMI)?,[ \n](?:Ofsted|HMI)[ \n,]{1,2}(?:HMI[ \n])?lead[ \n]inspector\b",
    re.IGNORECASE | re.MULTILINE,
)
_IMPROVE = re.compile(r"areas? for improvement ?:?", re.IGNORECASE)
_PRIORITY = re.compile(r"areas? for priority action ?:?", re.IGNORECASE)
_DETAILS = re.compile(
    r"local area partnership details|information about this inspection|inspection team",
    re.IGNORECASE,
)


@implementer(IRecogniser)
class OfstedAreaSEND:
    """Reads the reports from 2023."""

    def recognise(self, paper: Paper) -> Reading | None:
        """Return what the report says; None where it is no such report."""
        flow = Flow.of(paper)
        title, passage = authorities.title(flow, _TITLE_ENDS)
        match = re.search(r"area SEND .*inspection", title, re.IGNORECASE)
        titles = list(_titles(flow, title, passage))
        if not titles or not (match or len(titles) > 1) or not ofsted.issued_by_ofsted(flow):
            return None
        values = {
            **ofsted.whose(FRAMEWORK, "further", titles[0].passage),
            **ofsted.inspected(flow),
            "inspector": ofsted.only_person(flow, _HMI_LEAD) or ofsted.lead(flow),
            "requirements_count": lists.points(flow, _PRIORITY, _IMPROVE),
            "recommendations_count": lists.points(flow, _IMPROVE, _DETAILS),
        }
        grades = {} if "monitoring" in title.casefold() else _outcome(flow)
        subject = authorities.subject(flow, titles)
        return Reading("InspectionReport", FRAMEWORK, ofsted.present(values), grades, subject, 95)


def _titles(flow: Flow, title: str, passage: Passage | None) -> Iterator[authorities.Named]:
    name = _name(title)
    if name and passage:
        yield authorities.Named(name, passage)
    yield from authorities.headed(flow, _name)


def _name(title: str) -> str:
    match = _HEAD.search(title)
    return names.proper(_PARTNERSHIP.sub("", match["name"])) if match else ""


def _outcome(flow: Flow) -> dict[str, Found]:
    """Return the one outcome that the section of that name states."""
    heading = _OUTCOME.search(flow.text)
    if not heading:
        return {}
    end = _OUTCOME_ENDS.search(flow.text, heading.end())
    last = min(end.start() if end else len(flow.text), heading.end() + OUTCOME_LENGTH)
    said = {
        outcome: match
        for outcome, pattern in _OUTCOMES.items()
        if (match := re.compile(pattern, re.IGNORECASE).search(flow.text, heading.end(), last))
    }
    if len(said) != 1:
        return {}
    outcome, match = said.popitem()
    after = flow.text[heading.end() : last]
    due = {one for one, pattern in _NEXT.items() if re.search(pattern, after, re.IGNORECASE)}
    if due and outcome not in due:
        return {}
    start, stop = _sentence(flow.text, match)
    return {"outcome": ofsted.found(flow, start, stop, outcome)}


def _sentence(text: str, match: re.Match[str]) -> tuple[int, int]:
    """Return where the sentence around a match begins and ends."""
    start = max(text.rfind(". ", 0, match.start()), text.rfind(".\n", 0, match.start())) + 1
    start = max(start, match.start() - 200)
    end = text.find(".", match.end(), match.end() + 400)
    return start, end + 1 if end >= 0 else match.end()
