"""The documents that an inspection asks for, who has each, and the people who are there."""

from __future__ import annotations

from ccsr.content.content.readiness import inspection_desk as desks
from ccsr.content.content.readiness.inspection import notified
from ccsr.content.content.readiness.inspection_desk import Card
from ccsr.content.domain.readiness import clock as clocks
from ccsr.content.domain.readiness.clock import Clock
from ccsr.content.domain.readiness.inspections import Person
from ccsr.content.domain.readiness.inspections import Slot
from typing import Any


__all__ = ["Person", "Slot", "clock", "people", "slot", "slots"]


def clock(inspection: Any) -> Clock:
    """Return the clock of an inspection."""
    first, last = inspection.fieldwork_from, inspection.fieldwork_to
    days = clocks.working_days(first, last or first) if first else []
    moment = notified(inspection)
    due = clocks.due_after(moment, desks.desk(inspection).documents_days)
    return Clock(moment, due, tuple(days))


def slots(inspection: Any) -> tuple[Slot, ...]:
    """Return what an inspection asks for, in the inspectors' order."""
    found = clock(inspection)
    return tuple(_slot(card, found) for card in desks.cards(inspection, desks.SLOT))


def slot(inspection: Any, id: str) -> Slot | None:
    """Return one of them by its id, or None."""
    card = desks.card(inspection, id, desks.SLOT)
    return _slot(card, clock(inspection)) if card is not None else None


def people(inspection: Any) -> tuple[Person, ...]:
    """Return the people who are to be available."""
    found = desks.cards(inspection, desks.PERSON)
    return tuple(Person(id=one.id, version=one.version, **one.values) for one in found)


def _slot(card: Card, found: Clock) -> Slot:
    values = dict(card.values)
    due = values.pop("due", None) or found.due(values.pop("due_days", 0))
    values.pop("due_days", None)
    return Slot(id=card.id, due=due, version=card.version, **values)
