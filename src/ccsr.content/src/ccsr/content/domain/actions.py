"""Agreed actions: what may be done with one, and what it must be told."""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.config.terms import Term
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from zope.i18nmessageid import Message


OPEN, DONE, DROPPED = "open", "done", "dropped"

STATUSES = (
    Term(OPEN, _("action_open", default="Open")),
    Term(DONE, _("action_done", default="Done")),
    Term(DROPPED, _("action_dropped", default="Dropped")),
)

NOTE, FINISH, DROP, REOPEN = "note", "done", "drop", "reopen"

NO_NOTE = _("action_no_note", default="Write what has been done, or what stands in the way.")
NO_DROP = _("action_no_drop_reason", default="Say why it is dropped.")
NO_REOPEN = _("action_no_reopen_reason", default="Say why it is open again.")
NOT_NOW = _("action_not_now", default="That cannot be done with it now; its status has changed.")
NO_OWNER = _(
    "action_no_owner",
    default="Choose who does it, or write the name of somebody without an account.",
)
TWO_OWNERS = _(
    "action_two_owners",
    default="It has one owner: choose an account or write a name, not both.",
)
LONGEST_NOTE = 2000
LONG_NOTE = _(
    "action_long_note",
    default="The note has more than ${most} characters. Shorten it.",
    mapping={"most": str(LONGEST_NOTE)},
)


@dataclass(frozen=True)
class Deed:
    """What can be done: from which status to which, who may, and what it says without words."""

    id: str
    before: tuple[str, ...]
    after: str | None
    #: Whether the owner may, who keeps nothing else.
    by_owner: bool
    without_words: Message | None = None


DEEDS = {
    one.id: one
    for one in (
        Deed(NOTE, (OPEN, DONE, DROPPED), None, True, NO_NOTE),
        Deed(FINISH, (OPEN,), DONE, True),
        Deed(DROP, (OPEN,), DROPPED, False, NO_DROP),
        Deed(REOPEN, (DONE, DROPPED), OPEN, False, NO_REOPEN),
    )
}


def offered(status: str, keeps: bool, owns: bool) -> list[str]:
    """Return the ids of what somebody may do with an action, in the order of the page."""
    return [
        deed.id
        for deed in DEEDS.values()
        if status in deed.before and (keeps or (owns and deed.by_owner))
    ]


def problem(deed: str, status: str, words: str) -> Message | None:
    """Return why it cannot be done, None where it can."""
    known = DEEDS.get(deed)
    if known is None or status not in known.before:
        return NOT_NOW
    if len(words) > LONGEST_NOTE:
        return LONG_NOTE
    return known.without_words if not words.strip() else None


@dataclass(frozen=True)
class Row:
    """An action as a list shows it; ``owner`` is a user id, '' where ``owner_name`` says who."""

    uid: str
    title: str
    url: str
    due: date
    status: str
    owner: str
    owner_name: str

    def is_overdue(self, today: date) -> bool:
        """Return whether its day is over and it is still open."""
        return self.status == OPEN and self.due < today

    def days_late(self, today: date) -> int:
        """Return for how many days it has been overdue."""
        return max(0, (today - self.due).days)


OVERDUE, ALL = "overdue", "all"
#: What a list can be narrowed to.
SHOWN = (OPEN, OVERDUE, DONE, DROPPED, ALL)


def shown(rows: Iterable[Row], which: str, owner: str, today: date) -> list[Row]:
    """Return the rows of one kind (``SHOWN``) and owner ('' for all); open ones by day."""
    found = [one for one in rows if _is(one, which, today) and owner in ("", one.owner)]
    newest_first = which in (DONE, DROPPED)
    return sorted(found, key=lambda one: (one.due, one.title.casefold()), reverse=newest_first)


def counts(rows: Iterable[Row], owner: str, today: date) -> dict[str, int]:
    """Return how many there are of each kind."""
    own = list(rows)
    return {which: len(shown(own, which, owner, today)) for which in SHOWN}


def _is(row: Row, which: str, today: date) -> bool:
    if which == OVERDUE:
        return row.is_overdue(today)
    return which in (ALL, row.status)
