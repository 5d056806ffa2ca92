"""What a search finds in the catalog, as sets of record ids.

One query asks the catalog what the user may see of the text; it alone decides
who may see. Facets only ever take away from that set, by intersecting it with
the sets that the catalog's indexes hold, so that no count can hold more.
"""

from BTrees.IIBTree import IISet
from BTrees.IIBTree import intersection
from BTrees.IIBTree import multiunion
from ccsr.content.domain import dates
from ccsr.content.domain import words
from ccsr.content.domain.facets import FACETS
from ccsr.content.domain.facets import TYPES
from ccsr.content.domain.find import lot
from ccsr.content.domain.find import window
from functools import cached_property
from functools import reduce
from Products.ZCTextIndex.ParseTree import ParseError
from Products.ZCTextIndex.ParseTree import QueryError


class Hits:
    """The hits of a ``domain.find.Search``; ``catalog`` is ``portal_catalog``.

    ``scores`` are by record id of all that the words match and the user may
    see, ``visible`` are the record ids alone, whatever the facets.
    """

    def __init__(self, catalog, search):
        self.catalog = catalog
        self.search = search
        # First of all, since the query brings the indexes up to date.
        self.scores = dict(matches(catalog, search))
        self.visible = IISet(self.scores)

    @cached_property
    def rids(self):
        """Record ids of what the whole search matches."""
        return self.within(self.selections.values())

    @cached_property
    def selections(self):
        """Record ids with one of the selected values, by facet."""
        return {
            facet.name: self._having(facet, self.search.selected[facet.name])
            for facet in FACETS
            if facet.name in self.search.selected
        }

    def counts(self, facet):
        """Return counts by the facet's value, its own selection left out."""
        others = [chosen for name, chosen in self.selections.items() if name != facet.name]
        base = self.within(others)
        counted = {
            facet.name_of(key): len(intersection(base, rids))
            for key, rids in self._index(facet).items()
        }
        for value in self.search.selected.get(facet.name, ()):
            counted.setdefault(value, len(intersection(base, self._having(facet, [value]))))
        return counted

    def within(self, chosen):
        """Return what of the visible is in every chosen set."""
        return reduce(intersection, chosen, self.visible)

    def _having(self, facet, values):
        keys = {key for value in values for key in facet.keys(value)}
        return multiunion([rids for key, rids in self._index(facet).items() if key in keys])

    def _index(self, facet):
        return self.catalog._catalog.getIndex(facet.index)

    def batch(self):
        """Return the brains of the batch that was asked for."""
        rank = {"relevance": self._by_score, "date": self._by_date, "title": self._by_title}
        found = window(
            self.rids,
            rank[self.search.order](),
            self._draw,
            self.search.b_start,
            self.search.b_size,
        )
        return [self.catalog._catalog[rid] for rid in found]

    def _by_score(self):
        return lambda rid: -self.scores[rid]

    def _by_date(self):
        days = self.catalog._catalog.getIndex("document_date").documentToKeyMap()
        # Undated is 0 and so comes after every day.
        return lambda rid: -days.get(rid, 0)

    def _by_title(self):
        titles = self.catalog._catalog.getIndex("sortable_title").documentToKeyMap()
        return lambda rid: titles.get(rid, "")

    def _draw(self, rid):
        uids = self.catalog._catalog.getIndex("UID").documentToKeyMap()
        return lot(uids.get(rid) or str(rid), dates.today())


def matches(catalog, search):
    """Yield record ids and scores of what the user may see of the words; no brain is made."""
    query = {"portal_type": [term.token for term in TYPES]}
    if search.q:
        query["SearchableText"] = words.text_query(search.words)
        if query["SearchableText"] is None:
            return
    try:
        results = catalog.searchResults(query)
    except (ParseError, QueryError):
        # Signs of no script that the index knows; it has no record with them.
        return
    for one in getattr(results, "_seq", ()):
        yield (one[1], one[0]) if isinstance(one, tuple) else (one, 0)
