"""The social care common inspection framework, from 2017: homes, agencies, centres.

A full inspection has three judgements. An interim inspection, an assurance visit and a
monitoring visit have none on this scale; what they tell of the last one is history.
"""

from __future__ import annotations

from ccsr.content.domain.recognition import lists
from ccsr.content.domain.recognition import names
from ccsr.content.domain.recognition import ofsted
from ccsr.content.domain.recognition.contract import IRecogniser
from ccsr.content.domain.recognition.flow import Flow
from ccsr.content.domain.recognition.statements import phrase
from ccsr.content.domain.recognition.statements import settled
from ccsr.content.domain.recognition.values import Found
from ccsr.content.domain.recognition.values import Paper
from ccsr.content.domain.recognition.values import Reading
from ccsr.content.domain.recognition.values import Subject
from zope.interface import implementer

import re


FRAMEWORK = "ofsted_sccif"
THEMES = {
    "experiences_progress": phrase(
        "(?:the )?overall experiences and progress of [^:.]{3,70}?(?:,? taking into account)?"
    ),
    "helped_protected": phrase("how well [^:.]{3,60}? (?:is|are) helped and protected"),
    "leaders_managers": phrase("(?:the )?effectiveness of (?:the )?leaders and managers"),
}
_INSPECTED_UNDER = re.compile(
    r"\binspected[ \n]under[ \n]the[ \n]social[ \n]care[ \n]common[ \n]inspection[ \n]framework",
    re.IGNORECASE,
)
#: The kind stands on the first pages in a line of its own.
OPENING = 6_000
_KIND = re.compile(
    r"^(?:(?P<annual>(?:full|short) inspection)|(?P<further>(?:interim|emergency|follow-?up)"
    r" inspection|(?:assurance|monitoring) (?:visit|inspection)))$",
    re.IGNORECASE | re.MULTILINE,
)
_HISTORY = re.compile(r"^recent[ \n]inspection[ \n]history\b", re.IGNORECASE | re.MULTILINE)
_URN = r"(?:SC ?\d{6}|\d{6,7})"
_NUMBERED = re.compile(
    rf"^(?:unique[ \n]reference[ \n]number(?:[ \n]for[ \n]social[ \n]care)?|URN)[ \n]?:?[ \n]?(?P<urn>{_URN})$",
    re.IGNORECASE | re.MULTILINE,
)
_HEADED = re.compile(
    r"^(?:inspection report for [a-z' -]{4,40}:? ?)?(?:SC ?\d{6}|\d{7})$", re.IGNORECASE
)
_PROVIDER = re.compile(r"^registered[ \n]provider[ \n]?:[ \n]?(?P<name>[^\n]{3,90})$", re.I | re.M)
_TYPES = (
    ("secure_childrens_home", r"secure children's home"),
    ("childrens_home", r"children's home"),
    ("fostering_independent", r"(?:independent )?fostering (?:agency|service)"),
    ("adoption", r"(?:voluntary )?adoption (?:agency|support agency)"),
    ("residential_family_centre", r"residential family centre"),
)
_ABOUT = "^information[ \n]about[ \n]this[ \n]{}"
_INSPECTOR = re.compile(
    r"^(?P<name>[^\n,:;]{4,45})[,:;] ?(?:lead |regulatory )?(?:social[ \n]care[ \n])?"
    r"(?:lead[ \n])?(?:inspector|inspection[ \n]manager)\b",
    re.IGNORECASE | re.MULTILINE,
)
_LEADER = re.compile(
    r"^(?P<name>[^\n,:;]{4,45})[,:;] ?(?:lead[ \n](?:social[ \n]care[ \n])?"
    r"|social[ \n]care[ \n]lead[ \n])inspector\b",
    re.IGNORECASE | re.MULTILINE,
)
_STATUTORY = re.compile(r"^(?:statutory[ \n]requirements?|requirements?)$", re.I | re.M)
_STATUTORY_ENDS = re.compile(
    r"^(?:recommendations?|inspection[ \n]judgements|findings)\b", re.I | re.M
)
_REGULATION = re.compile(r"\([Rr]egulations? ?\d")
_DUE = re.compile(r"\d{1,2}[ \n][A-Z][a-z]{2,8}[ \n]20\d\d$|\d{1,2}/\d{1,2}/20\d\d$", re.MULTILINE)
_RECOMMENDATIONS = re.compile(r"recommendations?", re.IGNORECASE)
_JUDGEMENTS = re.compile(r"inspection judgements|findings\b|information about this", re.IGNORECASE)


