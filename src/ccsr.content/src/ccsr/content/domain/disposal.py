"""Disposal: one person proposes, another confirms, a certificate stays.

The certificate says what was disposed of without holding it any longer: no
title, no text, no name of a file or of a person that a document is about.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.domain.holds import Hold
from ccsr.content.domain.holds import sentence
from ccsr.content.domain.retention import is_due
from ccsr.content.domain.retention import Rule
from ccsr.content.domain.sharing import Refusal
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime


WAITING, WITHDRAWN, REFUSED, DONE = "waiting", "withdrawn", "refused", "done"
#: What it was about was deleted otherwise while it waited.
LAPSED = "lapsed"
OUTCOMES = {
    WAITING: _("proposal_waiting", default="Waits for a second person"),
    WITHDRAWN: _("proposal_withdrawn", default="Withdrawn"),
    REFUSED: _("proposal_refused", default="Refused"),
    DONE: _("proposal_done", default="Disposed of"),
    LAPSED: _("proposal_lapsed", default="Deleted otherwise meanwhile"),
}


@dataclass(frozen=True)
class Item:
    """One thing that goes: what may be said of it when it is gone.

    ``reference`` is the regulator's number or the id in the portal; ``digest``
    the SHA-256 of the file, ``size`` its bytes. ``dates`` are events by token.
    """

    kind: str
    uid: str
    reference: str
    dates: tuple[tuple[str, date], ...] = ()
    digest: str = ""
    size: int = 0


@dataclass(frozen=True)
class Proposal:
    """A proposal to dispose of a thing, and what became of it.

    ``state`` is a fingerprint of the thing and all inside it. ``title`` is kept
    while it waits, for the two persons; it goes with the thing. ``certificate`` is the
    number of the one that stays.
    """

    number: int
    uid: str
    kind: str
    title: str
    reason: str
    by: str
    at: datetime
    state: str
    exceptional: bool = False
    outcome: str = WAITING
    closed_by: str = ""
    closed_at: datetime | None = None
    closed_why: str = ""
    certificate: int = 0

    @property
    def is_open(self) -> bool:
        """Whether it waits still."""
        return self.outcome == WAITING


@dataclass(frozen=True)
class Certificate:
    """What stays of a disposal."""

    number: int
    item: Item
    service: str
    service_urn: str
    provider: str
    rule: Rule
    due: date | None
    exceptional: bool
    reason: str
    proposed_by: str
    proposed_name: str
    proposed_at: datetime
    confirmed_by: str
    confirmed_name: str
    confirmed_at: datetime
    inside: tuple[Item, ...] = field(default=())


def not_allowed(holds: Sequence[Hold], inside: Sequence[Hold]) -> list[Refusal]:
    """Return the refusals because of holds on a thing, its holders, or what it holds."""
    found = []
    if holds:
        found.append(Refusal("held", sentence(holds)))
    if inside:
        names = ", ".join(sorted({hold.reference for hold in inside}))
        message = _(
            "dispose_held_inside",
            default="Something inside it is on hold (${reference}). Lift the hold first.",
            mapping={"reference": names},
        )
        found.append(Refusal("held_inside", message))
    return found


NOT_DUE = Refusal(
    "not_due",
    _(
        "dispose_not_due",
        default="Its review is not due yet. Keep it, or say that the disposal is an exception "
        "and why.",
    ),
)
NOT_DUE_INSIDE = Refusal(
    "not_due_inside",
    _(
        "dispose_not_due_inside",
        default="Something inside it is not due for review yet. Dispose of what is due first, or "
        "say that the disposal is an exception and why.",
    ),
)
PROPOSED_ALREADY = Refusal(
    "proposed", _("dispose_proposed", default="Its disposal has been proposed already.")
)
SAME_PERSON = Refusal(
    "same_person",
    _(
        "dispose_same_person",
        default="You proposed it yourself. Somebody else must confirm it.",
    ),
)
NOT_YOURS = Refusal(
    "not_yours",
    _(
        "dispose_not_yours",
        default="Somebody else proposed it. You may refuse it, with a reason.",
    ),
)
CHANGED = Refusal(
    "changed",
    _(
        "dispose_changed",
        default="It has been changed since the disposal was proposed. Look at it again, and "
        "propose it anew.",
    ),
)
GONE = Refusal("gone", _("dispose_gone", default="It is not there any more."))
CLOSED = Refusal(
    "closed", _("dispose_closed", default="The proposal is closed: somebody else was quicker.")
)


def not_due(
    due: date | None, inside: Sequence[date | None], today: date, exceptional: bool
) -> list[Refusal]:
    """Return why the time has not come; an exception, for which there is a reason, needs none."""
    if exceptional:
        return []
    if not is_due(due, today):
        return [NOT_DUE]
    # For what has no day of its own (a condition still in force) that of its holder counts.
    waits = [one for one in inside if one is not None and not is_due(one, today)]
    return [NOT_DUE_INSIDE] if waits else []


def not_confirmed(proposal: Proposal, by: str, state: str) -> list[Refusal]:
    """Return why this person may not confirm: two accounts, and nothing changed between them.

    It is the account that counts, whatever roles it has had at either moment.
    """
    if not proposal.is_open:
        return [CLOSED]
    found = [SAME_PERSON] if proposal.by == by else []
    return found if proposal.state == state else [*found, CHANGED]
