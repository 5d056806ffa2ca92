"""The protocol's own rules: numbers of clauses, versions, adoption, when it is reviewed (9.1)."""

from __future__ import annotations

from calendar import monthrange
from ccsr.content import _
from ccsr.content.config.terms import Term
from ccsr.content.domain.sharing import Refusal
from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import re


#: The protocol's parties, in the order of its title.
PARTIES = (
    Term("inspectorate", _("party_inspectorate", default="The inspectorate")),
    Term("ccsr", _("party_ccsr", default="CCSR")),
)

#: Years within which a protocol is reviewed, unless both parties agree on sooner (9.1).
REVIEW_YEARS = 3
#: Whole months before the review at which those who keep the protocol are reminded.
REMIND_MONTHS = (6, 3, 1)

NUMBER = re.compile(r"[1-9][0-9]{0,2}(\.[1-9][0-9]{0,2}){0,3}")
LAST_NUMBER = re.compile(r"\d+(?=\D*$)")


def is_number(text: str) -> bool:
    """Return whether a text is the number of a clause: ``5``, ``5.2``, ``6.1.1``."""
    return bool(NUMBER.fullmatch(text))


def number_key(number: str) -> tuple[int, ...]:
    """Return what clauses are sorted by: 5.10 stands after 5.9."""
    return tuple(int(part) for part in re.findall(r"\d+", number or ""))


def level(number: str) -> int:
    """Return the depth of a clause: 1 for a section."""
    return max(len(number_key(number)), 1)


def next_version(version: str) -> str:
    """Return the version after one: its last number is one more."""
    found = LAST_NUMBER.search(version)
    if not found:
        return f"{version} 2".strip()
    return f"{version[: found.start()]}{int(found[0]) + 1}{version[found.end() :]}"


def shifted(day: date, months: int) -> date:
    """Return the same day some months on, or back; what a month lacks is its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    _first_weekday, length = monthrange(year, month + 1)
    return date(year, month + 1, min(day.day, length))


def review_by(in_force_from: date) -> date:
    """Return the last day on which a protocol in force since a day may be reviewed."""
    return shifted(in_force_from, REVIEW_YEARS * 12)


def reminder(review_on: date | None, today: date, sent: Iterable[int]) -> int | None:
    """Return for which of ``REMIND_MONTHS`` a reminder is due; None where none is.

    A night that was missed loses nothing: the nearest that has come is sent, and the
    earlier ones with it. ``sent`` are those that were.
    """
    if review_on is None:
        return None
    come = [months for months in REMIND_MONTHS if shifted(review_on, -months) <= today]
    due = min(come, default=None)
    return None if due is None or any(months <= due for months in sent) else due


def version_on(
    versions: Iterable[tuple[date, date | None]], day: date
) -> tuple[date, date | None] | None:
    """Return the version in force on a day, of (in force from, review on); None before the first."""
    return max((one for one in versions if one[0] <= day), key=lambda one: one[0], default=None)


# -- adoption ----------------------------------------------------------------

NO_CLAUSES = Refusal("clauses", _("adopt_no_clauses", default="The protocol has no clause yet."))
NO_DAY = Refusal(
    "in_force_from", _("adopt_no_day", default="Say from which day the protocol is in force.")
)
DAY_TO_COME = Refusal(
    "in_force_from",
    _(
        "adopt_day_to_come",
        default="The day from which it is in force is still to come. Adopt it on that day.",
    ),
)
TOO_EARLY = Refusal(
    "in_force_from",
    _(
        "adopt_too_early",
        default="The version in force now is in force from a later day than this one.",
    ),
)
NO_REVIEW = Refusal(
    "review_on", _("adopt_no_review", default="Say on which day the protocol is reviewed.")
)
LATE_REVIEW = Refusal(
    "review_on",
    _(
        "adopt_late_review",
        default="The protocol is reviewed every three years or sooner (protocol 9.1): "
        "give an earlier day.",
    ),
)
NO_APPROVAL = Refusal(
    "approvals", _("adopt_no_approval", default="Nobody has approved this version yet.")
)
UNSIGNED = Refusal(
    "signatories",
    _("adopt_unsigned", default="Not every party has signed: each needs a day on which it did."),
)

NOT_FOLLOWED = Refusal(
    "version",
    _(
        "supersede_not_followed",
        default="A version stays in force until the one that follows it is adopted.",
    ),
)


@dataclass(frozen=True)
class Draft:
    """What is known of a version that is to be adopted; the rows are as the type keeps them."""

    version: str
    numbers: Sequence[str]
    in_force_from: date | None
    review_on: date | None
    approvals: Sequence[Mapping[str, Any]]
    signatories: Sequence[Mapping[str, Any]]
    #: The day from which the version in force is, which it follows.
    after: date | None = None


def demands_of_adopting(draft: Draft, today: date) -> list[Refusal]:
    """Return what keeps a version from being adopted."""
    return [
        *([] if draft.numbers else [NO_CLAUSES]),
        *_twice(draft.numbers),
        *_days(draft, today),
        *([] if _is_approved(draft) else [NO_APPROVAL]),
        *([] if _is_signed(draft) else [UNSIGNED]),
    ]


def _twice(numbers: Sequence[str]) -> list[Refusal]:
    found = [number for number, count in Counter(numbers).items() if count > 1]
    return [
        Refusal(
            "clauses",
            _(
                "adopt_twice",
                default="Two clauses have the number ${number}.",
                mapping={"number": number},
            ),
        )
        for number in sorted(found, key=number_key)
    ]


def _days(draft: Draft, today: date) -> list[Refusal]:
    start, review = draft.in_force_from, draft.review_on
    found = [] if start else [NO_DAY]
    if start and start > today:
        found.append(DAY_TO_COME)
    if start and draft.after and start < draft.after:
        found.append(TOO_EARLY)
    if review is None:
        found.append(NO_REVIEW)
    elif start and review > review_by(start):
        found.append(LATE_REVIEW)
    return found


def _is_approved(draft: Draft) -> bool:
    return any(row.get("version") == draft.version for row in draft.approvals)


def _is_signed(draft: Draft) -> bool:
    signed = {row.get("party") for row in draft.signatories if row.get("signed")}
    unsigned = [row for row in draft.signatories if not row.get("signed")]
    return not unsigned and signed >= {party.token for party in PARTIES}
