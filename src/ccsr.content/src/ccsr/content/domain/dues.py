"""What is due, when and for whom: the one form that actions, meetings and reviews share.

A thing says what falls due with it (``interfaces.IDues``); the page ``@@mine``, the
reminders and the calendar feed read nothing else.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.domain import dates
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import timedelta
from zope.i18nmessageid import Message


#: Owner of what concerns everybody who may see the thing.
EVERYBODY = ""
#: Owner of what somebody without an account is to do.
OUTSIDE = "-"

ACTION, MEETING, PROTOCOL = "action", "meeting", "protocol"
SLOT, MILESTONE, EVIDENCE, ASSESSMENT = "slot", "milestone", "evidence", "assessment"

#: What each kind is called beside its title.
KINDS: dict[str, Message] = {
    ACTION: _("due_action", default="Agreed action"),
    MEETING: _("due_meeting", default="Meeting"),
    PROTOCOL: _("due_protocol", default="Review of the protocol"),
    SLOT: _("due_slot", default="Document for an inspection"),
    MILESTONE: _("due_milestone", default="Day of an inspection"),
    EVIDENCE: _("due_evidence", default="Review of evidence"),
    ASSESSMENT: _("due_assessment", default="Review of a self-assessment"),
}


@dataclass(frozen=True)
class Due:
    """One thing that is due.

    ``uid`` is the thing's; ``key`` tells several of one thing apart and stays the same
    when the day changes. ``when`` is a day or an aware moment; ``ends`` an aware moment
    of what has a length. ``owner`` is a user id, ``EVERYBODY`` or ``OUTSIDE``. ``at`` is
    what follows the thing's address to where it is done.
    """

    uid: str
    key: str
    when: date | datetime
    kind: str
    title: str
    title_cy: str = ""
    owner: str = EVERYBODY
    done: bool = False
    ends: datetime | None = None
    place: str = ""
    at: str = ""

    @property
    def id(self) -> str:
        """Return what names it among all that is due."""
        return f"{self.uid}-{self.key}"

    @property
    def day(self) -> date:
        """Return the day in Wales."""
        return day_of(self.when)

    def concerns(self, account: str) -> bool:
        """Return whether it is an account's own, or everybody's."""
        return self.owner in (EVERYBODY, account)


def day_of(when: date | datetime) -> date:
    """Return the day in Wales of a day or an aware moment."""
    return when.astimezone(dates.ZONE).date() if isinstance(when, datetime) else when


def between(dues: Iterable[Due], first: date | None, last: date | None) -> list[Due]:
    """Return those of the days from ``first`` to ``last``, both included; None is open."""
    found = [
        one
        for one in dues
        if (first is None or first <= one.day) and (last is None or one.day <= last)
    ]
    return sorted(found, key=order)


def order(due: Due) -> tuple[date, datetime, str, str]:
    """Return the sort key: by day, on a day what has no hour first."""
    start = due.when if isinstance(due.when, datetime) else _midnight(due.when)
    return due.day, start, due.title.casefold(), due.id


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=dates.ZONE)


OVERDUE, THIS_WEEK, LATER = GROUPS = ("overdue", "week", "later")
#: Days that count as this week, today included.
WEEK = 7


def is_overdue(due: Due, today: date) -> bool:
    """Return whether its day is over and it is not done; a meeting that was is only past."""
    return not due.done and due.kind != MEETING and due.day < today


def grouped(dues: Iterable[Due], today: date) -> dict[str, list[Due]]:
    """Return what is not done, in its order, as overdue, of these seven days, and later."""
    found: dict[str, list[Due]] = {name: [] for name in GROUPS}
    for due in sorted((one for one in dues if not one.done), key=order):
        if is_overdue(due, today):
            found[OVERDUE].append(due)
        elif due.day >= today:
            is_near = due.day < today + timedelta(days=WEEK)
            found[THIS_WEEK if is_near else LATER].append(due)
    return found
