"""How what was found is spread over Wales: towns as dots of a map."""

from __future__ import annotations

from ccsr.content.config.places import Town
from ccsr.content.config.places import TOWNS
from ccsr.content.domain.statistics.boundaries import Map
from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt


#: Radius of the dot of one thing, and the largest of all, in kilometres of the map.
SMALLEST = 2.2
LARGEST = 7.0


@dataclass(frozen=True)
class Dot:
    """A town with its number; ``x`` and ``y`` are of the map."""

    town: Town
    number: int
    x: float
    y: float
    radius: float


def dots(numbers: Mapping[str, int], drawn: Map) -> list[Dot]:
    """Return a dot for each town in Wales by its id, the largest first so that none is covered.

    The area of a dot is as its number; of large numbers it grows more slowly.
    """
    most = max(numbers.values(), default=0)
    found = [
        Dot(town, number, *drawn.at(town.east, town.north), radius(number, most))
        for town, number in ((TOWNS[id], number) for id, number in numbers.items())
        if town.gss
    ]
    return sorted(found, key=lambda one: (-one.number, one.town.id))


def radius(number: int, most: int) -> float:
    """Return the radius of a dot where the largest stands for `most`."""
    largest = min(LARGEST, SMALLEST * sqrt(most))
    share = (sqrt(number) - 1) / (sqrt(most) - 1) if most > 1 else 0
    return round(SMALLEST + (largest - SMALLEST) * share, 1)
