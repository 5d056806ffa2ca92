"""Which of the five legal kinds a condition is of."""

from __future__ import annotations

from collections.abc import Iterable

import re


_STAFF = re.compile(
    r"\b(?:staff\w*|managers?|responsible individual|waking night|qualif\w+|agency workers?"
    r"|support workers?|social workers?|employ\w+|rota)\b",
    re.IGNORECASE,
)
_FACILITIES = re.compile(
    r"\b(?:premises|bed-?rooms?|bathrooms?|kitchen|garden|building|annexe?|floor plans?|facilit\w+"
    r"|statement of purpose|fire (?:doors?|safety|precautions?)|physical environment|lift)\b",
    re.IGNORECASE,
)
_OF_FIELD = {
    "places": "number",
    "age_from": "description",
    "age_to": "description",
    "gender": "description",
    "needs": "description",
}


def read(text: str, fields: Iterable[str]) -> str | None:
    """Return the kind, by the fields that were read and the words; None where not just one."""
    names = set(fields)
    found = {_OF_FIELD[name] for name in names if name in _OF_FIELD}
    if _STAFF.search(text):
        found.add("staff")
    if _FACILITIES.search(text):
        found.add("facilities")
    if "due" in names and not found:
        found.add("time")
    elif "due" in names:
        return None
    return found.pop() if len(found) == 1 else None
