"""Draft reports: under embargo until they are issued, read by named people only.

They lie on the desk and nowhere else: no catalog, no search and no service knows them.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content import noted
from ccsr.content.content.evidence import EvidenceFile
from ccsr.content.content.invariants import Refused as NotAFile
from ccsr.content.content.readiness import inspection_desk as desks
from ccsr.content.content.readiness.inspection_desk import Card
from ccsr.content.content.readiness.inspection_work import Refused
from ccsr.content.domain import dates
from ccsr.content.domain import uploads
from ccsr.content.domain.naming import random_id
from ccsr.content.domain.uploads import UnsuitableFile
from collections.abc import Collection
from hashlib import sha256
from plone import api
from typing import Any


NOT_YOURS = _("draft_not_yours", default="You are not among those who may read this draft report.")


def may_read(card: Card, user_id: str) -> bool:
    """Return whether an account may know of a draft report."""
    return card.values["issued_on"] is not None or user_id in card.values["readers"]


def readable(inspection: Any) -> list[Card]:
    """Return the draft reports that whoever is signed in may know of."""
    me = _me()
    return [one for one in desks.cards(inspection, desks.DRAFT) if may_read(one, me)]


def get(inspection: Any, id: str) -> Card | None:
    """Return a draft report that whoever is signed in may know of, else None."""
    found = desks.card(inspection, id, desks.DRAFT)
    return found if found is not None and may_read(found, _me()) else None


def add(inspection: Any, name: str, data: bytes, readers: Collection[str]) -> Card:
    """Keep a draft report for its readers and whoever adds it; ``ValidationError`` refuses it."""
    try:
        contents = uploads.accept(data)
    except UnsuitableFile as error:
        noted.note("upload-refused", file=uploads.file_name(name), rule=error.rule)
        raise NotAFile(error.message) from error
    file = EvidenceFile(data, uploads.CONTENT_TYPE, uploads.file_name(name))
    file.id, file.digest = random_id(), sha256(data).hexdigest()
    file.scanned = contents.scanned
    values = {"file": file, "readers": _readers(readers), "issued_on": None}
    made = desks.add(inspection, desks.DRAFT, values)
    noted.note("uploaded", inspection, file=file.filename, size=file.getSize(), sha256=file.digest)
    return made


def name_readers(inspection: Any, card: Card, version: int, readers: Collection[str]) -> None:
    """Say who may read it; whoever says so stays among them."""
    _demand(card)
    desks.change(card, version, "readers", readers=_readers(readers))
    noted.note("changed", inspection, fields=["draft report"], readers=sorted(_readers(readers)))


def issue(inspection: Any, card: Card, version: int) -> None:
    """End the embargo: whoever sees the inspection may read it from now on."""
    _demand(card)
    desks.change(card, version, "issued", issued_on=dates.today())
    noted.note("changed", inspection, fields=["draft report"], what="issued")


def remove(inspection: Any, card: Card, version: int) -> None:
    """Take it away."""
    _demand(card)
    desks.remove(inspection, card, version)
    noted.note("changed", inspection, fields=["draft report"], what="removed")


def _demand(card: Card) -> None:
    if not may_read(card, _me()):
        raise Refused(NOT_YOURS)


def _readers(given: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted({*given, _me()}))


def _me() -> str:
    return api.user.get_current().getId() or ""
