"""What Ofsted's papers of every generation have in common."""

from __future__ import annotations

from ccsr.content.config import frameworks
from ccsr.content.domain.recognition import names
from ccsr.content.domain.recognition import spans
from ccsr.content.domain.recognition import tables
from ccsr.content.domain.recognition.flow import Flow
from ccsr.content.domain.recognition.statements import graded
from ccsr.content.domain.recognition.statements import settled
from ccsr.content.domain.recognition.values import Found
from ccsr.content.domain.recognition.values import Passage
from ccsr.content.domain.recognition.values import Value
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from datetime import timedelta

import re


OUTSTANDING_TO_INADEQUATE = {
    "outstanding": "outstanding",
    "good": "good",
    "requires_improvement": r"requires?[ \n]improvement(?:[ \n]to[ \n]be[ \n]good)?",
    "inadequate": "inadequate",
}
#: A report is issued after the inspection, and at most so long after.
LATEST_ISSUE = timedelta(days=300)
_ISSUER = re.compile(
    r"\bOfsted\b|Office[ \n]for[ \n]Standards[ \n]in[ \n]Education"
    # The logo is a picture, and the page with the address may be lost.
    r"|\bMajesty['’]s[ \n]Inspectors?\b(?![ \n]of\b)",
    re.IGNORECASE,
)
_IMPRINT = re.compile(
    r"regulates[ \n]and[ \n]inspects[ \n]to[ \n]achieve[ \n]excellence", re.IGNORECASE
)
_DATES = re.compile(
    r"^(?:inspection(?:[ \n]report)?|visit|fieldwork|on-?site)[ \n](?:dates?|date\(s\))[ \n]?:?[ \n]?"
    r"|^dates?(?:\(s\))?[ \n]of[ \n](?:the[ \n]|this[ \n])?(?:inspection|visit)[ \n]?:?[ \n]?",
    re.IGNORECASE | re.MULTILINE,
)
_FIRST_DAY = re.compile(
    r"^(?:inspection[ \n]start(?:[ \n]date)?|start[ \n]date(?:[ \n]of[ \n]inspection)?)[ \n]?:?[ \n]?",
    re.IGNORECASE | re.MULTILINE,
)
_LAST_DAY = re.compile(
    r"^(?:inspection[ \n]end(?:[ \n]date)?|end[ \n]date(?:[ \n]of[ \n]inspection)?)[ \n]?:?[ \n]?",
    re.IGNORECASE | re.MULTILINE,
)
_ANOTHER = re.compile(r"\b(?:previous|last|next|prior|earlier|recent|first)[ \n]?$", re.IGNORECASE)
_ISSUED = re.compile(
    r"^(?=(?-i:[A-Z]))(?:report[ \n])?(?:published|publication[ \n]date|date[ \n]published"
    r"|date[ \n]of[ \n]publication|issued|date[ \n]issued)(?:[ \n]on)?[ \n]?:?[ \n]?",
    re.IGNORECASE | re.MULTILINE,
)
_LEAD = re.compile(
    r"^(?:lead|reporting)[ \n]inspector(?:[ \n]?:[ \n]?|[ \n])", re.IGNORECASE | re.MULTILINE
)
_RANKED = re.compile(
    r"(?P<name>[^\n,:;(]{2,50}?(?:\n[^\n,:;(]{2,40}?)?)[ \n,]*\b(?:HMI\b|(?:Her|His)[ \n]Majesty)"
)
_UNRANKED = re.compile(r"(?P<name>[^\n,:;(]{3,50})")
_ANNOUNCED = re.compile(
    r"\b(?:this|the)[ \n](?:was[ \n]an[ \n](?P<un1>un)?announced[ \n](?:full[ \n])?(?:inspection|visit)"
    r"|(?:inspection|visit)[ \n]was[ \n](?P<un2>un)?announced)\b",
    re.IGNORECASE,
)


def printed_by_ofsted(flow: Flow) -> bool:
    """Return whether the paper has what Ofsted prints below each of its reports."""
    return bool(_IMPRINT.search(flow.text))


def issued_by_ofsted(flow: Flow) -> bool:
    """Return whether the paper names Ofsted anywhere."""
    return bool(_ISSUER.search(flow.text))


def found(flow: Flow, start: int, end: int, value: Value, certain: bool = True) -> Found:
    """Return a value that was read between two places of the flow."""
    return Found(value, flow.passage(start, end), certain)


def inspected(flow: Flow, until: int | None = None) -> dict[str, Found]:
    """Return the days of the inspection where a label says them, and all places agree.

    What stands from the place ``until`` on is not read: a list of earlier inspections.
    """
    said = list(_labelled(flow, until))
    return _agreed(said, list(_in_heads(flow)))


def _labelled(flow: Flow, until: int | None) -> Iterator[tuple[Found, Found]]:
    for label in _DATES.finditer(flow.text, 0, len(flow.text) if until is None else until):
        dates = spans.span(flow.text, label.end())
        if dates and not _ANOTHER.search(flow.text, max(0, label.start() - 20), label.start()):
            yield days(flow.passage(label.start(), dates.end), dates)
    first, last = (_only(flow, label) for label in (_FIRST_DAY, _LAST_DAY))
    if first and last and first.value <= last.value:  # type: ignore[operator]
        yield first, last


