"""The people of an inspection as the working parties of its area name them."""

from __future__ import annotations

from ccsr.content.content.readiness.inspection_people import names
from ccsr.content.content.readiness.inspection_people import person_typed
from ccsr.content.domain.readiness import inspection_texts as texts
from plone import api
from typing import Any
from zope.i18n import translate


Person = dict[str, str]


def with_seats(area: Any, people: list[Person]) -> list[Person]:
    """Return people (``role person deputy``) with those who have a seat put in.

    Whoever is named for the part of an organisation stays. A seat fills the part that bears
    the name of its organisation, else its organisation becomes a part.
    """
    made = [dict(one) for one in people]
    held = [one["role"] for one in people if one["person"]]
    for seat in _seats(area):
        if not any(_is_of(role, seat["role"]) for role in held):
            _seat(made, seat)
    return made


def _seat(made: list[Person], seat: Person) -> None:
    free = (one for one in made if not one["person"] and _is_of(one["role"], seat["role"]))
    part = next(free, None)
    if part is None:
        made.append(seat)
    else:
        part.update(person=seat["person"], deputy=part["deputy"] or seat["deputy"])


def _is_of(role: str, organisation: str) -> bool:
    """Return whether an organisation has the name of a part, or begins with it."""
    message = texts.ROLES.get(role)
    called = (
        [role]
        if message is None
        else [translate(message, target_language=one) for one in ("en", "cy")]
    )
    return any(f"{organisation} ".casefold().startswith(f"{one} ".casefold()) for one in called)


def _seats(area: Any) -> list[Person]:
    known = names()
    path = "/".join(area.getPhysicalPath())
    found = api.content.find(portal_type="WorkingParty", path=path, sort_on="getId")
    # Who sits there is no column; there are a handful.
    rows = [row for brain in found for row in brain.getObject().seats or ()]
    taken = [row for row in rows if row.get("user") or row.get("name")]
    return [
        {
            "role": row["organisation"],
            "person": row.get("user") or person_typed(row["name"], known),
            "deputy": person_typed(row.get("deputy") or "", known),
        }
        for row in taken
    ]
