"""In which order hits are shown: by score, day or name, equals by lot.

What is shown is a small window on what may be 100,000 records. So a large set
is walked through in the order of the catalog's own index until the window is
full, and only a small one is sorted.
"""

from ccsr.content.domain import dates
from ccsr.content.domain.find import band
from ccsr.content.domain.find import GROUP
from ccsr.content.domain.find import lot
from ccsr.content.domain.find import lot_of_group
from ccsr.content.domain.find import window
from ccsr.search import facets
from ccsr.search.results import bitmap
from ccsr.search.results import signed
from collections import defaultdict
from itertools import groupby
from operator import itemgetter
from pyroaring import BitMap


#: So many records are sorted, of more a part is looked at only.
FEW = 1000
#: How many times dearer it is to walk past a name than to sort one.
DEARER = 4
#: So many equals or fewer are shown with the documents of a service together.
TOGETHER = 1000
#: Records whose scores are asked for: those of the first ten pages.
SCORED = 200
UNSIGNED = 0xFFFFFFFF


#: The index of names by the language of who reads them; the others' is the first.
NAMES = {"en": "sortable_title", "cy": "welsh_name"}


def names_in(language):
    """Return the index of the names that are shown in a language, in its alphabet."""
    return NAMES.get(language, NAMES["en"])


class Order:
    """Orders bitmaps of records of a catalog, for today and a reader's language."""

    def __init__(self, catalog, language="en"):
        self.names = names_in(language)
        self.records = catalog._catalog
        self.index = self.records.getIndex
        self.today = dates.today()

    def by_score(self, found, hits, start, size):
        """Return the window of ``found``, which are some of the text index's ``hits``."""
        return window(by_band(found, hits), self._drawn_by_service, start, size)

    def by_date(self, found, start, size):
        """Return the window, the newest first and the undated last."""
        return self._window(self._days(found), start, size)

    def by_distance(self, found, rings, start, size):
        """Return the window, the nearest of the ``rings`` first."""
        return self._window(_and_the_rest((one & found for one in rings), found), start, size)

    def by_title(self, found, start, size):
        """Return the window by the names."""
        return self._window(self._titles(found, start + size), start, size)

    def _window(self, groups, start, size):
        return window(groups, self._drawn, start, size)

    def _days(self, found):
        index = self.index("document_date")
        if len(found) <= FEW:
            days = index.documentToKeyMap()
            # Undated is 0 and so comes after every day.
            yield from _sorted(found, lambda rid: -days.get(rid, 0))
            return
        on_day = facets.of(index)
        dated = (on_day[day] & found for day in sorted(on_day, reverse=True))
        yield from _and_the_rest(dated, found)

    def _titles(self, found, reach):
        index = self.index(self.names)
        # Each name on the way is looked at, whether what bears it was found or not.
        on_the_way = reach * len(index) / max(1, len(found))
        if len(found) <= FEW or on_the_way * DEARER > len(found):
            titles = index.documentToKeyMap()
            yield from _sorted(found, lambda rid: titles.get(rid, ""))
            return
        named = (_among(rids, found) for rids in index._index.values())
        yield from _and_the_rest(named, found)

    def _drawn_by_service(self, equals, start, stop):
        """Return a part of ``equals``, the documents of a service together, the newest first.

        Whoever looks for a service wants its last report; the services draw the lots.
        """
        if len(equals) > TOGETHER:
            return self._drawn(equals, start, stop)
        services = self._by_service(equals)
        drawn = sorted(services, key=lambda holder: lot(self._uid(holder), self.today))
        return window(
            (services[holder] for holder in drawn), self._newest_first, start, stop - start
        )

    def _by_service(self, equals):
        """Return lists of record ids by that of the service; what is no document stands alone."""
        services = defaultdict(list)
        days, paths = self.index("document_date").documentToKeyMap(), self.records.paths
        known = {}
        for rid in signed(equals):
            holder = rid
            if rid in days:
                path = paths[rid].rpartition("/")[0]
                holder = known.get(path)
                if holder is None:
                    holder = known[path] = self.records.uids.get(path, rid)
            services[holder].append(rid)
        return services

    def _newest_first(self, rids, start, stop):
        days = self.index("document_date").documentToKeyMap()
        # Sorting keeps the order of equals.
        by_lot = sorted(rids, key=lambda rid: lot(self._uid(rid), self.today))
        return sorted(by_lot, key=lambda rid: -days.get(rid, 0))[start:stop]

    def _uid(self, rid):
        return self.index("UID").documentToKeyMap().get(rid) or str(rid)

    def _drawn(self, equals, start, stop):
        """Return a part of ``equals`` in the order of their lots."""
        if len(equals) <= FEW:
            return self._sorted_by_lot(equals)[start:stop]
        return window(
            _and_the_rest(self._groups(equals), equals),
            lambda part, first, last: self._sorted_by_lot(part)[first:last],
            start,
            stop - start,
        )

    def _groups(self, equals):
        """Yield the groups of ``equals`` in the order of the groups' lots."""
        groups = facets.of(self.index("UID"), group_of)
        numbers = {name: one.intersection_cardinality(equals) for name, one in groups.items()}
        drawn = [name for name, number in numbers.items() if number]
        drawn.sort(key=lambda name: lot_of_group(name, numbers[name], self.today))
        return (groups[name] & equals for name in drawn)

    def _sorted_by_lot(self, equals):
        return sorted(signed(equals), key=lambda rid: lot(self._uid(rid), self.today))


def group_of(index, rid):
    """Return the group of a record among the lots."""
    uid = index._unindex.get(rid)
    return (uid[:GROUP],) if uid else ()


def by_band(found, hits):
    """Yield the records of each band of scores, the best first.

    What has no score is no better than the least that has one, and as good for
    all that is known: they draw lots together.
    """
    yield from _and_the_rest(_bands(found, hits), found)


def _bands(found, hits):
    ranked = [(rid, band(score)) for rid, score in hits.best(SCORED, found).items()]
    # Of the last band there may be more.
    last = ranked[-1][1] if 0 < len(ranked) < len(found) else None
    for place, same in groupby(ranked, key=itemgetter(1)):
        if place != last:
            yield bitmap([rid for rid, _place in same])


def _sorted(found, rank):
    ranked = sorted((rank(rid), rid) for rid in signed(found))
    for _rank, same in groupby(ranked, key=lambda pair: pair[0]):
        yield bitmap([rid for _same, rid in same])


def _and_the_rest(groups, found):
    """Yield groups that are not empty, and what of ``found`` was in none of them."""
    seen = BitMap()
    for group in groups:
        if group:
            seen |= group
            yield group
    rest = found - seen
    if rest:
        yield rest


def _among(rids, found):
    many = (rids,) if isinstance(rids, int) else rids
    return BitMap([rid & UNSIGNED for rid in many if rid & UNSIGNED in found])
