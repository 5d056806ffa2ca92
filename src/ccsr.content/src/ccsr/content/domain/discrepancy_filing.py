"""What becomes of a discrepancy that was filed: it changes, goes, comes back, and why."""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.domain.discrepancies import ages
from ccsr.content.domain.discrepancies import Case
from ccsr.content.domain.discrepancies import Claim
from ccsr.content.domain.discrepancies import Discrepancy
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any


FILE, CHANGE, REOPEN, CLOSE = ("file", "change", "reopen", "close")


@dataclass(frozen=True)
class Filed:
    """What is known of one that was filed: its values, and whether it has gone since."""

    registered: str
    claimed: str
    is_gone: bool


def step(found: Discrepancy | None, filed: Filed | None) -> str:
    """Return what is to be done, "" for nothing.

    One that a person closed or rejected stays so while it says the same; with
    other values, or once it had gone, it comes back.
    """
    if found is None:
        return CLOSE if filed and not filed.is_gone else ""
    if filed is None:
        return FILE
    if filed.is_gone:
        return REOPEN
    same = (filed.registered, filed.claimed) == (found.registered, found.claimed)
    return "" if same else CHANGE


NO_SERVICE = _("discrepancy_no_service", default="The service is no longer in the register.")
NO_CLAIM = _("discrepancy_no_claim", default="The provider makes no claim any more.")
NO_CONDITION = _(
    "discrepancy_no_condition",
    default="The condition is no longer in force, or its values are no longer confirmed.",
)
CLAIM_CHANGED = _("discrepancy_claim_changed", default="The provider has changed its claim.")
REGISTER_CHANGED = _("discrepancy_register_changed", default="What is registered has changed.")
#: Why one has gone, in all cases.
REASONS = (NO_SERVICE, NO_CLAIM, NO_CONDITION, CLAIM_CHANGED, REGISTER_CHANGED)

#: Rule → whether a claim still says what was filed.
STILL_CLAIMED: dict[str, Callable[[Claim, str], bool]] = {
    "places_over": lambda claim, filed: str(claim.places) == filed,
    "ages_outside": lambda claim, filed: ages(claim) == filed,
    "gender_outside": lambda claim, filed: claim.gender == filed,
    "needs_not_registered": lambda claim, filed: claim.needs >= set(filed.split(",")),
    "vacancies_not_open": lambda claim, filed: str(claim.vacancies) == filed,
    "claim_outdated": lambda claim, filed: str(claim.said) == filed,
}


def why_gone(key: tuple[str, str], filed: Filed, case: Case | None) -> Any:
    """Return the sentence that says why one has gone."""
    rule, condition = key
    if case is None:
        return NO_CLAIM
    if condition and condition not in {one.uid for one in case.conditions}:
        return NO_CONDITION
    return REGISTER_CHANGED if STILL_CLAIMED[rule](case.claim, filed.claimed) else CLAIM_CHANGED


@dataclass(frozen=True)
class Sighting:
    """What was seen of one: ``step`` is what happened, with the values of then."""

    at: datetime
    step: str
    registered: str
    claimed: str
