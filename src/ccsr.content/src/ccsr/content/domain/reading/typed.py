"""Values of a condition as they are typed and sent: text for every field."""

from __future__ import annotations

from ccsr.content import _
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from typing import Any


BAD_NUMBER = _("reading_bad_number", default="Write a whole number, or leave it empty.")
BAD_DAY = _("reading_bad_day", default="Write a day as YYYY-MM-DD, or leave it empty.")

NUMBERS = frozenset({"places", "age_from", "age_to"})


def read(form: Mapping[str, Any], names: Iterable[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return values by field, and the sentence for each that cannot be read."""
    values: dict[str, Any] = {}
    problems: dict[str, Any] = {}
    for name in names:
        try:
            values[name] = _value(name, form.get(name))
        except ValueError:
            problems[name] = BAD_DAY if name == "due" else BAD_NUMBER
    return values, problems


def _value(name: str, sent: Any) -> Any:
    if name == "needs":
        found = [sent] if isinstance(sent, str) else list(sent or ())
        return [one for one in found if one]
    text = sent.strip() if isinstance(sent, str) else ""
    if not text:
        return None
    if name in NUMBERS:
        # A number of many digits is refused by the field, not turned over by int.
        return int(text[:9])
    return date.fromisoformat(text) if name == "due" else text


def text(value: Any) -> Any:
    """Return a value as it stands in its input."""
    if isinstance(value, list | tuple):
        return list(value)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
