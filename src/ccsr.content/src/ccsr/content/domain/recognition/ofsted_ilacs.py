"""Inspections of local authority children's services (ILACS), standard and short, from 2018.

The title names the authority, a table and the headings of the sections the grades. Until
2022 care leavers are judged together with children in care; since April 2026 there is no
overall grade.
"""

from __future__ import annotations

from ccsr.content.domain.recognition import authorities
from ccsr.content.domain.recognition import lists
from ccsr.content.domain.recognition import names
from ccsr.content.domain.recognition import ofsted
from ccsr.content.domain.recognition.contract import IRecogniser
from ccsr.content.domain.recognition.flow import Flow
from ccsr.content.domain.recognition.statements import phrase
from ccsr.content.domain.recognition.values import Found
from ccsr.content.domain.recognition.values import Paper
from ccsr.content.domain.recognition.values import Reading
from collections.abc import Iterator
from zope.interface import implementer

import re


THEMES = {
    "overall": phrase("overall effectiveness"),
    "leaders": phrase(
        "(?:the )?impact of leaders on (?:social work )?practice with children and families"
    ),
    "help_protection": phrase(
        "(?:the )?experiences and progress of children who need help and protection"
    ),
    "in_care": phrase(
        "(?:the )?experiences and progress of children in care(?: and care leavers)?"
    ),
    "care_leavers": phrase(
        "(?:the )?experiences and progress of"
        " (?:children )?(?:care leavers|care[- ]experienced young (?:people|adults))"
    ),
}
#: Inspections that began from this day on give no overall grade.
REFORM = "2026-04-01"
#: So many themes must be named; other reports name one in passing.
FEWEST_THEMES = 2
_NAMED = re.compile(
    r"\binspection of (?P<name>.+?)(?: local authority)?(?: children's(?: social care)? services)?$",
    re.IGNORECASE,
)
_BELOW = re.compile(
    r"^(?P<name>.+?) (?:short |standard )?inspection of"
    r" (?:local authority )?children's (?:social care )?services$",
    re.IGNORECASE,
)
_TITLE_ENDS = re.compile(r"inspection dates?\b|lead inspector\b|judgements?\b", re.IGNORECASE)
_IMPROVE = re.compile(r"what needs to improve ?[?:]? ?\d?", re.IGNORECASE)
_FINDINGS = re.compile(r"the (?:experiences and progress of|impact of leaders on)\b", re.IGNORECASE)
_FIRST_PARAGRAPH = re.compile(r"1\.? ?\D")


@implementer(IRecogniser)
class OfstedILACS:
    """Reads standard and short inspections."""

    def recognise(self, paper: Paper) -> Reading | None:
        """Return what the report says; None where it is no such report."""
        flow = Flow.of(paper)
        if not _is_one(flow):
            return None
        titles = list(_titles(flow))
        grades = ofsted.grades(flow, THEMES, ofsted.OUTSTANDING_TO_INADEQUATE)
        values = _values(flow, titles)
        if not _attested(flow, titles, values):
            return None
        return Reading(
            "InspectionReport",
            "ofsted_ilacs",
            values,
            grades,
            authorities.subject(flow, titles),
            95 if titles else 70,
        )


def _attested(flow: Flow, titles: list[authorities.Named], values: dict[str, Found]) -> bool:
    """Return whether it is the report, and not a paper that quotes its judgements."""
    if ofsted.printed_by_ofsted(flow):
        return True
    return bool(titles) and "inspected_from" in values


def _is_one(flow: Flow) -> bool:
    named = {theme for theme, pattern in THEMES.items() if named_at_line(flow, pattern)}
    if "leaders" not in named:
        # A machine reads a table line by line across its columns: "… on practice with Good".
        named |= ofsted.named_in_tables(flow, THEMES, ofsted.OUTSTANDING_TO_INADEQUATE)
    return len(named) >= FEWEST_THEMES and "leaders" in named and ofsted.issued_by_ofsted(flow)


def named_at_line(flow: Flow, pattern: str) -> bool:
    """Return whether a line begins with the words."""
    return bool(re.search(rf"^(?:{pattern})", flow.text, re.IGNORECASE | re.MULTILINE))


def _titles(flow: Flow) -> Iterator[authorities.Named]:
    """Yield the authority as title and running heads name it."""
    title, passage = authorities.title(flow, _TITLE_ENDS)
    name = _name(title)
    if name and passage:
        yield authorities.Named(name, passage)
    yield from authorities.headed(flow, _name)


def _name(title: str) -> str:
    match = _NAMED.search(title)
    name = names.proper(match["name"]) if match else ""
    if not name and (match := _BELOW.search(title)):
        name = names.proper(match["name"])
    return name


def _values(flow: Flow, titles: list[authorities.Named]) -> dict[str, Found]:
    dates = ofsted.inspected(flow)
    framework, certain = _framework(flow, dates)
    passage = titles[0].passage if titles else flow.passage(0, len(flow.lines[0].text))
    improve = lists.points(flow, _IMPROVE, _FINDINGS, _FIRST_PARAGRAPH)
    values = {
        **ofsted.whose(framework, "annual", passage, certain),
        **dates,
        "issued": ofsted.issued(flow),
        "inspector": ofsted.lead(flow),
        "announced": ofsted.announced(flow),
        "recommendations_count": improve,
    }
    return ofsted.plausible(ofsted.present(values))


def _framework(flow: Flow, dates: dict[str, Found]) -> tuple[str, bool]:
    """Return the version by the first day and by whether there is an overall grade."""
    overall = named_at_line(flow, THEMES["overall"])
    if "inspected_from" not in dates:
        return "ofsted_ilacs", overall
    reformed = str(dates["inspected_from"].value) >= REFORM
    return "ofsted_ilacs_2026" if reformed else "ofsted_ilacs", not (reformed and overall)