@implementer(IRecogniser)
class OfstedSCCIF:
    """Reads reports on children's homes, fostering and adoption agencies and family centres."""

    def recognise(self, paper: Paper) -> Reading | None:
        """Return what the report says; None where it is no such report."""
        flow = Flow.of(paper)
        under = _INSPECTED_UNDER.search(flow.text, 0, OPENING)
        if not under or not ofsted.issued_by_ofsted(flow):
            return None
        kinds = {str(one.lastgroup) for one in _KIND.finditer(flow.text, 0, OPENING)}
        full = kinds == {"annual"}
        values = {
            **ofsted.whose(
                FRAMEWORK, kinds.pop() if len(kinds) == 1 else "", flow.passage(*under.span())
            ),
            **_values(flow),
        }
        grades = ofsted.grades(flow, THEMES, ofsted.OUTSTANDING_TO_INADEQUATE) if full else {}
        return Reading(
            "InspectionReport", FRAMEWORK, ofsted.present(values), grades, _subject(flow), 95
        )


def _values(flow: Flow) -> dict[str, Found | None]:
    history = _HISTORY.search(flow.text)
    return {
        **ofsted.inspected(flow, history.start() if history else None),
        "inspector": (
            ofsted.only_person(flow, _LEADER)
            or ofsted.lead(flow)
            or ofsted.only_person(flow, _INSPECTOR)
        ),
        "announced": ofsted.announced(flow),
        "requirements_count": _requirements(flow),
        "recommendations_count": lists.points(flow, _RECOMMENDATIONS, _JUDGEMENTS),
    }


def _requirements(flow: Flow) -> Found | None:
    """Return how many requirements have both a regulation and a date by which to meet them."""
    heading = _STATUTORY.search(flow.text)
    end = _STATUTORY_ENDS.search(flow.text, heading.end()) if heading else None
    if not heading or not end:
        return None
    between = flow.text[heading.end() : end.start()]
    count = len(_DUE.findall(between))
    if not count or count != len(_REGULATION.findall(between)):
        return None
    return ofsted.found(flow, heading.start(), end.start(), count)


def _subject(flow: Flow) -> Subject | None:
    urn = _urn(flow)
    service_type = _service_type(flow)
    provider = settled(
        [ofsted.found(flow, *one.span(), one["name"]) for one in _PROVIDER.finditer(flow.text)]
    )
    name = _name(flow) if service_type and service_type != "childrens_home" else ""
    if not urn and not name:
        return None
    return Subject(
        name,
        str(urn.value) if urn else "",
        "",
        urn.passage if urn else flow.passage(0, len(flow.lines[0].text)),
        provider=str(provider.value) if provider else "",
        service_type=service_type,
    )


def _urn(flow: Flow) -> Found | None:
    """Return the number on which the first line and the details agree."""
    said = [
        ofsted.found(flow, *one.span(), one["urn"].replace(" ", "").upper())
        for one in _NUMBERED.finditer(flow.text)
    ]
    first = flow.lines[0]
    if _HEADED.fullmatch(first.text):
        urn = re.search(rf"{_URN}$", first.text, re.IGNORECASE)
        number = urn[0].replace(" ", "").upper() if urn else ""
        said.insert(0, Found(number, flow.head(first)))
    return settled(said)


def _service_type(flow: Flow) -> str:
    """Return what the report says it has information about, the first of its kinds."""
    for token, words in _TYPES:
        pattern = _ABOUT.format(phrase(words))
        if re.search(pattern, flow.text, re.IGNORECASE | re.MULTILINE):
            return token
    return ""


def _name(flow: Flow) -> str:
    """Return the first line where it is a name; a home has only its number there."""
    first = flow.lines[0].text
    return first if names.proper(re.sub(r"[()]", "", first)) else ""
