"""A field for a day and an hour in Wales: a clock there shows what was typed, summer or winter."""

from __future__ import annotations

from ccsr.content.domain.dates import ZONE
from datetime import datetime
from typing import Any
from zope import schema
from zope.interface import implementer
from zope.schema.interfaces import IDatetime


class IMoment(IDatetime):
    """A moment in Wales; how services give and take it is registered for this."""


@implementer(IMoment)
class Moment(schema.Datetime):
    """A moment without a zone, which is that of Wales; one with a zone becomes one without."""

    def set(self, object: Any, value: datetime | None) -> None:
        """Keep the moment as a clock in Wales shows it."""
        super().set(object, in_wales(value))


def in_wales(value: datetime | None) -> datetime | None:
    """Return a moment as a clock in Wales shows it, without a zone; None of None."""
    if value is None or value.tzinfo is None:
        return value
    return value.astimezone(ZONE).replace(tzinfo=None)


def aware(value: datetime | None) -> datetime | None:
    """Return a moment with its zone, that of Wales where it has none; None of None."""
    return value if value is None or value.tzinfo else value.replace(tzinfo=ZONE)
