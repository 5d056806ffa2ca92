"""The single inspection framework, 2013 to 2017.

The judgement on the Local Safeguarding Children Board in the same report is one on
another body and is left out.
"""

from __future__ import annotations

from ccsr.content.domain.recognition import authorities
from ccsr.content.domain.recognition import lists
from ccsr.content.domain.recognition import ofsted
from ccsr.content.domain.recognition.contract import IRecogniser
from ccsr.content.domain.recognition.flow import Flow
from ccsr.content.domain.recognition.statements import phrase
from ccsr.content.domain.recognition.values import Paper
from ccsr.content.domain.recognition.values import Reading
from zope.interface import implementer

import re


FRAMEWORK = "ofsted_sif"
_PROGRESS = "(?:(?:the )?experiences and progress of )?"
THEMES = {
    "overall": phrase(
        "(?:the )?overall (?:judgement|effectiveness)(?: is)?(?: that children's services)?(?: is)?"
        "|(?:overall,? )?children's services in [^.:]{2,60}?"
    ),
    "help_protection": phrase(f"{_PROGRESS}children who need help and protection"),
    "looked_after": phrase(f"{_PROGRESS}children looked after and achieving permanence"),
    "adoption": phrase(
        "(?:the )?(?:graded (?:judgement|judgment) for )?adoption performance(?: is that it)?"
    ),
    "care_leavers": phrase(
        "(?:the )?(?:graded (?:judgement|judgment) for )?(?:the )?experiences? and progress of care leavers"
        "(?: is that it)?"
    ),
    "leadership": phrase("leadership,? management and governance"),
}
_TITLE = phrase(
    "inspection of services for children in need of help and protection,"
    " children looked after and care leavers"
)
_RECOMMENDATIONS = re.compile(r"recommendations", re.IGNORECASE)
_SUMMARY = re.compile(r"summary for children|information about this local authority", re.IGNORECASE)


@implementer(IRecogniser)
class OfstedSIF:
    """Reads the reports."""

    def recognise(self, paper: Paper) -> Reading | None:
        """Return what the report says; None where it is no such report."""
        flow = Flow.of(paper)
        title = authorities.covered(flow, _TITLE)
        if not title or not ofsted.issued_by_ofsted(flow):
            return None
        values = {
            **ofsted.whose(FRAMEWORK, "annual", title.passage),
            **ofsted.inspected(flow),
            "issued": ofsted.issued(flow),
            "inspector": ofsted.lead(flow),
            "announced": ofsted.announced(flow),
            "recommendations_count": lists.points(flow, _RECOMMENDATIONS, _SUMMARY),
        }
        return Reading(
            "InspectionReport",
            FRAMEWORK,
            ofsted.plausible(ofsted.present(values)),
            ofsted.grades(flow, THEMES, ofsted.OUTSTANDING_TO_INADEQUATE),
            authorities.subject(flow, title.named),
            95,
        )
