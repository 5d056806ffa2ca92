"""A mapping is proposed from a file's header: for each field the column that is called like it."""

from __future__ import annotations

from ccsr.content.domain.importing.fields import BY_NAME
from collections.abc import Sequence
from rapidfuzz import fuzz

import re


#: How alike the name of a column and of a field are before one is proposed for the other.
ALIKE = 82

#: What columns of registers are often called, beside the names of the fields.
ALSO = {
    "urn": ("service id", "service number", "cs number", "registration number", "centre id", "id"),
    "title": ("service name", "name of service", "establishment name", "centre title"),
    "title_cy": ("welsh name", "enw", "name cy"),
    "provider": ("service provider", "operator name", "registration provider", "organisation"),
    "provider_urn": ("provider number", "sp number", "provider id", "provider urn"),
    "service_type": ("type", "care service", "provision type"),
    "local_authority": ("council", "council area", "awdurdod lleol", "county", "authority"),
    "registration_status": ("status", "service status"),
    "registered_on": ("registration date", "date registered", "date reg"),
    "places": ("maximum occupancy", "bed count", "capacity", "number of places"),
    "address": ("address line 1", "address 1"),
    "town": ("service town", "town city", "tref"),
    "postcode": ("service postcode", "post code", "cod post"),
    "manager": ("registered manager", "person in charge"),
    "age_from": ("minimum age", "lower age"),
    "age_to": ("maximum age", "upper age"),
}
SPLIT = re.compile(r"(?<=[a-z])(?=[A-Z])|[_\-\s]+")


def propose(header: Sequence[str]) -> dict[str, str]:
    """Return a column for each field that has one with a name like it."""
    pairs = sorted(
        (
            (_likeness(name, column), name, column)
            for name in BY_NAME
            for column in header
            if column
        ),
        key=lambda one: (-one[0], one[1], one[2]),
    )
    found: dict[str, str] = {}
    for score, name, column in pairs:
        if score >= ALIKE and name not in found and column not in found.values():
            found[name] = column
    return found


def _likeness(name: str, column: str) -> float:
    said, title = _spoken(column), str(BY_NAME[name].title.default)
    # What is called as the field is goes before what is only often called so.
    own = 1 + max(fuzz.token_sort_ratio(_spoken(one), said) for one in (name, title))
    also = (fuzz.token_sort_ratio(_spoken(one), said) for one in ALSO.get(name, ()))
    return max(own, *also, 0)


def _spoken(name: str) -> str:
    return " ".join(SPLIT.sub(" ", name).split()).casefold()
