"""Towns with the places of their centres, and what lies beside what.

``places.csv``: coordinates from GeoNames (geonames.org, CC BY 4.0), turned into the
British National Grid and rounded to 100 m. ``gss`` is the authority of a town in Wales.
``postcode_districts.csv``: the town that a postcode district is around.
``authority_neighbours.csv``: where an authority has its offices, and the authorities that
share a boundary with it, from the boundaries in ``wales.json`` (Menai and Dyfi count as such).
"""

from csv import DictReader
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True)
class Town:
    """A town; ``east`` and ``north`` in units of 100 m, ``gss`` empty outside Wales."""

    id: str
    name_en: str
    name_cy: str
    gss: str
    east: int
    north: int


def _rows(name: str) -> list[dict[str, str]]:
    text = files(__package__).joinpath(f"data/{name}.csv").read_text("utf-8")
    return list(DictReader(text.splitlines()))


def _town(row: dict[str, str]) -> Town:
    names = row["id"], row["name_en"], row["name_cy"], row["gss"]
    return Town(*names, int(row["east"]), int(row["north"]))


TOWNS = {row["id"]: _town(row) for row in _rows("places")}
#: Postcode district → id of a town.
DISTRICTS = {row["district"]: row["place"] for row in _rows("postcode_districts")}
_BESIDE = _rows("authority_neighbours")
#: GSS code → id of the town with its offices.
SEATS = {row["gss"]: row["seat"] for row in _BESIDE}
#: GSS code → those of the authorities beside it.
NEIGHBOURS = {row["gss"]: frozenset(row["neighbours"].split()) for row in _BESIDE}
