"""What a stock Plone would do: the same portal on Plone's own text index, and a page's questions.

The portal is copied (files stand in both by hard links) and the profile
``ccsr.search:uninstall`` puts Plone's index back and fills it.
"""

from BTrees.IIBTree import IISet
from BTrees.IIBTree import intersection
from ccsr.content.domain.facets import FACETS
from ccsr.content.domain.facets import TYPES
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import argparse
import json
import portal
import shutil
import subprocess
import sys
import tempfile
import time


def folder_of(folder):
    """Return where the stock copy of a portal is kept."""
    return Path(f"{folder}-stock")


def copy(folder, to):
    """Copy a portal; what is never written to again is linked."""
    shutil.rmtree(to, ignore_errors=True)
    to.mkdir(parents=True)
    for name in ("filestorage", "search"):
        if (Path(folder) / name).exists():
            shutil.copytree(Path(folder) / name, to / name)
    subprocess.run(["cp", "-al", f"{folder}/blobstorage", f"{to}/blobstorage"], check=True)
    for name in ("demo-accounts.json", "portal.json"):
        shutil.copy2(Path(folder) / name, to / name)


@contextmanager
def copied(folder):
    """Yield a copy of a portal to write to, beside it; it is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="work-", dir=Path(folder).parent) as work:
        copy(folder, Path(work) / "portal")
        yield Path(work) / "portal"


def ensure(folder):
    """Make the stock copy where it is not there; return its folder."""
    stock = folder_of(folder)
    if not (stock / "portal.json").exists():
        copy(folder, stock)
        (stock / "portal.json").unlink()
        seconds = _fill(stock)
        known = portal.facts(folder) | {"seconds_to_fill_the_stock_index": seconds}
        (stock / "portal.json").write_text(json.dumps(known, indent=2) + "\n")
    return stock


def _fill(folder):
    import transaction

    print("Filling Plone's own text index …", file=sys.stderr, flush=True)
    begun = time.perf_counter()
    with portal.opened(folder) as (_app, site):
        site.portal_setup.runAllImportStepsFromProfile("ccsr.search:uninstall")
        catalog = site.portal_catalog
        if not catalog._catalog.getIndex("SearchableText").numObjects():
            catalog.reindexIndex("SearchableText", None)
        transaction.commit()
    return round(time.perf_counter() - begun, 1)


class StockHits:
    """A page of results with all facets, asked of the catalog alone.

    The words and the permission are one query; each facet's values are counted
    by intersecting the sets that its index holds. The order is the catalog's.
    """

    def __init__(self, catalog, query):
        self.catalog = catalog
        self.results = catalog.searchResults(
            SearchableText=query, portal_type=[term.token for term in TYPES]
        )
        # The record ids, as (score, record id, …) where there are scores; no brain is made.
        self.sequence = getattr(self.results, "_seq", ())
        self.visible = self.records()

    def records(self):
        """Return the record ids of the results."""
        return IISet(map(_rid, self.sequence))

    @property
    def total(self):
        """How many there are."""
        return len(self.visible)

    def counts(self, facet):
        """Return counts by the facet's value."""
        index = self.catalog._catalog.getIndex(facet.index)
        return {key: len(intersection(self.visible, rids)) for key, rids in index.items()}

    def ordered(self, start, size):
        """Return record ids, the best first."""
        return [_rid(one) for one in self.sequence[start : start + size]]


class UsualHits(StockHits):
    """The same with the public interface alone, as add-ons with facets have it.

    A brain is made for each hit, to ask it for its record id (once, not for each facet).
    """

    def records(self):
        """Return the record ids of the results."""
        return IISet([brain.getRID() for brain in self.results])

    def ordered(self, start, size):
        """Return record ids, the best first."""
        return [brain.getRID() for brain in self.results[start : start + size]]


def _rid(one):
    return one[1] if isinstance(one, tuple) else one


def _ask(make, catalog, query):
    hits = make(catalog, query)
    counts = {facet.name: hits.counts(facet) for facet in FACETS}
    hits.ordered(0, 20)
    return hits.total, counts


#: Ways of answering a query; each returns the number of hits and the counts.
WAYS = {"usual": partial(_ask, UsualHits), "fastest": partial(_ask, StockHits)}


def main():
    parser = argparse.ArgumentParser(description="Make the stock copy of a portal.")
    parser.add_argument("folder", type=Path)
    print(json.dumps({"folder": str(ensure(parser.parse_args().folder))}))


if __name__ == "__main__":
    main()
