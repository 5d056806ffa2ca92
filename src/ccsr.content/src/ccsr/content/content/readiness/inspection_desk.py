"""The desk of an inspection: cards that several people work on at once.

Each card is an object of its own in the database and counts its changes. Whoever
changes one says which version they saw: two who change different cards never meet, and
of two who change the same the second is told who was first (``Outdated``).
"""

from __future__ import annotations

from BTrees.OOBTree import OOBTree
from ccsr.content import _
from ccsr.content.domain.naming import random_id
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from persistent import Persistent
from plone import api
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.i18nmessageid import Message


KEY = "ccsr.content.inspection"
SLOT, PERSON, PLAN, MESSAGE, DRAFT = KINDS = ("slot", "person", "plan", "message", "draft")

OUTDATED = _(
    "desk_outdated",
    default="${who} changed this at ${time}. Nothing of theirs or yours is lost: look at what is "
    "there now, and send yours again if it still holds.",
)


@dataclass(frozen=True)
class Step:
    """What was done with a card: when (UTC), by which account ('' is the portal), what."""

    at: datetime
    who: str
    what: str
    detail: str = ""


class Outdated(Exception):
    """Somebody else has changed the card since it was shown; ``step`` is what they did."""

    def __init__(self, step: Step) -> None:
        super().__init__(step.what)
        self.step = step

    def message(self, who: str, time: str) -> Message:
        """Return the sentence, with the name and the time as the reader knows them."""
        return Message(OUTDATED, mapping={"who": who, "time": time})


class Card(Persistent):
    """One thing on the desk; ``values`` is replaced whole, never changed in place."""

    def __init__(self, id: str, kind: str, values: Mapping[str, Any]) -> None:
        self.id = id
        self.kind = kind
        self.values: dict[str, Any] = dict(values)
        self.version = 1
        self.log: tuple[Step, ...] = ()


class Desk(Persistent):
    """All cards, and how many working days after notification documents are due."""

    documents_days = 0

    def __init__(self) -> None:
        self.cards = OOBTree()
        self.order: tuple[str, ...] = ()


def has_desk(inspection: Any) -> bool:
    """Return whether an inspection has begun."""
    return KEY in IAnnotations(inspection)


def desk(inspection: Any) -> Desk:
    """Return the desk of an inspection; one that has not begun gets none of its own by this."""
    found: Desk = IAnnotations(inspection).get(KEY) or Desk()
    return found


def make_desk(inspection: Any, documents_days: int) -> Desk:
    """Give an inspection an empty desk."""
    made = IAnnotations(inspection)[KEY] = Desk()
    made.documents_days = documents_days
    return made


def cards(inspection: Any, kind: str) -> list[Card]:
    """Return the cards of a kind, in their order."""
    held = desk(inspection)
    found = (held.cards.get(id) for id in held.order)
    return [one for one in found if one is not None and one.kind == kind]


def card(inspection: Any, id: str, kind: str) -> Card | None:
    """Return a card by its id, None where there is none of that kind."""
    found = desk(inspection).cards.get(id)
    return found if found is not None and found.kind == kind else None


def add(inspection: Any, kind: str, values: Mapping[str, Any], what: str = "added") -> Card:
    """Put a card on the desk, after the others."""
    held = desk(inspection)
    made = Card(random_id(), kind, values)
    made.log = (_step(what),)
    held.cards[made.id] = made
    held.order = (*held.order, made.id)
    return made


def change(card: Card, version: int, what: str, detail: str = "", **values: Any) -> None:
    """Change values of a card that was seen at a version; raise ``Outdated``."""
    if card.version != version:
        raise Outdated(card.log[-1])
    force(card, what, detail, **values)


def force(card: Card, what: str, detail: str = "", **values: Any) -> None:
    """Change values of a card whatever its version."""
    card.values = {**card.values, **values}
    card.version += 1
    card.log = (*card.log, _step(what, detail))


def remove(inspection: Any, card: Card, version: int) -> None:
    """Take a card off the desk that was seen at a version; raise ``Outdated``."""
    if card.version != version:
        raise Outdated(card.log[-1])
    held = desk(inspection)
    del held.cards[card.id]
    held.order = tuple(id for id in held.order if id != card.id)


def _step(what: str, detail: str = "") -> Step:
    user = api.user.get_current()
    return Step(datetime.now(UTC), user.getId() or "" if user else "", what, detail)
