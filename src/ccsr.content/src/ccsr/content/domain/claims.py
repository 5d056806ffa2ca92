"""What a provider says it offers: rules over its values, changes, and how old its word is."""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.domain.dates import in_order
from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import Any


#: What a claim says, in the order of its form.
NAMES = (
    "places",
    "age_from",
    "age_to",
    "gender",
    "needs",
    "vacancies",
    "vacancies_on",
    "statement",
)
#: Of these a claim starts with what is registered.
REGISTERED = ("places", "age_from", "age_to", "gender", "needs")
LONGEST_STATEMENT = 2000

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Problem:
    """What is wrong with a claim: one sentence, at the field to change ('' for none)."""

    field: str
    message: str


@dataclass(frozen=True)
class Change:
    """One save: who, when, and of each field that changed what stood and what stands."""

    at: datetime
    by: str
    fields: tuple[tuple[str, Any, Any], ...]

    @property
    def is_confirmation(self) -> bool:
        """Return whether nothing changed but the day on which it is true."""
        return [name for name, _before, _after in self.fields] == ["vacancies_on"]


def ages_in_order(values: Values, today: date) -> Problem | None:
    """Children are not taken up to an age below the one they are taken from."""
    if in_order(values.get("age_from"), values.get("age_to")):
        return None
    return Problem("age_to", _("ages_out_of_order", default="“Age to” is lower than “Age from”."))


def vacancies_within_places(values: Values, today: date) -> Problem | None:
    """No more places are vacant than there are."""
    if in_order(values.get("vacancies"), values.get("places")):
        return None
    return Problem(
        "vacancies",
        _("vacancies_over_places", default="There are more vacancies than places."),
    )


def vacancies_have_a_day(values: Values, today: date) -> Problem | None:
    """A number of vacancies says nothing without the day on which it was true."""
    if values.get("vacancies") is None or values.get("vacancies_on") is not None:
        return None
    return Problem(
        "vacancies_on",
        _("vacancies_without_day", default="Say on which day the number of vacancies was true."),
    )


def day_has_come(values: Values, today: date) -> Problem | None:
    """What is true tomorrow nobody knows today."""
    day = values.get("vacancies_on")
    if in_order(day, today):
        return None
    return Problem("vacancies_on", _("vacancies_in_future", default="That day is still to come."))


RULES: tuple[Callable[[Values, date], Problem | None], ...] = (
    ages_in_order,
    vacancies_within_places,
    vacancies_have_a_day,
    day_has_come,
)


def problems(values: Values, today: date) -> list[Problem]:
    """Return what is wrong with the values together; they are sound one by one."""
    return [found for rule in RULES if (found := rule(values, today))]


def difference(before: Values, after: Values) -> tuple[tuple[str, Any, Any], ...]:
    """Return name, old and new value of each field that differs; empty ones are alike."""
    pairs = ((name, _plain(before.get(name)), _plain(after.get(name))) for name in NAMES)
    return tuple((name, old, new) for name, old, new in pairs if old != new)


def _plain(value: Any) -> Any:
    """Return a value as it is kept and compared: 0 is a number, nothing typed is None."""
    if isinstance(value, list | tuple):
        return tuple(sorted(value)) or None
    return None if value == "" else value


def days_old(on: date | None, today: date) -> int | None:
    """Return how many days ago the vacancies were true, None where nobody has said."""
    return (today - on).days if on else None


def is_stale(on: date | None, today: date, days: int) -> bool:
    """Return whether the vacancies are older than that many days."""
    return on is not None and today - on > timedelta(days=days)


def reminder_is_due(on: date | None, reminded: date | None, today: date, days: int) -> bool:
    """Return whether the provider is to be reminded: of old vacancies, once in so many days."""
    if not is_stale(on, today, days):
        return False
    return reminded is None or today - reminded >= timedelta(days=days)


def has_vacancies(vacancies: int | None) -> bool | None:
    """Return whether the provider says so; None where it has not said.

    Also of a service that is suspended: it is the provider's word. That the two do
    not go together is a discrepancy, and stands beside it (DOMAIN 5 and 8).
    """
    return None if vacancies is None else vacancies > 0
