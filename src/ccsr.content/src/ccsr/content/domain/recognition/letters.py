"""Letters of Ofsted: whom they are about, when it was there, who signed."""

from __future__ import annotations

from ccsr.content.domain.recognition import names
from ccsr.content.domain.recognition import ofsted
from ccsr.content.domain.recognition import spans
from ccsr.content.domain.recognition.authorities import Named
from ccsr.content.domain.recognition.flow import Flow
from ccsr.content.domain.recognition.statements import settled
from ccsr.content.domain.recognition.values import Found
from collections.abc import Iterator
from collections.abc import Sequence

import re


#: A letter says what it is about within so many characters.
OPENING = 4_000
_SIGNED = re.compile(
    r"^yours[ \n](?:sincerely|faithfully),?\n(?P<name>[^\n,:;]{4,45}?)[ \n,]+"
    r"(?:lead[ \n]inspector[ \n,]+)?(?:HMI\b|(?:Her|His)[ \n]Majesty's[ \n]Inspector)"
    r"(?!,?[ \n](?:senior[ \n]|interim[ \n])?regional)",
    re.IGNORECASE | re.MULTILINE,
)
_SIGNED_LEAD = re.compile(
    r"^(?P<name>[^\n,:;]{4,45}?),?(?:[ \n]HMI)?,?[ \n]"
    r"(?:HMI,?[ \n]|Ofsted,?[ \n]|(?:Her|His)[ \n]Majesty's[ \n]Inspector,?[ \n])?"
    r"lead[ \n]inspector$",
    re.IGNORECASE | re.MULTILINE,
)
_SERVICES = re.compile(
    r"(?:'s)?,?(?: local authority)?(?: children's(?: social care)? services| children's social care"
    r"| local area(?: partnership)?)?$",
    re.IGNORECASE,
)
_AREA_OF = re.compile(r"^(?:the )?(?:local )?area of ", re.IGNORECASE)


def named(flow: Flow, patterns: Sequence[re.Pattern[str]]) -> Iterator[Named]:
    """Yield the authority as the opening names it, in each pattern's group ``name``."""
    for pattern in patterns:
        for match in pattern.finditer(flow.text, 0, OPENING):
            said = _AREA_OF.sub("", match["name"].replace("\n", " ").strip())
            name = names.proper(_SERVICES.sub("", said))
            if name:
                yield Named(name, flow.passage(match.start(), match.end()))


def visited(flow: Flow, sentences: Sequence[re.Pattern[str]]) -> dict[str, Found]:
    """Return first and last day as a label or a sentence of the opening says them.

    A pattern of ``sentences`` ends where the days begin.
    """
    said = list(_said(flow, sentences))
    labelled = ofsted.inspected(flow)
    first = settled([pair[0] for pair in said] + [labelled[n] for n in labelled if n[-1] == "m"])
    last = settled([pair[1] for pair in said] + [labelled[n] for n in labelled if n[-1] == "o"])
    return {"inspected_from": first, "inspected_to": last} if first and last else {}


def _said(flow: Flow, sentences: Sequence[re.Pattern[str]]) -> Iterator[tuple[Found, Found]]:
    for sentence in sentences:
        for match in sentence.finditer(flow.text, 0, OPENING):
            dates = spans.span(flow.text, match.end())
            if dates:
                yield ofsted.days(flow.passage(match.start(), dates.end), dates)


def signed(flow: Flow) -> Found | None:
    """Return who led: the label, or who signed as lead inspector, or who signed alone."""
    return (
        ofsted.lead(flow)
        or ofsted.only_person(flow, _SIGNED_LEAD)
        or ofsted.only_person(flow, _SIGNED)
    )
