"""Titles that a document gets when nobody gives it one."""

from __future__ import annotations

from datetime import date
from typing import Any
from typing import Protocol

import re
import textwrap


class Titled(Protocol):
    """What a title is made from."""

    portal_type: str
    __parent__: Any


#: English titles by kind; the day tells two of one kind apart.
KINDS = {
    "InspectionReport": "Inspection report",
    "ComplaintReport": "Complaint report",
    "EnforcementAction": "Enforcement action",
}

#: The field that dates each kind, the first that is filled in.
DATED_BY = {
    "InspectionReport": ("inspected_to", "issued", "received"),
    "ComplaintReport": ("completed", "received"),
    "EnforcementAction": ("notice_date",),
}


def document_date(document: Any) -> date | None:
    """Return the day a document is about, None where no date is filled in."""
    for name in DATED_BY.get(document.portal_type, ()):
        value: date | None = getattr(document, name, None)
        if value:
            return value
    return None


def is_made(document: Any) -> bool:
    """Return whether the title is none that a person chose."""
    kind_and_holder = re.escape(f"{KINDS[document.portal_type]}, {document.__parent__.title}")
    return (
        re.fullmatch(rf"({kind_and_holder}(, \d{{4}}-\d\d-\d\d)?)?", document.title or "")
        is not None
    )


def document_title(document: Titled) -> str:
    """Return for instance ``Inspection report, Hafan Deg, 2026-05-21``."""
    day = document_date(document)
    parts = [KINDS[document.portal_type], document.__parent__.title]
    if day:
        parts.append(day.isoformat())
    return ", ".join(parts)


#: Longest title that is made from a text, and the mark of one that was cut.
LONGEST = 80
CUT = "\u2026"


def first_words(text: str) -> str:
    """Return the first line of a text; a long one is cut after a word."""
    line = text.strip().splitlines()[0]
    begun = textwrap.shorten(line, LONGEST, placeholder=CUT)
    return begun if begun != CUT else line[: LONGEST - 1] + CUT
