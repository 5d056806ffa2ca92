"""Focused visits and monitoring visits to children's services: letters without grades.

What they tell of the last inspection's grades is history.
"""

from __future__ import annotations

from ccsr.content.domain.recognition import authorities
from ccsr.content.domain.recognition import letters
from ccsr.content.domain.recognition import lists
from ccsr.content.domain.recognition import ofsted
from ccsr.content.domain.recognition.contract import IRecogniser
from ccsr.content.domain.recognition.flow import Flow
from ccsr.content.domain.recognition.ofsted_ilacs import REFORM
from ccsr.content.domain.recognition.values import Found
from ccsr.content.domain.recognition.values import Paper
from ccsr.content.domain.recognition.values import Reading
from zope.interface import implementer

import re


#: Monitoring visits before this day followed inspections under the framework before.
ILACS = "2018-01-01"
_VISIT = (
    r"(?:(?:Ofsted|COVID-19|coronavirus)[ \n]){0,2}"
    r"(?:focused|monitoring)[ \n](?:assurance[ \n])?visit[ \n](?:to|of)[ \n]"
)
_NAME = r"(?P<name>[^\n:;]{2,60}?(?:\n[^\n:;]{2,60}?)?)"
_SERVICES = r"(?:[ \n]local[ \n]authority)?[ \n]children's[ \n](?:social[ \n]care[ \n])?services"
_TITLE = re.compile(rf"^{_VISIT}{_NAME}{_SERVICES}$", re.IGNORECASE | re.MULTILINE)
_TITLE_SHORT = re.compile(rf"^{_VISIT}(?P<name>[^\n:;]{{2,60}})$", re.IGNORECASE | re.MULTILINE)
_SUMMARY = (
    r"this[ \n](?:letter|report)[ \n]summarises[ \n](?:the[ \n])?findings[ \n]of"
    rf"[ \n](?:an?|the|our)[ \n](?:[a-z]{{4,10}}[ \n])?{_VISIT}"
)
_SENTENCE = re.compile(rf"\b{_SUMMARY}{_NAME}{_SERVICES}", re.IGNORECASE)
_SENTENCE_DATES = re.compile(
    rf"\b{_SUMMARY}{_NAME}{_SERVICES}[ \n]"
    r"(?:(?:which|that)[ \n])?(?:(?:took[ \n]place|undertaken|conducted|held|carried[ \n]out)[ \n])?"
    r"(?:on|from|between)[ \n]",
    re.IGNORECASE,
)
_VISITED = re.compile(r"\bvisit[ \n]took[ \n]place[ \n](?:on|from|between)[ \n]", re.IGNORECASE)
_IMPROVE = re.compile(
    r"(?:what needs to improve(?: in this area of (?:social work )?practice)?|areas? for improvement)"
    r" ?[?:]?",
    re.IGNORECASE,
)
_PRIORITY = re.compile(r"areas? for priority action ?:?", re.IGNORECASE)
_AFTER = re.compile(
    r"(?:main |key |headline )?findings\b|what needs to improve|areas? for (?:improvement|priority)"
    r"|overview\b|findings and evaluation",
    re.IGNORECASE,
)


@implementer(IRecogniser)
class OfstedVisits:
    """Reads the letters of both kinds of visit."""

    def recognise(self, paper: Paper) -> Reading | None:
        """Return what the letter says; None where it is no such letter."""
        flow = Flow.of(paper)
        titles = list(letters.named(flow, (_TITLE, _SENTENCE)))
        titles = titles or list(letters.named(flow, (_TITLE_SHORT,)))
        if not titles or not ofsted.issued_by_ofsted(flow):
            return None
        subject = authorities.subject(flow, titles)
        return Reading("InspectionReport", "ofsted_visits", _values(flow, titles), {}, subject, 96)


def _values(flow: Flow, titles: list[authorities.Named]) -> dict[str, Found]:
    dates = letters.visited(flow, (_SENTENCE_DATES, _VISITED))
    framework, certain = _framework(dates)
    return ofsted.plausible(
        ofsted.present(
            {
                **ofsted.whose(framework, "further", titles[0].passage, certain),
                **dates,
                "issued": ofsted.dated(flow) or ofsted.issued(flow),
                "inspector": letters.signed(flow),
                "announced": ofsted.announced(flow),
                "requirements_count": lists.points(flow, _PRIORITY, _AFTER),
                "recommendations_count": lists.points(flow, _IMPROVE, _AFTER),
            }
        )
    )


def _framework(dates: dict[str, Found]) -> tuple[str, bool]:
    if "inspected_from" not in dates:
        return "ofsted_ilacs", False
    day = str(dates["inspected_from"].value)
    if day < ILACS:
        return "ofsted_sif", True
    return "ofsted_ilacs" if day < REFORM else "ofsted_ilacs_2026", True
