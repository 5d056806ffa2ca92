"""Whom a report is about: its cover, its labels and what else names the service."""

from __future__ import annotations

from ccsr.content.domain.matching import fold
from ccsr.content.domain.recognition import wales
from ccsr.content.domain.recognition.boxes import line_boxes
from ccsr.content.domain.recognition.candidates import whole_name
from ccsr.content.domain.recognition.cells import Cell
from ccsr.content.domain.recognition.cells import rows
from ccsr.content.domain.recognition.values import Found
from ccsr.content.domain.recognition.values import Passage
from ccsr.content.domain.recognition.values import Subject
from ccsr.content.domain.recognition.wales import Report
from collections.abc import Sequence

import re


#: What stands above the name on a cover.
_ABOVE = re.compile(
    r"(?:care )?inspection report(?: on)?:?|adroddiad (?:ar )?arolyg(?:u|iad)(?: ar)?:?"
    r"|adroddiad arolygu am:?|complaint report|enforcement action",
    re.IGNORECASE,
)
#: What stands on a cover and is no name of a service.
_NO_NAME = re.compile(
    r"(?:name of|enw|our |ein |date|dyddiad|type|math|care (?:inspectorate|standards|and social)|arolygiaeth"
    r"|regulation|welsh government|llywodraeth|©|crown|mae'r adroddiad|this report|you may|www"
    r"|http|page|inspect|arolyg|about|ynghylch|summary|crynodeb|under|o dan|deddf|published"
    r"|cyhoedd|service (?:name|type|provider)|registered|operated|provider|ratings?\b)",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"^(?:about|ynglŷn â|ynghylch|am) (?P<name>[^\n]{3,90})$", re.IGNORECASE | re.M)
#: A name does not end so.
_TORN = re.compile(r"(?:\b(?:and|for|of|the|in|at|a|ac|y|yr|i|o|gan)|[&,(/-])$", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_NOT_ABOUT = re.compile(r"(?:the|this|y|yr) |us$|service$", re.IGNORECASE)
#: A name in type of one size has at most so many lines, each this near to the last.
MOST_LINES = 3
NEAR = 0.9
LONGEST = 100


def subject(report: Report) -> Subject | None:
    """Return the service as the report names it; None where it does not."""
    named = _name(report)
    number = report.one("urn", _number) or wales.number_in(report.flow)
    if named is None and number is None:
        return None
    where = named or number
    assert where is not None
    return Subject(
        str(named.value) if named else "",
        str(number.value) if number else "",
        _text(report.one("authority", wales.authority)),
        where.passage,
        where.certain,
        _text(report.one("provider", body)),
        _text(report.one("care_type", wales.service_type)),
    )


def body(text: str) -> str | None:
    """Return the name of a company or council, None where a text is a sentence."""
    name = " ".join(text.split())
    is_name = name[:1].isupper() or name[:1].isdigit()
    is_sentence = len(name) > LONGEST or re.search(r"[.!?] [A-Z]\w+ \w+ \w+", name)
    return name.rstrip(".") if is_name and not is_sentence else None


def _number(text: str) -> str | None:
    return wales.number(text)


def _text(found: Found | None) -> str:
    return str(found.value) if found else ""


def _name(report: Report) -> Found | None:
    """Return the name on which label, cover and the heading "About …" do not differ."""
    said = [one for one in (report.one("name", body), _on_cover(report)) if one]
    if not said:
        return _about(report)
    first = said[0]
    keys = {whole_name(str(one.value)) for one in said}
    return first if len(keys) == 1 else Found(first.value, first.passage, certain=False)


def _about(report: Report) -> Found | None:
    said = [
        Found(match["name"], report.flow.passage(*match.span()), certain=False)
        for match in _ABOUT.finditer(report.opening and report.flow.text)
        if not _NOT_ABOUT.search(match["name"])
    ]
    return wales.surest(said)


def _on_cover(report: Report) -> Found | None:
    """Return the name below the title of the first page."""
    if report.paper.sheets and report.paper.sheets[0].words:
        block = _block([row[0] for row in rows(report.paper.sheets[0]) if row])
    else:
        return _in_text(report)
    if not block:
        return None
    return _chosen(report, block)


def _block(cells: Sequence[Cell]) -> list[Cell]:
    """Return the lines below the title that look alike and stand together."""
    start = next((n for n, one in enumerate(cells) if _ABOVE.fullmatch(one.text)), None)
    if start is None:
        return []
    found: list[Cell] = []
    for cell in cells[start + 1 :]:
        if _NO_NAME.match(cell.text) or (found and not _goes_on(found[-1], cell)):
            break
        found.append(cell)
    return found[:MOST_LINES]


def _goes_on(before: Cell, cell: Cell) -> bool:
    is_near = cell.top - before.bottom <= NEAR * before.height
    return is_near and cell.look == before.look and not wales.is_address(cell.text)


def _chosen(report: Report, block: list[Cell]) -> Found:
    """Return the lines that are the name: as many as are named together elsewhere."""
    elsewhere = _elsewhere(report)
    counts = range(len(block), 0, -1)
    known = [n for n in counts if _spoken_of(_joined(block[:n]), elsewhere)]
    best = known[0] if known else 1
    cells = block[:best]
    words = [word for cell in cells for word in cell.words]
    passage = Passage(cells[0].sheet.number, _joined(cells), line_boxes(words))
    is_sure = (bool(known) or len(block) == 1) and not _TORN.search(_joined(cells))
    return Found(_joined(cells), passage, certain=is_sure and body(_joined(cells)) is not None)


def _elsewhere(report: Report) -> str:
    """Return the text of the paper as names are compared, without its cover."""
    pages = "\n".join(
        line.text for line in (*report.flow.lines, *report.flow.running) if line.page > 1
    )
    return f" {_folded(pages)} "


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(fold(text.replace("&", " and "))))


def _spoken_of(name: str, text: str) -> bool:
    return f" {_folded(name)} " in text


def _joined(cells: Sequence[Cell]) -> str:
    return " ".join(cell.text for cell in cells)


def _in_text(report: Report) -> Found | None:
    """Return the lines below the title, where there is no layout."""
    lines = [line for line in report.flow.lines[:25] if line.page == report.flow.lines[0].page]
    start = next((n for n, line in enumerate(lines) if _ABOVE.fullmatch(line.text)), None)
    if start is None:
        return None
    elsewhere = _elsewhere(report)
    for end in range(min(len(lines), start + 1 + MOST_LINES), start + 1, -1):
        text = " ".join(line.text for line in lines[start + 1 : end])
        if _spoken_of(text, elsewhere) and body(text) and not _NO_NAME.match(text):
            return Found(text, report.flow.passage(*report.flow.span_of(start + 1, end)))
    return None
