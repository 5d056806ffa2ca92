"""Joint targeted area inspections (Ofsted, CQC, HMICFRS, HMI Probation): no grades."""

from __future__ import annotations

from ccsr.content.domain.recognition import authorities
from ccsr.content.domain.recognition import letters
from ccsr.content.domain.recognition import lists
from ccsr.content.domain.recognition import ofsted
from ccsr.content.domain.recognition.contract import IRecogniser
from ccsr.content.domain.recognition.flow import Flow
from ccsr.content.domain.recognition.values import Found
from ccsr.content.domain.recognition.values import Paper
from ccsr.content.domain.recognition.values import Reading
from zope.interface import implementer

import re


FRAMEWORK = "ofsted_jtai"
_JTAI = r"joint[ \n]targeted[ \n]area[ \n]inspection"
#: "… of the multi-agency response to neglect in Leeds": the area is behind the last "in".
_TITLE_IN = re.compile(
    rf"^{_JTAI}[ \n](?:of|into)[ \n](?=the|services|how)(?:[^\n.:;]{{1,90}}\n){{0,3}}?"
    r"(?:[^\n.:;]{1,90}[ \n])?in[ \n](?P<name>(?:the[ \n])?(?-i:[A-Z])[^\n:;]{1,60})$",
    re.IGNORECASE | re.MULTILINE,
)
_TITLE_OF = re.compile(
    rf"^{_JTAI}[ \n]of[ \n](?P<name>(?!the[ \n](?:multi|response)|services)[^\n:;]{{2,60}})$",
    re.IGNORECASE | re.MULTILINE,
)
_BETWEEN = re.compile(
    r"\b(?:between|from|on)[ \n](?=[^.]{6,80}?,?[ \n]Ofsted,[ \n]the[ \n]Care[ \n]Quality)",
    re.IGNORECASE,
)
_IMPROVE = re.compile(r"(?:what needs to improve|areas? for improvement) ?[?:]?", re.IGNORECASE)
_PRIORITY = re.compile(r"areas? for priority action ?:?", re.IGNORECASE)
_AFTER = re.compile(
    r"(?:main |key |detailed |headline )?findings\b|strengths\b|what needs to improve|next steps"
    r"|areas? for (?:improvement|priority)|case study|joint targeted",
    re.IGNORECASE,
)


@implementer(IRecogniser)
class OfstedJTAI:
    """Reads letters and reports of every theme."""

    def recognise(self, paper: Paper) -> Reading | None:
        """Return what it says; None where it is no such letter or report."""
        flow = Flow.of(paper)
        titles = list(letters.named(flow, (_TITLE_IN, _TITLE_OF)))
        if not titles or not ofsted.issued_by_ofsted(flow):
            return None
        subject = authorities.subject(flow, titles)
        return Reading("InspectionReport", FRAMEWORK, _values(flow, titles[0]), {}, subject, 95)


def _values(flow: Flow, title: authorities.Named) -> dict[str, Found]:
    return ofsted.plausible(
        ofsted.present(
            {
                **ofsted.whose(FRAMEWORK, "further", title.passage),
                **letters.visited(flow, (_BETWEEN,)),
                "issued": ofsted.dated(flow) or ofsted.issued(flow),
                "inspector": letters.signed(flow),
                "requirements_count": lists.points(flow, _PRIORITY, _AFTER),
                "recommendations_count": lists.points(flow, _IMPROVE, _AFTER),
            }
        )
    )
