"""Inspection reports of Care Inspectorate Wales on homes and fostering services.

Until 2024 there are no ratings, since then four themes are rated. Which it is is seen by
the ratings, or by what a report of today has and an older one has not.
"""

from __future__ import annotations

from ccsr.content.domain.recognition import ciw_ratings
from ccsr.content.domain.recognition import cover
from ccsr.content.domain.recognition import notices
from ccsr.content.domain.recognition import wales
from ccsr.content.domain.recognition.contract import IRecogniser
from ccsr.content.domain.recognition.values import Found
from ccsr.content.domain.recognition.values import Paper
from ccsr.content.domain.recognition.values import Passage
from ccsr.content.domain.recognition.values import Reading
from ccsr.content.domain.recognition.wales import Report
from zope.interface import implementer

import re


RATED, UNRATED = "ciw_2024", "ciw_2018"
#: No inspection that ended before has ratings; of those after it some have none.
FIRST_RATED = "2023-04-01"
_TITLE = re.compile(
    r"^(?:care )?inspection report(?: on)?\b|^adroddiad (?:ar )?arolyg(?:u|iad)\b",
    re.IGNORECASE | re.MULTILINE,
)
_HEADINGS = (
    r"well-?[ ]?being|llesiant|lles",
    r"care (?:and|&) support|gofal a chymorth",
    r"(?:the )?environment|(?:yr )?amgylchedd",
    r"leadership (?:and|&) management|arweinyddiaeth a rheolaeth|arwain a rheoli",
)
_RATED_FORM = re.compile(
    r"\bhas not (?:yet )?been rated\b|\bnot (?:yet )?rated\b|\boperated by ?:|\bgweithredir gan ?:"
    r"|\bnid yw'r gwasanaeth hwn wedi(?:'i| cael ei) (?:sgorio|raddio)\b|^(?:our )?ratings\b"
    r"|\bcare type ?:|\bmath o ofal ?:|^sgoriau\b",
    re.IGNORECASE | re.MULTILINE,
)
_NOT_OF_A_SERVICE = re.compile(
    r"\b(?:performance evaluation|assurance check|improvement check|performance review"
    r"|joint inspection of child protection|arolygiad gwerthuso perfformiad|gwiriad sicrwydd"
    r"|adolygiad (?:o )?berfformiad)\b",
    re.IGNORECASE,
)


@implementer(IRecogniser)
class CareInspectorateWales:
    """Reads reports on registered services since 2018."""

    def recognise(self, paper: Paper) -> Reading | None:
        """Return what the report says; None where it is no such report."""
        report = Report(paper)
        if not is_one(report):
            return None
        grades = ciw_ratings.grades(report)
        dates = report.dates()
        values = {
            **dates,
            **_framework(report, dates, bool(grades)),
            **wales.present(
                {
                    "inspection_kind": report.kind(),
                    "announced": report.announced(),
                    "inspector": report.inspector(),
                    **notices.counts(report),
                }
            ),
        }
        is_rated = values["framework"].value == RATED
        return Reading(
            "InspectionReport",
            "ciw",
            values,
            grades if is_rated else {},
            cover.subject(report),
            90,
        )


def is_one(report: Report) -> bool:
    """Return whether it is a report on a service: title, inspectorate, and two of its themes."""
    if report.inspectorate() != "ciw" or _NOT_OF_A_SERVICE.search(report.opening):
        return False
    return bool(_TITLE.search(report.opening)) and _themes(report) >= 2


def _themes(report: Report) -> int:
    text = report.flow.text
    return sum(
        bool(re.search(rf"^(?:\d\.? )?(?:{one})\b", text, re.IGNORECASE | re.MULTILINE))
        for one in _HEADINGS
    )


def _framework(report: Report, dates: dict[str, Found], has_grades: bool) -> dict[str, Found]:
    """Return which framework it is, not certain where ratings, form and day do not agree."""
    title = _TITLE.search(report.flow.text)
    place = title.span() if title else (0, 1)
    passage: Passage = report.flow.passage(*place)
    day = str((dates.get("inspected_to") or dates.get("issued") or Found("", passage)).value)
    is_rated = has_grades or bool(_RATED_FORM.search(report.opening))
    certain = bool(day) and (day >= FIRST_RATED) == is_rated
    return {
        "inspectorate": Found("ciw", passage),
        "framework": Found(RATED if is_rated else UNRATED, passage, certain),
    }
