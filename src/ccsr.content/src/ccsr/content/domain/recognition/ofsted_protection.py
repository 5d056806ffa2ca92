"""Inspection of local authority arrangements for the protection of children, 2012 to 2013."""

from __future__ import annotations

from ccsr.content.domain.recognition import ofsted
from ccsr.content.domain.recognition.flow import Flow
from ccsr.content.domain.recognition.ofsted_authorities import AuthorityReport
from ccsr.content.domain.recognition.statements import phrase
from ccsr.content.domain.recognition.values import Found


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


class OfstedProtection(AuthorityReport):
    """Reads the reports."""

    framework, title = FRAMEWORK, _TITLE

    def grades(self, flow: Flow) -> dict[str, Found]:
        """Return the grade of each theme."""
        return ofsted.grades(flow, THEMES, SCALE)
