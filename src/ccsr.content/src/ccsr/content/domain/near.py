"""What is near a town, a postcode district or a local authority.

A service is where its town is, which is open to whoever may see the service; where
no known town is given it is somewhere in its authority. Its address and its postcode,
which may be restricted, are never asked.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.config import authorities
from ccsr.content.config import places
from ccsr.content.config.places import Town
from ccsr.content.domain.facets import NotKnown
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from functools import cached_property
from math import hypot

import re
import unicodedata


#: Units of the grid in a mile.
MILE = 16.09344
#: Miles to choose from.
WITHIN = (5, 10, 20, 30, 50)
USUAL = 20
#: The beginning of a postcode, with or without the rest.
POSTCODE = re.compile(r"([A-Z]{1,2}\d{1,2})(?:\s*\d[A-Z]{2})?")
SIGNS = re.compile(r"[^a-z0-9]+")
#: Characters of the longest name that is looked up.
LONGEST = 80


class NotAPlace(NotKnown):
    """What was given is no place that is known."""

    text = _(
        "find_not_a_place",
        default="“${value}” is not a town, postcode district or local authority that is known "
        "here. Try the nearest larger town.",
    )


@dataclass(frozen=True)
class Near:
    """A place to be near to. ``token`` is a town's id, a postcode district or a GSS code."""

    token: str

    @cached_property
    def town(self) -> Town:
        """The town from whose centre distances are."""
        found = places.DISTRICTS.get(self.token) or places.SEATS.get(self.token) or self.token
        return places.TOWNS[found]

    @property
    def gss(self) -> str:
        """The authority that it is, or that it lies in; '' outside Wales."""
        return self.token if self.is_authority else self.town.gss

    @property
    def is_authority(self) -> bool:
        """Whether it is an authority, all of which is near."""
        return self.token in places.SEATS

    def title(self, language: str) -> str:
        """Return its name in a language."""
        authority = authorities.BY_GSS.get(self.token)
        if authority:
            return authority.name_cy if language == "cy" else authority.name_en
        town = town_name(self.town, language)
        return f"{self.token} ({town})" if self.token in places.DISTRICTS else town

    def miles(self, whereabouts: str | None) -> int | None:
        """Return the miles to a town, as the crow flies; None where no town is known."""
        town = places.TOWNS.get(whereabouts or "")
        return round(_apart(self.town, town) / MILE) if town else None

    def rings(self, within: int) -> list[tuple[int | None, list[str]]]:
        """Return whereabouts by their distance, the nearest first.

        Last, with None, the authorities in which those are of whom no town is known.
        """
        by_miles: dict[int, list[str]] = {}
        for miles, town in self._towns():
            if miles <= within or (self.is_authority and town.gss == self.token):
                by_miles.setdefault(round(miles), []).append(town.id)
        beside = [self.gss, *sorted(places.NEIGHBOURS.get(self.gss, ()))] if self.gss else []
        return [*sorted(by_miles.items()), *([(None, beside)] if beside else [])]

    def _towns(self) -> Iterator[tuple[float, Town]]:
        return ((_apart(self.town, town) / MILE, town) for town in places.TOWNS.values())


def _apart(one: Town, other: Town) -> float:
    return hypot(one.east - other.east, one.north - other.north)


def town_name(town: Town, language: str) -> str:
    """Return the name of a town in a language."""
    return town.name_cy if language == "cy" else town.name_en


def place(text: str) -> Near:
    """Return the place that was typed, by its name in either language; raises NotAPlace."""
    typed = text.strip()[:LONGEST]
    postcode = POSTCODE.fullmatch(typed.upper())
    if postcode and postcode[1] in places.DISTRICTS:
        return Near(postcode[1])
    found = _tokens().get(_plain(typed))
    if found is None:
        raise NotAPlace("near", typed, sorted((*places.TOWNS, *places.SEATS)))
    return Near(found)


def whereabouts(town: str | None, gss: str | None) -> str | None:
    """Return what the catalog keeps of where a service is: a town's id, else the GSS code."""
    found = _towns().get(_plain(town or ""))
    return found or (gss if gss in places.SEATS else None)


def names(language: str) -> list[str]:
    """Return every name that may be chosen, for completions."""
    towns = {town_name(one, language) for one in places.TOWNS.values()}
    found = {Near(gss).title(language) for gss in places.SEATS}
    return sorted(towns | found, key=_plain)


@cache
def _towns() -> dict[str, str]:
    return dict(_named((one.id, (one.id, one.name_en, one.name_cy)) for one in _all_towns()))


def _all_towns() -> Iterable[Town]:
    return places.TOWNS.values()


@cache
def _tokens() -> dict[str, str]:
    councils = (
        (one.gss, (one.gss, one.name_en, one.name_cy))
        for one in authorities.ALL
        if one.gss in places.SEATS
    )
    # A town is nearer than the authority that has its name.
    return {**dict(_named(councils)), **_towns()}


def _named(found: Iterable[tuple[str, Iterable[str]]]) -> Iterator[tuple[str, str]]:
    return ((_plain(name), token) for token, all_names in found for name in all_names)


def _plain(text: str) -> str:
    """Return a name in small letters without accents, signs and spaces."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return SIGNS.sub("", bare).removeprefix("y") if bare.startswith("y ") else SIGNS.sub("", bare)
