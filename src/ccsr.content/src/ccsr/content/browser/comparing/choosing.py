"""Which documents of a service may be put beside each other: those that the reader may see."""

from ccsr.content.browser import display
from ccsr.content.browser import rows
from ccsr.content.browser import words
from ccsr.content.domain.titles import document_date
from dataclasses import dataclass
from datetime import date
from zExceptions import NotFound
from zope.i18nmessageid import Message


@dataclass(frozen=True)
class Choice:
    """A document that can be chosen; ``kind`` is a message."""

    uid: str
    title: str
    kind: Message
    day: str


def with_files(service):
    """Return the records of the service's documents that have a file, the newest first."""
    return [brain for brain in rows.documents(rows.path_of(service)) if brain.file_size]


def shared_reports(service):
    """Return the records of shared and dated inspection reports, the newest first.

    Shared for everybody: what is said to have changed must not differ by who reads it,
    and no report that a commissioner may not know of may show in it.
    """
    return [
        brain
        for brain in rows.documents(rows.path_of(service))
        if brain.portal_type == "InspectionReport"
        and brain.review_state == "shared"
        and brain.document_date
    ]


def choices(brains, request):
    """Return how documents stand in a list; the title only where it tells two apart."""
    names = [(brain.document_date or None, brain.portal_type) for brain in brains]
    return [
        Choice(
            brain.UID,
            brain.Title if names.count(name) > 1 or not name[0] else "",
            words.TYPES[brain.portal_type].one,
            display.day(name[0], request),
        )
        for brain, name in zip(brains, names, strict=True)
    ]


def found(brains, uid):
    """Return the document with this UID; raises NotFound, whatever the reason.

    A document that is hidden, of another service or not there at all answers alike.
    """
    for brain in brains:
        if uid == brain.UID:
            return brain.getObject()
    raise NotFound(uid)


def in_order(one, other):
    """Return two documents, the earlier first; as they were given where no date tells."""
    days = [document_date(thing) or date.min for thing in (one, other)]
    return (other, one) if days[1] < days[0] else (one, other)
