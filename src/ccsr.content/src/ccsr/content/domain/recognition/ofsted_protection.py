"""Inspection of local authority arrangements for the protection of children, 2012 to 2013."""

from __future__ import annotations

from ccsr.content.domain.recognition import authorities
from ccsr.content.domain.recognition import ofsted
from ccsr.content.domain.recognition.contract import IRecogniser
from ccsr.content.domain.recognition.flow import Flow
from ccsr.content.domain.recognition.statements import phrase
from ccsr.content.domain.recognition.values import Paper
from ccsr.content.domain.recognition.values import Reading
from zope.interface import implementer


FRAMEWORK = "ofsted_protection"
THEMES = {
    "overall": phrase(
        "(?:the )?overall effectiveness"
        "(?: of the arrangements (?:to protect|for the protection of) children in [^.:]{2,60}?)?"
    ),
    "help_given": phrase(
        "(?:the )?effectiveness of the help and protection provided to children, young people,"
        " families and carers"
    ),
    "practice": phrase("(?:the )?quality of practice"),
    "governance": phrase("(?:the )?leadership and governance"),
}
SCALE = {
    "outstanding": "outstanding",
    "good": "good",
    "adequate": "adequate",
    "inadequate": "inadequate",
}
_TITLE = phrase("inspection of local authority arrangements for the protection of children")


@implementer(IRecogniser)
class OfstedProtection:
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
        }
        return Reading(
            "InspectionReport",
            FRAMEWORK,
            ofsted.plausible(ofsted.present(values)),
            ofsted.grades(flow, THEMES, SCALE),
            authorities.subject(flow, title.named),
            95,
        )
