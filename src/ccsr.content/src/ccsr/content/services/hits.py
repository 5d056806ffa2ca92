"""What a search finds, as bitmaps of record ids.

The catalog says what the user may see, the text index what of that matches.
Facets only ever take away from it, so that no count can hold more.
"""

from ccsr.content.domain import dates
from ccsr.content.domain.facets import FACETS
from ccsr.content.services.order import Order
from ccsr.content.services.order import UNSIGNED
from ccsr.content.services.visible import visible
from ccsr.search import facets
from ccsr.search.results import bitmap
from ccsr.search.results import signed
from functools import cached_property
from functools import reduce
from operator import and_
from operator import or_
from Products.PluginIndexes.DateIndex.DateIndex import MAX32
from pyroaring import BitMap


class Hits:
    """The hits of a ``domain.find.Search``; ``catalog`` is ``portal_catalog``.

    Record ids are unsigned in bitmaps, signed in lists. No object is woken.
    """

    def __init__(self, catalog, search, language="en"):
        self.catalog = catalog
        self.language = language
        self.search = search
        #: What the user may see, whatever is asked for; asked first of all, since
        #: that brings the indexes up to date.
        self.visible = visible(catalog)

    @cached_property
    def matched(self):
        """What the words match of it."""
        return self.text_index.hits(self.search.q, self.visible)

    @property
    def text_index(self):
        """The index of the words."""
        return self._index("SearchableText")

    @property
    def is_partial(self):
        """Whether something that matches may be missing."""
        return self.text_index.is_partial()

    @cached_property
    def found(self):
        """What the whole search matches."""
        return self._within(self.chosen)

    @property
    def total(self):
        """How many that are."""
        return len(self.found)

    def counts(self, facet):
        """Return counts by the facet's value, its own selection left out."""
        is_chosen = facet.name in self.chosen
        base = self._within({**self.chosen, facet.name: None}) if is_chosen else self.found
        counted = self._counted(facet, base)
        for value in self.search.selected.get(facet.name, ()):
            having = self._of_value(facet, value)
            counted.setdefault(value, having.intersection_cardinality(base))
        return counted

    def _counted(self, facet, base):
        if facet.is_past:
            # One bitmap for all days before today, and not one for each.
            having = {value: self._of_value(facet, value) for value in facet.tokens}
            numbers = {value: one.intersection_cardinality(base) for value, one in having.items()}
            return {value: number for value, number in numbers.items() if number}
        counted = facets.counts(self._index(facet.index), base)
        return {facet.name_of(key): number for key, number in counted.items()}

    @cached_property
    def chosen(self):
        """What each facet in use lets through, by its name, and the range of dates."""
        chosen = {
            facet.name: self._having(facet)
            for facet in FACETS
            if facet.name in self.search.selected
        }
        if self.search.from_ or self.search.to:
            chosen["days"] = self._in_range()
        if self.search.near:
            chosen["near"] = reduce(or_, self.rings, BitMap())
        return chosen

    @cached_property
    def rings(self):
        """What is around the place that was asked for, the nearest first."""
        index = self._index("whereabouts")
        rings = self.search.near.rings(self.search.within)
        return [facets.matching(index, keys) for _miles, keys in rings]

    def whereabouts(self, brain):
        """Return what is known of where a hit is: a town's id or a GSS code, None of nothing."""
        return self._index("whereabouts").documentToKeyMap().get(brain.getRID())

    def ordered(self, start, size):
        """Return record ids in the order asked for."""
        order = Order(self.catalog, self.language)
        if self.search.order == "relevance":
            return order.by_score(self.found, self.matched, start, size)
        if self.search.order == "date":
            return order.by_date(self.found, start, size)
        if self.search.order == "distance":
            return order.by_distance(self.found, self.rings, start, size)
        return order.by_title(self.found, start, size)

    def numbered(self, number):
        """Return the URL of the one thing with this URN or reference; None if it is not one."""
        rids = bitmap(_rids(self._index("number")._index.get(number))) & self.visible
        return self.catalog._catalog[signed(rids)[0]].getURL() if len(rids) == 1 else None

    def batch(self):
        """Return the brains of the batch that was asked for."""
        rids = self.ordered(self.search.b_start, self.search.b_size)
        return [self.catalog._catalog[rid] for rid in rids]

    def uid(self, brain):
        """Return the UID of a hit."""
        return self._index("UID").documentToKeyMap().get(brain.getRID())

    def visible_at(self, paths):
        """Return the brains of those of Find's things at ``paths`` that the user may see.

        A search by path would wake what stands there, to see whether it is inactive.
        """
        records = self.catalog._catalog
        rids = (records.uids.get(path) for path in paths)
        return [records[rid] for rid in rids if rid is not None and rid & UNSIGNED in self.visible]

    def _within(self, chosen):
        base = self.matched.found if self.search.q else self.visible
        return reduce(and_, [one for one in chosen.values() if one is not None], base)

    def _having(self, facet):
        values = self.search.selected[facet.name]
        return BitMap.union(BitMap(), *(self._of_value(facet, value) for value in values))

    def _of_value(self, facet, value):
        """Return the records that have a value of a facet."""
        index = self._index(facet.index)
        if not facet.is_past:
            return facets.matching(index, facet.keys(value))
        today = index._convert(dates.today())
        return facets.remembered([index], (value, today), lambda: _before(index, today, value))

    def _in_range(self):
        index = self._index("document_date")
        first = index._convert(self.search.from_, 0)
        last = index._convert(self.search.to, MAX32)
        days = [found for day, found in facets.of(index).items() if first <= day <= last]
        return BitMap.union(BitMap(), *days)

    def _index(self, name):
        return self.catalog._catalog.getIndex(name)


def _rids(row):
    return () if row is None else (row,) if isinstance(row, int) else row


def _before(index, today, value):
    """Return the records whose day is past (``yes``) or is not (``no``)."""
    days = facets.of(index)
    return facets.matching(index, [day for day in days if (day < today) == (value == "yes")])
