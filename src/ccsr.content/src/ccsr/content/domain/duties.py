"""Duties on time: annual inspections (protocol 3.6) and reports to be shared (5.2)."""

from __future__ import annotations

from ccsr.content.config.terms import ANNUALLY_INSPECTED
from collections.abc import Iterable
from datetime import date
from datetime import timedelta


#: Statuses under which an inspection is not expected.
NOT_OPERATING = frozenset(
    {"applied", "dormant", "cancelled_voluntary", "cancelled_enforced", "refused"}
)


def a_year_after(day: date) -> date:
    """Return the same day a year on; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)


def annual_inspection_due(
    service_type: str | None,
    registration_status: str | None,
    registered_on: date | None,
    annual_inspections: Iterable[date],
) -> date | None:
    """Return the day by which the next annual inspection is due.

    ``annual_inspections`` are the last days of the annual inspections whose
    reports are shared. Without one the year runs from registration. None: no
    annual duty, or no day to count from.
    """
    if service_type not in ANNUALLY_INSPECTED or registration_status in NOT_OPERATING:
        return None
    last = max(annual_inspections, default=registered_on)
    return a_year_after(last) if last else None


def is_overdue(due: date | None, today: date) -> bool:
    """Return whether a due day has passed."""
    return due is not None and due < today


def should_be_shared_by(received: date | None, days: int) -> date | None:
    """Return the day by which a received report should have been shared."""
    return received + timedelta(days=days) if received else None
