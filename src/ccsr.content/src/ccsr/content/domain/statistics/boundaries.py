"""The boundaries of the 22 authorities as paths of a picture.

The file is the ONS's and OS's (Open Government Licence v3.0), simplified; its numbers are
metres of the British National Grid.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import json


#: Metres of a unit of the picture, and of a unit in which a town's place is given.
UNIT = 1000
PLACE = 100
SOURCE = "config", "data", "wales.json"


@dataclass(frozen=True)
class Shape:
    """An authority: its GSS code and the path of an SVG."""

    gss: str
    path: str


@dataclass(frozen=True)
class Map:
    """All shapes, and the size of the picture in its own units.

    ``left`` and ``top`` are where its corner is, in metres of the grid.
    """

    shapes: tuple[Shape, ...]
    width: int
    height: int
    left: float
    top: float

    def at(self, east: int, north: int) -> tuple[float, float]:
        """Return where a town is on the picture; `east` and `north` in units of 100 m."""
        x, y = east * PLACE - self.left, self.top - north * PLACE
        return round(x / UNIT, 1), round(y / UNIT, 1)


@cache
def wales() -> Map:
    """Return the map."""
    text = files("ccsr.content").joinpath(*SOURCE).read_text("utf-8")
    found = {
        one["properties"]["LAD23CD"]: _rings(one["geometry"])
        for one in json.loads(text)["features"]
    }
    points = [point for rings in found.values() for ring in rings for point in ring]
    left, top = min(x for x, _ in points), max(y for _, y in points)
    width = max(x for x, _ in points) - left
    height = top - min(y for _, y in points)
    shapes = (_shape(gss, rings, left, top) for gss, rings in sorted(found.items()))
    return Map(tuple(shapes), -(-int(width) // UNIT), -(-int(height) // UNIT), left, top)


Ring = list[tuple[float, float]]


def _rings(geometry: dict[str, object]) -> list[Ring]:
    parts: list = geometry["coordinates"]  # type: ignore[assignment,type-arg]  # as GeoJSON has it
    polygons = parts if geometry["type"] == "MultiPolygon" else [parts]
    return [[(x, y) for x, y in ring] for polygon in polygons for ring in polygon]


def _shape(gss: str, rings: list[Ring], left: float, top: float) -> Shape:
    drawn = [[((x - left) / UNIT, (top - y) / UNIT) for x, y in ring] for ring in rings]
    path = "".join("M" + "L".join(f"{x:g} {y:g}" for x, y in ring) + "Z" for ring in drawn)
    return Shape(gss, path)
