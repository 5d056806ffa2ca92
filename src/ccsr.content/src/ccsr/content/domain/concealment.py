"""Concealment: who, when, why, until when, and how long it took (protocol 5.4)."""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.domain.sharing import Refusal
from dataclasses import dataclass
from datetime import date
from datetime import datetime


@dataclass(frozen=True)
class Concealment:
    """One concealment. ``seconds`` is the time it took until nothing was visible."""

    actor: str
    concealed_at: datetime
    reason: str
    review_on: date
    seconds: float
    revealed_by: str | None = None
    revealed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether the thing is concealed still."""
        return self.revealed_at is None

    def is_overdue(self, today: date) -> bool:
        """Return whether the review date has passed without a reveal."""
        return self.is_open and self.review_on < today


BAD_DATE = Refusal(
    "review_date",
    _("conceal_bad_date", default="Give the review date as year-month-day, like 2026-05-31."),
)


def read_review_date(text: str | None) -> date | None:
    """Return the day that was typed, None for nothing; ValueError for what is no day."""
    text = (text or "").strip()
    return datetime.strptime(text, "%Y-%m-%d").date() if text else None


def demands(reason: str | None, review_on: date | None, today: date) -> list[Refusal]:
    """Return what is missing before a thing may be concealed."""
    found = []
    if not (reason or "").strip():
        found.append(
            Refusal("reason", _("conceal_needs_reason", default="Say why it is concealed."))
        )
    if review_on is None:
        found.append(
            Refusal(
                "review_date",
                _("conceal_needs_review", default="Give the date on which to review it."),
            )
        )
    elif review_on < today:
        found.append(
            Refusal(
                "review_date",
                _("conceal_review_past", default="The review date lies in the past."),
            )
        )
    return found
