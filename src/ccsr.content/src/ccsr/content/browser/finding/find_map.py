"""``@@find-map``: where the results of a search lie, by authority and by town.

It takes what ``@@find`` takes. A script that asks with ``X-Requested-With:
XMLHttpRequest`` gets the map alone, to stand beside the results.
"""

from ccsr.content import _
from ccsr.content.browser.finding.find import FindPage
from ccsr.content.browser.native import NativeTemplate
from ccsr.content.config.places import TOWNS
from ccsr.content.domain import charts
from ccsr.content.domain import near
from ccsr.content.domain import spread
from ccsr.content.domain.naming import alphabetic
from ccsr.content.domain.near import Near
from ccsr.content.domain.near import town_name
from ccsr.content.domain.statistics.boundaries import wales
from ccsr.content.services.spread import AUTHORITY
from ccsr.content.services.spread import Spread
from dataclasses import dataclass
from dataclasses import replace
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message


STEPS = 5
#: Miles around a town that its dot asks for.
AROUND = min(near.WITHIN)
COUNTED = _("map_counted", default="${name}: ${number}")
REMOVES = _("map_removes", default="${name}: ${number}, selected: remove")
NEAR = _("map_near", default="${name}: ${number}. Find within ${miles} miles")


@dataclass(frozen=True)
class Spot:
    """An authority or a town: its name, its number, and the search that it leads to."""

    id: str
    name: str
    number: int
    url: str
    said: str
    is_selected: bool


class FindMap(FindPage):
    """The map, the same as a table, and a legend."""

    index = ViewPageTemplateFile("templates/find_map.pt")
    parts = NativeTemplate("templates/find_map_parts.pt")
    #: A number leads nowhere from here.
    exact = ""

    @cached_property
    def spread(self):
        """How many of the results lie where."""
        return Spread(self.find.hits, api.user.get_roles())

    @property
    def is_restricted(self):
        """Return whether there are addresses that the reader may not know."""
        return not self.spread.knows_all

    @property
    def adds(self):
        """Return whether the number of an authority is what it would add to the list."""
        return AUTHORITY.name in self.search.selected

    @cached_property
    def authorities(self):
        """The authorities with results, by GSS code, in the order of their names."""
        return self._by_name(
            {gss: self._authority(gss, count) for gss, count in self.spread.authorities.items()}
        )

    @cached_property
    def towns(self):
        """The towns with results, by id, in the order of their names."""
        counted = self.spread.towns.items()
        return self._by_name({town: self._town(TOWNS[town], count) for town, count in counted})

    @cached_property
    def most(self):
        """The number of the town with the most results."""
        return max(self.spread.towns.values(), default=0)

    def _by_name(self, spots):
        names = {id: alphabetic(spot.name, self.find.language) for id, spot in spots.items()}
        return {id: spots[id] for id in sorted(spots, key=names.__getitem__)}

    def _authority(self, gss, number):
        search = self.search.toggled(AUTHORITY.name, gss)
        is_selected = gss in self.search.selected.get(AUTHORITY.name, ())
        name = self.find.title_of(AUTHORITY, gss)
        return self._spot(gss, name, number, search, REMOVES if is_selected else COUNTED)

    def _town(self, town, number):
        is_selected = self.search.near == Near(town.id)
        place = None if is_selected else Near(town.id)
        within = near.USUAL if is_selected else AROUND
        search = replace(self.search, near=place, within=within, b_start=0)
        name = town_name(town, self.find.language)
        return self._spot(town.id, name, number, search, REMOVES if is_selected else NEAR)

    def _spot(self, id, name, number, search, said):
        about = {"name": name, "number": f"{number:,}", "miles": str(AROUND)}
        words = self.find.translated(Message(said, mapping=about))
        return Spot(f"map-{id}", name, number, self.url(search), words, said is REMOVES)

    # -- the picture --------------------------------------------------------------------

    @property
    def box(self):
        """Return the size of the picture."""
        return f"0 0 {wales().width} {wales().height}"

    def shapes(self):
        """Return path, step and what is there of each authority, those that are chosen last."""
        shapes = wales().shapes
        steps = charts.classes(self._numbers, STEPS)
        found = [
            (shape, step, self.authorities.get(shape.gss))
            for shape, step in zip(shapes, steps, strict=True)
        ]
        # What is drawn later is not covered by its neighbours.
        return sorted(found, key=lambda one: bool(one[2] and one[2].is_selected))

    @property
    def _numbers(self):
        return [self.spread.authorities.get(shape.gss, 0) for shape in wales().shapes]

    def legend(self):
        """Return the steps with their numbers."""
        return charts.legend(self._numbers, STEPS)

    def dots(self):
        """Return the dots with what is there."""
        return [(dot, self.towns[dot.town.id]) for dot in spread.dots(self.spread.towns, wales())]

    def name_of(self, gss):
        """Return the name of an authority in which nothing lies."""
        return self.find.title_of(AUTHORITY, gss)
