"""What goes between CCSR and the inspectorate: kinds, states, who sees which step (5.3).

An item is raised, triaged and prepared by officers, sent by a reviewer, acknowledged
and answered by the inspectorate, and closed by a reviewer.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.config.terms import Term
from ccsr.content.domain.sharing import Refusal
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from datetime import datetime


KINDS = (
    Term("factual_accuracy", _("liaison_factual_accuracy", default="Accuracy of registration")),
    Term("concern", _("liaison_concern", default="Concern about a provider")),
    Term("discrepancy", _("liaison_discrepancy", default="Discrepancy")),
)

STATES = (
    Term("new", _("state_new", default="New")),
    Term("triaged", _("state_triaged", default="Triaged")),
    Term("sent", _("state_sent", default="Sent")),
    Term("acknowledged", _("state_acknowledged", default="Acknowledged")),
    Term("answered", _("state_answered", default="Answered")),
    Term("closed", _("state_closed", default="Closed")),
    Term("rejected", _("state_rejected", default="Rejected")),
)

OPEN = ("new", "triaged", "sent", "acknowledged", "answered")
#: Before it is sent: CCSR's own.
UNSENT = ("new", "triaged")
#: It waits for the inspectorate.
WITH_INSPECTORATE = ("sent", "acknowledged")
#: What the inspectorate may read, once it was sent.
READ_BY_INSPECTORATE = ("sent", "acknowledged", "answered", "closed")

NO_RESPONSE = Refusal(
    "response", _("liaison_no_response", default="Write the answer before you send it.")
)
NO_REASON = Refusal(
    "comment", _("liaison_no_reason", default="Give the reason; it is kept with the item.")
)
NO_OUTCOME = Refusal(
    "comment", _("liaison_no_outcome", default="Say what came of it; it is kept with the item.")
)
NO_DETAIL = Refusal(
    "detail", _("liaison_no_detail", default="Write what the inspectorate is to know first.")
)
NOT_THEIRS = Refusal(
    "service",
    _(
        "liaison_service_hidden",
        default="The inspectorate cannot see the service yet. Share it first.",
    ),
)
UNSCANNED = Refusal(
    "evidence",
    _("liaison_unscanned", default="A file has not been checked for viruses. Try again later."),
)


@dataclass(frozen=True)
class Parcel:
    """What is known of an item that is to be sent."""

    detail: str | None
    service_shown: bool
    scanned: bool


def demands_of_sending(parcel: Parcel) -> list[Refusal]:
    """Return what keeps an item from being sent."""
    rules = (
        ((parcel.detail or "").strip(), NO_DETAIL),
        (parcel.service_shown, NOT_THEIRS),
        (parcel.scanned, UNSCANNED),
    )
    return [refusal for holds, refusal in rules if not holds]


def demands_of_words(transition: str, told: Mapping[str, str | None]) -> list[Refusal]:
    """Return what a transition must be told and is not."""
    name, refusal = WORDS.get(transition, ("", NO_REASON))
    return [refusal] if name and not (told.get(name) or "").strip() else []


#: Transition → what it must be told.
WORDS = {
    "answer": ("response", NO_RESPONSE),
    "close": ("comment", NO_OUTCOME),
    "reject": ("comment", NO_REASON),
    "reopen": ("comment", NO_REASON),
}


@dataclass(frozen=True)
class Step:
    """One step of an item's way; ``transition`` is None where it was made."""

    transition: str | None
    state: str
    actor: str
    at: datetime
    comment: str


def shown(steps: Sequence[Step], is_recipient: bool) -> list[Step]:
    """Return the steps that a reader is told of; the inspectorate, those from sending on."""
    if not is_recipient:
        return list(steps)
    sent = [number for number, step in enumerate(steps) if step.transition == "send"]
    return (
        [
            step
            for step in steps[sent[0] :]
            if step.state in READ_BY_INSPECTORATE and step.transition != "reopen"
        ]
        if sent
        else []
    )


def was_sent(steps: Iterable[Step]) -> bool:
    """Return whether an item ever went to the inspectorate."""
    return any(step.transition == "send" for step in steps)


def entered(steps: Sequence[Step]) -> datetime | None:
    """Return when an item came into its present state."""
    return steps[-1].at if steps else None


def days_waiting(since: date | None, today: date) -> int:
    """Return for how many days an item is in its state."""
    return max((today - since).days, 0) if since else 0


#: State → what a commissioner is told of their concern; nothing of the inspectorate's doings.
TOLD = {
    "new": Term("received", _("concern_received", default="Received")),
    "triaged": Term("looked_at", _("concern_looked_at", default="Being looked at")),
    "sent": Term("passed_on", _("concern_passed_on", default="Passed on to the inspectorate")),
    "closed": Term("closed", _("concern_closed", default="Closed")),
    "rejected": Term("not_taken", _("concern_not_taken", default="Not taken further")),
}
TOLD |= {"acknowledged": TOLD["sent"], "answered": TOLD["sent"]}
