"""Rows of lists, made from catalog records: nothing is woken, and what the reader
may not see is not in the answer.
"""

from ccsr.content.browser import display
from ccsr.content.browser import words
from ccsr.content.domain import dates
from ccsr.content.domain import duties
from ccsr.content.domain.naming import alphabetic
from ccsr.content.domain.naming import title_in
from ccsr.content.interfaces import IDocument
from ccsr.content.interfaces import IRegisterEntry
from dataclasses import dataclass
from datetime import date
from plone import api


#: Digits of the longest number that a page of a list can start at.
DIGITS = 6


def start(request):
    """Return where the asked page of a list starts; 0 for what is no such number."""
    asked = str(request.form.get("b_start", ""))
    return int(asked) if asked.isdecimal() and len(asked) <= DIGITS else 0


@dataclass(frozen=True)
class ServiceRow:
    """A service in a list."""

    title: str
    href: str
    state: str
    service_type: str
    authority: str
    status: str
    status_kind: str
    places: int | None
    grades: list
    overdue_since: date | None


@dataclass(frozen=True)
class DocumentRow:
    """A document in a list."""

    title: str
    href: str
    state: str
    day: date | None
    grades: list
    outcome: str
    file_size: int | None


def entries(path, depth=1, **query):
    """Return the records of register entries below a path, by name."""
    return _catalog(
        path={"query": path, "depth": depth},
        object_provides=IRegisterEntry.__identifier__,
        sort_on="sortable_title",
        **query,
    )


def by_name(found, language):
    """Return records by the names that are shown: the catalog's order is that of the English ones."""
    if language != "cy":
        return found
    return sorted(
        found,
        key=lambda one: alphabetic(title_in(language, one.Title, one.title_cy or None), language),
    )


def documents(path, depth=1):
    """Return the records of the documents below a path, the newest first."""
    found = _catalog(path={"query": path, "depth": depth}, object_provides=IDocument.__identifier__)
    return sorted(found, key=lambda brain: brain.document_date or date.min, reverse=True)


def reports(path, depth=1):
    """Return the records of shared documents with judgements, the newest first.

    Only what is shared: what a service shows of itself must not differ from
    what a commissioner may know.
    """
    return [
        brain
        for brain in documents(path, depth)
        if brain.review_state == "shared" and brain.judgements and brain.document_date
    ]


def _catalog(**query):
    return api.portal.get_tool("portal_catalog")(**query)


def path_of(thing):
    """Return a thing's path as the catalog writes it."""
    return "/".join(thing.getPhysicalPath())


def record(thing):
    """Return the catalog record of a thing, None where the reader may not see it."""
    found = _catalog(path={"query": path_of(thing), "depth": 0})
    return found[0] if found else None


def overdue_since(brain, today=None):
    """Return the day an annual inspection was due, None while it is not overdue."""
    due = brain.annual_due or None
    return due if duties.is_overdue(due, today or dates.today()) else None


def registration(brain, request):
    """Return what tells at a glance whether a service comes into question."""
    if brain.portal_type != "Service":
        return {"status": "", "capacity": None, "ages": (None, None), "overdue": ""}
    places, *ages = brain.capacity or (None, None, None)
    status = brain.registration_status or None
    return {
        "status": display.term("ccsr.content.registration_statuses", status),
        "status_kind": display.STATUS_FLAGS.get(status, ""),
        "capacity": places,
        "ages": ages,
        "overdue": display.day(overdue_since(brain), request),
    }


def service_row(brain, view, grades=()):
    """Return how a service stands in a list."""
    return ServiceRow(
        title_in(view.language, brain.Title, brain.title_cy or None),
        brain.getURL(),
        brain.review_state,
        view.term("service_types", brain.service_type or None),
        view.term("local_authorities", brain.local_authority or None),
        view.term("registration_statuses", brain.registration_status or None),
        display.STATUS_FLAGS.get(brain.registration_status, ""),
        brain.places if isinstance(brain.places, int) else None,
        list(grades),
        overdue_since(brain),
    )


def document_row(brain, view):
    """Return how a document stands in a list."""
    return DocumentRow(
        brain.Title,
        brain.getURL(),
        brain.review_state,
        brain.document_date or None,
        [display.grade(one) for one in display.judged(brain.judgements or ())],
        OUTCOMES.get(brain.portal_type, _no_outcome)(brain, view),
        brain.file_size or None,
    )


def _no_outcome(brain, view):
    return ""


def _complaint_outcome(brain, view):
    return view.term("complaint_outcomes", brain.outcome or None)


def _enforcement_stage(brain, view):
    return view.term("enforcement_stages", brain.stage or None)


#: What a list says of a document beside its grades, by kind.
OUTCOMES = {
    "ComplaintReport": _complaint_outcome,
    "EnforcementAction": _enforcement_stage,
}

#: The kinds of document in the order in which a service shows them.
KINDS = ("InspectionReport", "ComplaintReport", "EnforcementAction", "RegistrationEvent")


@dataclass(frozen=True)
class Kind:
    """The documents of one kind: those that are listed, and how many there are."""

    id: str
    heading: str
    rows: list
    total: int


def by_kind(brains, view, most=None):
    """Return the documents in groups, the first ``most`` of each, the kinds in their fixed order."""
    found = [(kind, [one for one in brains if one.portal_type == kind]) for kind in KINDS]
    return [
        Kind(kind, words.TYPES[kind].many, [document_row(one, view) for one in of[:most]], len(of))
        for kind, of in found
    ]
