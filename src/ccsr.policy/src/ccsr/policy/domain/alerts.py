"""Alerts: what somebody who asked for it is told of, and when (DOMAIN 9)."""

from __future__ import annotations

from ccsr.policy import _
from datetime import datetime
from datetime import timedelta
from zoneinfo import ZoneInfo


WALES = ZoneInfo("Europe/London")
#: Hour in Wales at which daily letters go out.
MORNING = 7

ENFORCEMENT, SUSPENDED, CANCELLED, FEWER_PLACES, FOUND = (
    "enforcement",
    "suspended",
    "cancelled",
    "fewer_places",
    "found",
)
KINDS = {
    ENFORCEMENT: _("alert_enforcement", default="Enforcement action"),
    SUSPENDED: _("alert_suspended", default="Registration suspended"),
    CANCELLED: _("alert_cancelled", default="Registration cancelled"),
    FEWER_PLACES: _("alert_fewer_places", default="Fewer registered places"),
    FOUND: _("alert_found", default="New in a saved search"),
}
_OF_EVENTS = {
    "suspended": SUSPENDED,
    "cancelled_voluntary": CANCELLED,
    "cancelled_enforced": CANCELLED,
}

SERVICE, AUTHORITY, SEARCH = TARGETS = ("service", "authority", "search")

#: When a letter goes out; the most urgent first. The list in the portal has all.
NOW, DAILY, LIST = TIMES = ("now", "daily", "list")
TIMES_TITLES = {
    NOW: _("alert_time_now", default="E-mail at once"),
    DAILY: _("alert_time_daily", default="One e-mail a day"),
    LIST: _("alert_time_list", default="In the portal only"),
}


def kind_of_event(event: str, before: int | None, after: int | None) -> str | None:
    """Return of what an event of registration alerts, None where of nothing.

    ``before`` and ``after`` are registered places, None where they are not known.
    """
    if event in _OF_EVENTS:
        return _OF_EVENTS[event]
    is_fewer = before is not None and after is not None and after < before
    return FEWER_PLACES if is_fewer else None


def most_urgent(times: list[str]) -> str:
    """Return the earliest of several times."""
    return min(times, key=TIMES.index)


def letter_at(time: str, now: datetime) -> datetime:
    """Return when the letter about something that is found at ``now`` goes out."""
    if time != DAILY:
        return now
    local = now.astimezone(WALES)
    morning = local.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    if morning <= local:
        tomorrow = local.date() + timedelta(days=1)
        morning = datetime(tomorrow.year, tomorrow.month, tomorrow.day, MORNING, tzinfo=WALES)
    return morning
