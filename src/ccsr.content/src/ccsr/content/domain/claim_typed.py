"""A claim as it is typed into a form: text for each field, which may be wrong."""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.domain.claims import NAMES
from ccsr.content.domain.claims import Problem
from collections.abc import Mapping
from datetime import date
from typing import Any

import re


NUMBERS = ("places", "age_from", "age_to", "vacancies")
SEVERAL = ("needs",)
NUMBER = re.compile(r"[0-9]{1,6}")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

NO_NUMBER = _("claim_no_number", default="Give a whole number, such as 4, or leave it empty.")
NO_DATE = _("claim_no_date", default="Give a day of the calendar, such as 2026-05-09.")

SAME_DAY = _(
    "claim_same_day",
    default="You changed the number of vacancies. Say on which day the new number was true.",
)

Typed = dict[str, Any]


def typed_of(values: Mapping[str, Any]) -> Typed:
    """Return values as the form shows them."""
    return {name: _text(name, values.get(name)) for name in NAMES}


def _text(name: str, value: Any) -> Any:
    if name in SEVERAL:
        return sorted(value or ())
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def normal(form: Mapping[str, Any], suffix: str) -> Typed:
    """Return what a form sent for one service; its fields end with ``suffix``."""
    return {name: _sent(name, form.get(f"{name}{suffix}")) for name in NAMES}


def _sent(name: str, value: Any) -> Any:
    if name in SEVERAL:
        given = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        return sorted({one for one in given if isinstance(one, str)})
    text = value if isinstance(value, str) else ""
    return text.replace("\r\n", "\n").strip()


def read(typed: Typed) -> tuple[dict[str, Any], list[Problem]]:
    """Return values, and the problems of what cannot be read; the first are then not to be used."""
    values: dict[str, Any] = {}
    problems = []
    for name in NAMES:
        try:
            values[name] = _value(name, typed[name])
        except ValueError:
            problems.append(Problem(name, NO_DATE if name == "vacancies_on" else NO_NUMBER))
    return values, problems


def forgotten_day(typed: Typed, shown: Typed, today: date) -> list[Problem]:
    """Return the problem of a new number beside the day of the old one, which the form filled in."""
    is_new = typed["vacancies"] and typed["vacancies"] != shown["vacancies"]
    is_same_day = typed["vacancies_on"] == shown["vacancies_on"] != today.isoformat()
    return [Problem("vacancies_on", SAME_DAY)] if is_new and is_same_day else []


def _value(name: str, text: Any) -> Any:
    if name in SEVERAL:
        return list(text)
    if not text:
        return None
    if name in NUMBERS:
        return int(_matched(NUMBER, text))
    return date.fromisoformat(_matched(DATE, text)) if name == "vacancies_on" else text


def _matched(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError(text)
    return text
