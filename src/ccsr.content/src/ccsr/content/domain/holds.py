"""Holds: nothing that is held, nor anything inside it, is disposed of or deleted."""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.domain.sharing import Refusal
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from zope.i18nmessageid import Message


LONGEST_REFERENCE = 100


@dataclass(frozen=True)
class Hold:
    """A hold on the thing with this UID; ``number`` counts the holds of the site."""

    number: int
    uid: str
    reference: str
    reason: str
    review_on: date
    placed_by: str
    placed_at: datetime
    lifted_by: str | None = None
    lifted_at: datetime | None = None
    lifted_why: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it holds still."""
        return self.lifted_at is None

    def is_overdue(self, today: date) -> bool:
        """Return whether the day on which it was to be looked at has passed."""
        return self.is_open and self.review_on < today


LIFTED = Refusal(
    "lifted", _("hold_lifted_already", default="It was lifted already: somebody else was quicker.")
)


def demands(reference: str) -> list[Refusal]:
    """Return what a reference lacks."""
    if 0 < len(reference.strip()) <= LONGEST_REFERENCE:
        return []
    return [
        Refusal(
            "reference",
            _(
                "hold_needs_reference",
                default="Give the reference of the case or request, in 100 characters at most.",
            ),
        )
    ]


def sentence(holds: Iterable[Hold]) -> Message:
    """Return the sentence that names the hold which refuses something."""
    message: Message = _(
        "held_refused",
        default="It is on hold (${reference}) and cannot be deleted or moved until the hold is "
        "lifted.",
        mapping={"reference": _references(holds)},
    )
    return message


def sentence_about_file(holds: Iterable[Hold]) -> Message:
    """Return the sentence that names the hold which keeps a file as it is."""
    message: Message = _(
        "held_file_refused",
        default="It is on hold (${reference}), so its file cannot be replaced or removed until the "
        "hold is lifted.",
        mapping={"reference": _references(holds)},
    )
    return message


def _references(holds: Iterable[Hold]) -> str:
    return ", ".join(sorted({hold.reference for hold in holds}))
