"""What falls due with an inspection: each document, the days of fieldwork, its end."""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.content.readiness import slots as parts
from ccsr.content.content.readiness.inspection_people import account_of
from ccsr.content.domain import dates
from ccsr.content.domain import dues
from ccsr.content.domain.dues import Due
from ccsr.content.domain.readiness.inspections import absent
from ccsr.content.domain.readiness.inspections import holder
from ccsr.content.domain.readiness.inspections import Slot
from ccsr.content.interfaces import IDues
from ccsr.content.interfaces import IInspection
from collections.abc import Iterator
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.component import adapter
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import implementer


FIRST_DAY = _("due_fieldwork_first", default="Fieldwork begins: ${title}")
LAST_DAY = _("due_fieldwork_last", default="Fieldwork ends: ${title}")


@implementer(IDues)
@adapter(IInspection)
class InspectionDues:
    """A document is due for whoever has it now: its owner, or the deputy of one who is away."""

    def __init__(self, inspection: Any) -> None:
        self.inspection = inspection
        self.uid = IUUID(inspection)

    def dues(self) -> tuple[Due, ...]:
        """Return the documents and the first and last day of fieldwork."""
        return (*self._slots(), *self._days())

    def _slots(self) -> Iterator[Due]:
        away = absent(parts.people(self.inspection), dates.today())
        over = self.inspection.finished_on is not None
        for slot in parts.slots(self.inspection):
            yield self._slot(slot, holder(slot, away), over)

    def _slot(self, slot: Slot, who: str, over: bool) -> Due:
        return Due(
            uid=self.uid,
            key=slot.id,
            when=slot.due,
            kind=dues.SLOT,
            title=slot.title,
            title_cy=slot.title_cy,
            owner=account_of(who),
            done=slot.is_done or over,
            at=f"/@@board#{slot.id}",
        )

    def _days(self) -> Iterator[Due]:
        days = parts.clock(self.inspection).fieldwork
        for key, day, message in zip(
            ("first", "last"), (days[:1], days[-1:]), (FIRST_DAY, LAST_DAY), strict=True
        ):
            for one in day:
                yield Due(
                    uid=self.uid,
                    key=key,
                    when=one,
                    kind=dues.MILESTONE,
                    title=self._said(message, "en"),
                    title_cy=self._said(message, "cy"),
                    done=one < dates.today(),
                )

    def _said(self, message: Message, language: str) -> str:
        title = self.inspection.title_for(language)
        return str(translate(Message(message, mapping={"title": title}), target_language=language))
