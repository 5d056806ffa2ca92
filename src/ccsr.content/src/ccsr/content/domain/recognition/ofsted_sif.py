"""The single inspection framework, 2013 to 2017.

The judgement on the Local Safeguarding Children Board in the same report is one on
another body and is left out.
"""

from __future__ import annotations

from ccsr.content.domain.recognition import lists
from ccsr.content.domain.recognition import ofsted
from ccsr.content.domain.recognition.flow import Flow
from ccsr.content.domain.recognition.ofsted_authorities import AuthorityReport
from ccsr.content.domain.recognition.statements import phrase
from ccsr.content.domain.recognition.values import Found

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


class OfstedSIF(AuthorityReport):
    """Reads the reports."""

    framework, title = FRAMEWORK, _TITLE

    def grades(self, flow: Flow) -> dict[str, Found]:
        """Return the grade of each theme."""
        return ofsted.grades(flow, THEMES, ofsted.OUTSTANDING_TO_INADEQUATE)

    def counts(self, flow: Flow) -> dict[str, Found | None]:
        """Return the number of recommendations."""
        return {"recommendations_count": lists.points(flow, _RECOMMENDATIONS, _SUMMARY)}
