"""What is done on the desk of an inspection: documents got ready, people named, the plan kept.

Each change names the version of the card that was seen; ``inspection_desk.Outdated`` says
that somebody else was first. Whoever calls has asked for the permission.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content import noted
from ccsr.content.content.readiness import inspection_desk as desks
from ccsr.content.content.readiness.evidence import IEvidenceSchema
from ccsr.content.content.readiness.inspection_desk import Card
from ccsr.content.domain import uploads
from ccsr.content.domain.readiness import inspections as rules
from ccsr.content.interfaces import IEvidence
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import UTC
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.i18nmessageid import Message


NO_REASON = _("slot_no_reason", default="Say who decided that it is not needed, and why.")
LONGEST = 1000


class Refused(ValueError):
    """Something cannot be done; ``message`` is one sentence."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Found:
    """Evidence that may fill a slot."""

    uid: str
    title: str
    title_cy: str
    url: str


def assign(inspection: Any, slot: Card, version: int, owner: str, deputy: str) -> None:
    """Say who has a document; user ids, or names of people without an account."""
    desks.change(slot, version, "assigned", owner=owner, deputy=deputy)
    _note(inspection, slot, "owner")


def mark(inspection: Any, slot: Card, version: int, state: str, note: str = "") -> None:
    """Set the state of a document; raise ``Refused`` where it needs a reason and has none."""
    told = note.strip()[:LONGEST]
    if state == rules.NOT_NEEDED and not told:
        raise Refused(NO_REASON)
    at = datetime.now(UTC) if state == rules.READY else None
    desks.change(slot, version, state, told, state=state, ready_at=at, note=told)
    _note(inspection, slot, state)


def attach(
    inspection: Any, slot: Card, version: int, evidence: str, state: str = rules.READY
) -> None:
    """Put evidence (a UID) into a slot; ``rules.GIVEN`` where it is still to be checked."""
    at = datetime.now(UTC) if state == rules.READY else None
    desks.change(slot, version, "attached", evidence=evidence, state=state, ready_at=at)
    _note(inspection, slot, "document")


def detach(inspection: Any, slot: Card, version: int) -> None:
    """Take the evidence out of a slot; it stays in the area."""
    desks.change(slot, version, "detached", evidence="", state=rules.OPEN, ready_at=None)
    _note(inspection, slot, "document")


def keep_file(inspection: Any, slot: Card, name: str, data: bytes) -> str:
    """Keep a PDF as evidence for a slot's elements; return its UID.

    Raises ``ValidationError`` with the sentence of the rule that refuses it.
    """
    file = NamedBlobFile(data, uploads.CONTENT_TYPE, uploads.file_name(name))
    IEvidenceSchema["file"].validate(file)
    made = createContentInContainer(
        api.portal.get()["readiness"],
        "Evidence",
        checkConstraints=False,
        title=slot.values["title"],
        title_cy=slot.values["title_cy"],
        file=file,
        elements=refs(inspection, slot),
        owner=None,
    )
    return str(IUUID(made))


def refs(inspection: Any, slot: Card) -> list[str]:
    """Return the elements that a slot bears on, as ``framework/element``."""
    return [f"{inspection.framework}/{one}" for one in slot.values["elements"]]


def candidates(inspection: Any, slot: Card) -> list[Found]:
    """Return the evidence for a slot's elements that the caller may see, by title."""
    brains = api.content.find(
        object_provides=IEvidence,
        readiness_elements=refs(inspection, slot),
        sort_on="sortable_title",
    )
    return [_found(brain) for brain in brains]


def evidence_of(uid: str) -> Found | None:
    """Return the evidence with a UID, None where it is gone or not for the caller."""
    brains = api.content.find(UID=uid) if uid else ()
    return _found(brains[0]) if brains else None


def person(inspection: Any, card: Card, version: int, **values: str | date | None) -> None:
    """Change who is to be available: ``role person deputy away_until``."""
    desks.change(card, version, "named", **values)
    noted.note("changed", inspection, fields=["people"])


def _found(brain: Any) -> Found:
    return Found(brain.UID, brain.Title, brain.title_cy or "", brain.getURL())


def _note(inspection: Any, slot: Card, what: str) -> None:
    noted.note("changed", inspection, fields=["documents"], slot=slot.id, what=what)