def _only(flow: Flow, label: re.Pattern[str]) -> Found | None:
    """Return the one day that stands behind a label."""
    said = []
    for match in label.finditer(flow.text):
        one = spans.day(flow.text, match.end())
        if one:
            said.append(found(flow, match.start(), one.end, one.first.isoformat()))
    return settled(said)


def _in_heads(flow: Flow) -> Iterator[tuple[Found, Found]]:
    """Return the days in the running heads: at a line's start or behind a comma."""
    for line in flow.running:
        for start in [0, *(match.end() for match in re.finditer(", ", line.text))]:
            dates = spans.span(line.text, start)
            if dates and dates.first != dates.last:
                yield days(flow.head(line), dates)
                break


def days(passage: Passage, dates: spans.Span) -> tuple[Found, Found]:
    """Return first and last day as found in one passage."""
    return Found(dates.first.isoformat(), passage), Found(dates.last.isoformat(), passage)


def _agreed(said: list[tuple[Found, Found]], heads: list[tuple[Found, Found]]) -> dict[str, Found]:
    """Return the days that labels and running heads agree on; heads alone must recur."""
    both = said + heads
    if not said and len(heads) < 2:
        return {}
    first = settled([pair[0] for pair in both])
    last = settled([pair[1] for pair in both])
    return {"inspected_from": first, "inspected_to": last} if first and last else {}


def issued(flow: Flow) -> Found | None:
    """Return the day of publication where a label says it."""
    return _only(flow, _ISSUED)


def dated(flow: Flow) -> Found | None:
    """Return the day of a letter: the one line before "Dear" that is a date and nothing else."""
    said: list[Found] = []
    place = 0
    for line in flow.lines:
        if re.match(r"(?:dear|annwyl)\b", line.text, re.IGNORECASE):
            return settled(said)
        if line.page != flow.lines[0].page:
            break
        one = spans.day(line.text)
        if one and one.end == len(line.text):
            said.append(found(flow, place, place + len(line.text), one.first.isoformat()))
        place += len(line.text) + 1
    return None


def plausible(values: dict[str, Found]) -> dict[str, Found]:
    """Return values without the day of issue where it cannot be: before the end, or years after."""
    day, last = values.get("issued"), values.get("inspected_to")
    if not day or not last:
        return values
    gap = date.fromisoformat(str(day.value)) - date.fromisoformat(str(last.value))
    if timedelta(0) <= gap <= LATEST_ISSUE:
        return values
    return {name: one for name, one in values.items() if name != "issued"}


def lead(flow: Flow) -> Found | None:
    """Return who led the inspection where a label says it."""
    said = []
    for label in _LEAD.finditer(flow.text):
        behind = [one.match(flow.text, label.end()) for one in (_RANKED, _UNRANKED)]
        named = next((one for one in behind if one and names.person(one["name"])), None)
        if named:
            end = named.end("name")
            said.append(found(flow, label.start(), end, names.person(named["name"])))
    return settled(said)


def only_person(flow: Flow, pattern: re.Pattern[str]) -> Found | None:
    """Return the one person that a pattern names in its group ``name``."""
    said = [
        found(flow, match.start(), match.end(), name)
        for match in pattern.finditer(flow.text)
        if (name := names.person(match["name"]))
    ]
    return settled(said)


def announced(flow: Flow) -> Found | None:
    """Return whether the inspection was announced, where a sentence says so."""
    return settled(
        [
            found(flow, match.start(), match.end(), not (match["un1"] or match["un2"]))
            for match in _ANNOUNCED.finditer(flow.text)
        ]
    )


def grades(flow: Flow, themes: Mapping[str, str], scale: Mapping[str, str]) -> dict[str, Found]:
    """Return the grade of each theme on which tables and headings agree."""
    stated = graded(flow, themes, scale)
    in_tables = tables.tabled(flow.sheets, themes, scale)
    settled_ = {theme: settled([*stated[theme], *in_tables[theme]]) for theme in themes}
    return {theme: grade for theme, grade in settled_.items() if grade}


def named_in_tables(
    flow: Flow, themes: Mapping[str, str], scale: Mapping[str, str]
) -> frozenset[str]:
    """Return the themes that stand beside a grade in a table."""
    said = tables.tabled(flow.sheets, themes, scale)
    return frozenset(theme for theme, found in said.items() if found)


def whose(framework: str, kind: str, passage: Passage, certain: bool = True) -> dict[str, Found]:
    """Return inspectorate, framework and kind of inspection, which the title says."""
    inspectorate = frameworks.BY_TOKEN[framework].inspectorate
    return {
        "inspectorate": Found(inspectorate, passage),
        "framework": Found(framework, passage, certain),
        "inspection_kind": Found(kind, passage),
    }


def present(values: Mapping[str, Found | None]) -> dict[str, Found]:
    """Return values without those that were not found."""
    return {name: one for name, one in values.items() if one}
