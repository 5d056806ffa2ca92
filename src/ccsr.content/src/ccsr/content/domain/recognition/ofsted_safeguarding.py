"""Inspection of safeguarding and looked after children services, 2009 to 2012.

Two services in one report, each with its own overall grade and capacity for improvement.
"""

from __future__ import annotations

from ccsr.content.domain.recognition import ofsted
from ccsr.content.domain.recognition.flow import Flow
from ccsr.content.domain.recognition.ofsted_authorities import AuthorityReport
from ccsr.content.domain.recognition.statements import graded
from ccsr.content.domain.recognition.statements import phrase
from ccsr.content.domain.recognition.statements import settled
from ccsr.content.domain.recognition.values import Found
from collections.abc import Iterator

import re


FRAMEWORK = "ofsted_safeguarding"
#: The theme's token by service and by what is graded.
THEMES = {
    "safeguarding": {"overall": "safeguarding", "capacity": "safeguarding_capacity"},
    "looked_after": {"overall": "looked_after_services", "capacity": "looked_after_capacity"},
}
_GRADED = {
    "overall": phrase("(?:the )?overall effectiveness"),
    "capacity": phrase("(?:the )?capacity (?:for improvement|to improve)"),
}
_SCALE = {
    grade: rf"(?:grade[ \n]?:?[ \n]?)?(?:[1-4][ \n]?)?[(]?{grade}[)]?"
    for grade in ("outstanding", "good", "adequate", "inadequate")
}
_SERVICE = re.compile(
    r"^(?:\d+\.? )?(?:the )?(?:inspection outcomes:? ?|record of main findings:? ?)?"
    r"(?:(?P<safeguarding>safeguarding services)"
    r"|(?P<looked_after>(?:services for )?looked after children(?: services)?))$",
    re.IGNORECASE | re.MULTILINE,
)
_TITLE = phrase("inspection of safeguarding and looked after children services")


class OfstedSafeguarding(AuthorityReport):
    """Reads the reports."""

    framework, title = FRAMEWORK, _TITLE

    def grades(self, flow: Flow) -> dict[str, Found]:
        """Return the grades of each of the two services."""
        said: dict[str, list[Found]] = {}
        for service, start, end in _services(flow):
            for what, found in graded(flow, _GRADED, _SCALE, (start, end)).items():
                said.setdefault(THEMES[service][what], []).extend(found)
        return ofsted.present({theme: settled(found) for theme, found in said.items()})


def _services(flow: Flow) -> Iterator[tuple[str, int, int]]:
    """Yield which service the text between two places is about."""
    heads = list(_SERVICE.finditer(flow.text))
    for place, head in enumerate(heads):
        end = heads[place + 1].start() if place + 1 < len(heads) else len(flow.text)
        yield str(head.lastgroup), head.end(), end
