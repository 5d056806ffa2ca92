"""Letters of joint local area SEND inspections and revisits, 2016 to 2022; they give no grade."""

from __future__ import annotations

from ccsr.content.domain.recognition import authorities
from ccsr.content.domain.recognition import letters
from ccsr.content.domain.recognition import ofsted
from ccsr.content.domain.recognition.contract import IRecogniser
from ccsr.content.domain.recognition.flow import Flow
from ccsr.content.domain.recognition.ofsted_area_send import FRAMEWORK
from ccsr.content.domain.recognition.values import Found
from ccsr.content.domain.recognition.values import Paper
from ccsr.content.domain.recognition.values import Reading
from zope.interface import implementer

import re


_TITLE = re.compile(
    r"^joint[ \n](?:local[ \n])?area[ \n](?:SEND|special[ \n]educational[ \n]needs[^\n]{0,40}"
    r"(?:\n[^\n]{0,30}?)?)[ \n](?:inspection|revisit|re-?visit)[ \n](?:in|of)[ \n]"
    r"(?:the[ \n](?:local[ \n])?area[ \n]of[ \n])?(?P<name>[^\n:;]{2,70})$",
    re.IGNORECASE | re.MULTILINE,
)
_BODIES = r",?[ \n]Ofsted[ \n]and[ \n]the[ \n](?:Care[ \n]Quality[ \n]Commission|CQC)"
_BETWEEN = re.compile(rf"\b(?:between|from|on)[ \n](?=[^.]{{6,80}}?{_BODIES})", re.IGNORECASE)
_AREA = re.compile(
    r"\b(?:joint[ \n]inspection[ \n]of|revisited)[ \n]the[ \n](?:local[ \n])?area[ \n]of[ \n]"
    r"(?P<name>[^:;]{2,60}?)(?=,?[ \n]to[ \n](?:judge|decide|assess))",
    re.IGNORECASE,
)


@implementer(IRecogniser)
class OfstedAreaSENDLetters:
    """Reads the letters."""

    def recognise(self, paper: Paper) -> Reading | None:
        """Return what the letter says; None where it is no such letter."""
        flow = Flow.of(paper)
        if not any(letters.named(flow, (_TITLE,))) or not ofsted.issued_by_ofsted(flow):
            return None
        titles = list(letters.named(flow, (_TITLE, _AREA)))
        subject = authorities.subject(flow, titles)
        values = _values(flow, titles[0])
        return Reading("InspectionReport", "ofsted_area_send_letters", values, {}, subject, 95)


def _values(flow: Flow, title: authorities.Named) -> dict[str, Found]:
    return ofsted.plausible(
        ofsted.present(
            {
                **ofsted.whose(FRAMEWORK, "further", title.passage),
                **letters.visited(flow, (_BETWEEN,)),
                "issued": ofsted.dated(flow) or ofsted.issued(flow),
                "inspector": letters.signed(flow),
            }
        )
    )
