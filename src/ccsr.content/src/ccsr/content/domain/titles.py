"""Titles that a document gets when nobody gives it one."""

from __future__ import annotations

from Acquisition import aq_base
from ccsr.content.config.terms import EVENT_KINDS
from datetime import date
from typing import Any
from typing import Protocol
from zope.i18n import translate

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
    "RegistrationEvent": "Registration event",
}

#: The same in Welsh. A title is kept in English; this one is made where it is shown.
KINDS_CY = {
    "InspectionReport": "Adroddiad arolygu",
    "ComplaintReport": "Adroddiad cwyn",
    "EnforcementAction": "Cam gorfodi",
    "RegistrationEvent": "Digwyddiad cofrestru",
}

#: What an event is called, by its own kind.
EVENTS = {term.token: getattr(term.title, "default", term.title) for term in EVENT_KINDS}

#: The field that dates each kind, the first that is filled in.
DATED_BY = {
    "InspectionReport": ("inspected_to", "issued", "received"),
    "ComplaintReport": ("completed", "received"),
    "EnforcementAction": ("notice_date",),
    "RegistrationEvent": ("effective", "received"),
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
    holder = re.escape(document.__parent__.title)
    kinds = "|".join(re.escape(one) for one in _possible(document))
    made = rf"(({kinds}), {holder}(, \d{{4}}-\d\d-\d\d)?)?"
    return re.fullmatch(made, document.title or "") is not None


def _possible(document: Any) -> tuple[str, ...]:
    kind = KINDS[document.portal_type]
    return (kind, *EVENTS.values()) if document.portal_type == "RegistrationEvent" else (kind,)


def _kind(document: Any) -> str:
    """Return what is told apart first: an event by what happened."""
    kind = KINDS[document.portal_type]
    if document.portal_type == "RegistrationEvent":
        return EVENTS.get(document.kind, kind)
    return kind


def document_title(document: Titled) -> str:
    """Return for instance ``Inspection report, Hafan Deg, 2026-05-21``."""
    day = document_date(document)
    return _joined(_kind(document), document.__parent__.title, day)


def document_title_cy(document: Any) -> str | None:
    """Return the same in Welsh; None where a person chose the title."""
    holder = getattr(document, "__parent__", None)
    if holder is None or not is_made(document):
        return None
    kind = KINDS_CY[document.portal_type]
    if document.portal_type == "RegistrationEvent" and document.kind in _EVENT_MESSAGES:
        kind = translate(_EVENT_MESSAGES[document.kind], target_language="cy")
    name = getattr(holder, "title_cy", None) or holder.title
    return _joined(kind, name, document_date(document))


def welsh_title(thing: Any) -> str | None:
    """Return the Welsh title of something, as it is in its place: of a document the one made."""
    if thing.portal_type in KINDS:
        return document_title_cy(thing)
    found: str | None = getattr(aq_base(thing), "title_cy", None)
    return found


_EVENT_MESSAGES = {term.token: term.title for term in EVENT_KINDS}


def _joined(kind: str, holder: str, day: date | None) -> str:
    return ", ".join([kind, holder, *([day.isoformat()] if day else [])])


#: Longest title that is made from a text, and the mark of one that was cut.
LONGEST = 80
CUT = "\u2026"


def first_words(text: str) -> str:
    """Return the first line of a text; a long one is cut after a word."""
    line = text.strip().splitlines()[0]
    begun = textwrap.shorten(line, LONGEST, placeholder=CUT)
    return begun if begun != CUT else line[: LONGEST - 1] + CUT
