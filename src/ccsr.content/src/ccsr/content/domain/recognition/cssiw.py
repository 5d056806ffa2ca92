"""Inspection reports of CSSIW on homes and fostering services, up to 2017.

From 2011 four themes of quality without grades, baseline or focused inspections; before
that national minimum standards, each met or not.
"""

from __future__ import annotations

from ccsr.content.domain.recognition import ciw_ratings
from ccsr.content.domain.recognition import cover
from ccsr.content.domain.recognition import notices
from ccsr.content.domain.recognition import wales
from ccsr.content.domain.recognition.contract import IRecogniser
from ccsr.content.domain.recognition.values import Found
from ccsr.content.domain.recognition.values import Paper
from ccsr.content.domain.recognition.values import Reading
from ccsr.content.domain.recognition.wales import Report
from zope.interface import implementer

import re


THEMES = {
    "planning_care": r"planning[ \n]for[ \n]care|cynllunio[ \n](?:ar[ \n]gyfer[ \n])?gofal",
    "quality_care": r"quality[ \n]of[ \n](?:the[ \n])?care|ansawdd[ \n]y?[ \n]?gofal",
    "staffing": r"staffing|staffio",
    "premises": r"(?:the[ \n])?environment[ \n]and[ \n]premises|yr[ \n]amgylchedd[ \n]a'r[ \n]adeilad",
    "conduct_management": r"conduct[ \n]and[ \n]management(?:[ \n]of[ \n]the[ \n](?:home|service))?"
    r"|rhedeg[ \n]a[ \n]rheoli",
}
GRADES = {
    "exceeded": r"(?:standards?[ \n])?exceeded|rhagorwyd(?:[ \n]ar[ \n]y[ \n]safon)?",
    "almost_met": r"(?:standards?[ \n])?almost[ \n]met|bron[ \n]â'i[ \n]bodloni",
    "not_met": r"(?:standards?[ \n])?not[ \n]met|heb[ \n]ei[ \n]bodloni",
    "met": r"(?:standards?[ \n])?met|(?:safon[ \n])?wedi'i[ \n]bodloni",
}
_TITLE = re.compile(
    r"^(?:care )?inspection report\b|^adroddiad (?:ar )?arolyg(?:u|iad)\b",
    re.IGNORECASE | re.MULTILINE,
)
_QUALITY = re.compile(
    r"^(?:(?:the )?quality of (?:life|staffing|leadership and management|(?:the )?environment)"
    r"|ansawdd (?:bywyd|(?:y )?staffio|(?:yr )?arweinyddiaeth a(?:'r)? rheolaeth|yr amgylchedd))$",
    re.IGNORECASE | re.MULTILINE,
)
_OF_AN_AUTHORITY = re.compile(
    r"\b(?:performance review|inspection of (?:children's|adult) (?:social )?services"
    r"|adolygiad (?:o )?berfformiad|arolygiad o wasanaethau (?:plant|cymdeithasol))\b",
    re.IGNORECASE,
)


@implementer(IRecogniser)
class CSSIW:
    """Reads reports on registered services up to 2017."""

    def recognise(self, paper: Paper) -> Reading | None:
        """Return what the report says; None where it is no such report."""
        report = Report(paper)
        if not _is_one(report):
            return None
        grades = ciw_ratings.stated(report, THEMES, GRADES)
        framework = _framework(report, bool(grades))
        if framework is None:
            return None
        values = {
            **report.dates(),
            **framework,
            **wales.present(
                {
                    "inspection_kind": report.kind(),
                    "announced": report.announced(),
                    "inspector": report.inspector(),
                    **notices.counts(report),
                }
            ),
        }
        return Reading("InspectionReport", "cssiw", values, grades, cover.subject(report), 90)


def _is_one(report: Report) -> bool:
    if report.inspectorate() != "cssiw" or _OF_AN_AUTHORITY.search(report.opening):
        return False
    return bool(_TITLE.search(report.opening))


def _framework(report: Report, has_grades: bool) -> dict[str, Found] | None:
    """Return which generation it is; None where its themes are those of neither."""
    text = report.flow.text
    title = _TITLE.search(text)
    passage = report.flow.passage(*(title.span() if title else (0, 1)))
    headings = {" ".join(match[0].casefold().split()) for match in _QUALITY.finditer(text)}
    named = sum(
        bool(re.search(rf"^(?:{form})\b", text, re.IGNORECASE | re.MULTILINE))
        for form in THEMES.values()
    )
    if has_grades or (named >= 3 and len(headings) < 2):
        token = "cssiw_nms"
    elif len(headings) >= 2:
        token = "cssiw_2011"
    else:
        return None
    return {"inspectorate": Found("cssiw", passage), "framework": Found(token, passage)}
