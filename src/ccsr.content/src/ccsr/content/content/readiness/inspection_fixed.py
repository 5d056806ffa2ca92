"""Fields of an inspection that nothing moves once its clock runs, by whatever way it comes."""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.content.day import FAR_OFF
from ccsr.content.content.invariants import Refused
from ccsr.content.content.readiness import inspection_desk as desks
from ccsr.content.domain import dates
from ccsr.content.interfaces import IInspection
from datetime import datetime
from typing import Any
from zope import schema
from zope.interface import implementer
from zope.schema.interfaces import IDatetime


FIXED = _(
    "inspection_fixed",
    default="The clock of this inspection runs: framework, notification and whether it is an "
    "exercise stay. Put in another one if this was wrong.",
)


class INotification(IDatetime):
    """A moment with a zone; how services give it is registered for this."""


def stays(field: Any, value: Any) -> None:
    """Raise ``Refused`` for another value than the one from which the clock runs."""
    inspection = field.context
    if not IInspection.providedBy(inspection) or not desks.has_desk(inspection):
        return
    if value != getattr(inspection, field.__name__, None):
        raise Refused(FIXED)


@implementer(INotification)
class Notification(schema.Datetime):
    """When an inspection was notified."""

    def _validate(self, value: datetime) -> None:
        super()._validate(value)
        if not dates.is_near(value.date()):
            raise Refused(FAR_OFF)
        stays(self, value)


class FixedChoice(schema.Choice):
    """A choice that is made once."""

    def _validate(self, value: Any) -> None:
        super()._validate(value)
        stays(self, value)


class FixedBool(schema.Bool):
    """A yes or no that is said once."""

    def _validate(self, value: Any) -> None:
        super()._validate(value)
        stays(self, value)
