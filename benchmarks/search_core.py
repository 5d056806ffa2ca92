"""Plone's stock text index beside ours: same texts, same machine, one run.

``PYTHONPATH=src/ccsr.search/src .venv/bin/python benchmarks/search_core.py [N] [--json FILE]``

Texts have 800 words each from a vocabulary of 30,000 after Zipf, made from a
seed. Every query also asks ``allowedRolesAndUsers``, which half of the documents
answer, and takes the first 20 by relevance. ``p50`` and ``p95`` are of a query that
was not asked before, ``again`` is the median of one that was, ``bitmaps`` that of
``hits`` and ``facets`` as a page uses them: permission, counts of 22 values, best 20.
"""

from ccsr.search import facets
from ccsr.search.index import TantivyIndex
from OFS.Application import Application
from OFS.SimpleItem import SimpleItem
from pathlib import Path
from Products.BTreeFolder2.BTreeFolder2 import BTreeFolder2
from Products.PluginIndexes.FieldIndex.FieldIndex import FieldIndex
from Products.PluginIndexes.KeywordIndex.KeywordIndex import KeywordIndex
from Products.ZCatalog.ZCatalog import ZCatalog
from Products.ZCTextIndex.HTMLSplitter import HTMLWordSplitter
from Products.ZCTextIndex.Lexicon import CaseNormalizer
from Products.ZCTextIndex.OkapiIndex import OkapiIndex
from Products.ZCTextIndex.ZCTextIndex import PLexicon
from Products.ZCTextIndex.ZCTextIndex import ZCTextIndex
from rich.console import Console
from rich.table import Table
from texts import queries
from texts import text
from texts import VOCABULARY_WORDS
from texts import WORDS
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage

import argparse
import json
import os
import shutil
import statistics
import tempfile
import time
import transaction


#: Documents in one transaction while the database is filled; some are then added one by one.
TOGETHER, ALONE = 200, 50
SMALL_RUN = 12


class Document(SimpleItem):
    """Its text is made again from its number, so that the database keeps none."""

    def __init__(self, number):
        self.id = f"d{number}"
        self.number = number

    def SearchableText(self):
        return text(self.number)

    def Title(self):
        return " ".join(text(self.number).split()[5:9])

    def region(self):
        return self.number % 22

    def allowedRolesAndUsers(self):
        return ["Manager", "Commissioner"] if self.number % 2 else ["Manager"]


def stock_index(catalog):
    catalog._setObject("lexicon", PLexicon("lexicon", "", HTMLWordSplitter(), CaseNormalizer()))
    return ZCTextIndex(
        "SearchableText",
        index_factory=OkapiIndex,
        caller=catalog,
        lexicon_id="lexicon",
    )


def our_index(catalog):
    return TantivyIndex("SearchableText")


class Run:
    """One index type over a database of its own."""

    def __init__(self, name, make_index, folder):
        self.name = name
        self.path = folder / f"{name}.fs"
        self.database = DB(FileStorage(str(self.path)), cache_size=100_000)
        self.connection = self.database.open()
        app = self.connection.root()["Application"] = Application()
        app._setObject("documents", BTreeFolder2("documents"))
        app._setObject("catalog", ZCatalog("catalog"))
        self.app = app
        self.connection.add(app)
        self.catalog = app.catalog
        self.catalog._catalog.addIndex("allowedRolesAndUsers", KeywordIndex("allowedRolesAndUsers"))
        self.catalog._catalog.addIndex("region", FieldIndex("region"))
        self.catalog._catalog.addIndex("SearchableText", make_index(self.catalog))
        transaction.commit()

    @property
    def index(self):
        return self.catalog._catalog.getIndex("SearchableText")

    def add(self, number):
        self.app.documents._setOb(f"d{number}", Document(number))
        document = self.app.documents._getOb(f"d{number}")
        self.catalog.catalog_object(document)

    def fill(self, count):
        """Add documents, many in a transaction; return seconds."""
        begun = time.perf_counter()
        for number in range(count):
            self.add(number)
            if number % TOGETHER == TOGETHER - 1:
                transaction.commit()
                self.connection.cacheGC()
        transaction.commit()
        return time.perf_counter() - begun

    def write_alone(self, first):
        """Commit documents one by one; return milliseconds and bytes of Data.fs for each."""
        size = os.path.getsize(self.path)
        times = []
        for number in range(first, first + ALONE):
            text(number)
            begun = time.perf_counter()
            self.add(number)
            transaction.commit()
            times.append((time.perf_counter() - begun) * 1000)
        return statistics.median(times), (os.path.getsize(self.path) - size) / ALONE

    def forget(self):
        """Let every query be the first of its kind."""
        if self.name == "tantivy":
            self.index._engine._cache.clear()

    def ask(self, query, times, warm=False):
        """Return the number of hits, and milliseconds at p50 and p95."""
        taken = []
        for _ in range(times):
            if not warm:
                self.forget()
            begun = time.perf_counter()
            found = self.catalog(
                SearchableText=query,
                allowedRolesAndUsers=["Commissioner", "Anonymous"],
                b_size=20,
            )
            [brain.getRID() for brain in found[:20]]
            taken.append((time.perf_counter() - begun) * 1000)
        taken.sort()
        return found.actual_result_count, taken[len(taken) // 2], taken[int(len(taken) * 0.95)]

    def count(self, query, times):
        """Return milliseconds at p50 for the permission, 22 counts and the first 20, on bitmaps."""
        indexes = self.catalog._catalog.getIndex
        taken = []
        for _ in range(times):
            self.forget()
            begun = time.perf_counter()
            allowed = facets.matching(
                indexes("allowedRolesAndUsers"), ["Commissioner", "Anonymous"]
            )
            hits = indexes("SearchableText").hits(query, allowed)
            facets.counts(indexes("region"), hits.found)
            hits.best(20)
            taken.append((time.perf_counter() - begun) * 1000)
        return statistics.median(taken)


def directory_size(folder):
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def measure(run, count, times, search, with_rebuild):
    filled = run.fill(count)
    if run.name == "tantivy":
        run.index.settle(600)
    alone, growth = run.write_alone(count)
    found = {
        "write_ms": round(alone, 2),
        "data_fs_bytes": round(growth),
        "fill_per_second": round(count / filled),
    }
    if run.name == "tantivy":
        run.index.settle(600)
        found["index_bytes"] = round(directory_size(search) / (count + ALONE))
        if with_rebuild:
            found["rebuild_per_second"] = rebuild(run, count + ALONE, search)
        found["after_foreign_commit_ms"] = after_a_commit(run)
        found["unchanged_query_ms"] = round(run.ask(VOCABULARY_WORDS[25_000], times)[1], 2)
    found["queries"] = {}
    for name, query in queries().items():
        run.ask(query, 2)
        hits, median, slow = run.ask(query, times)
        found["queries"][name] = {"hits": hits, "p50": round(median, 2), "p95": round(slow, 2)}
        if run.name == "tantivy":
            found["queries"][name]["bitmaps"] = round(run.count(query, times), 2)
        found["queries"][name]["again"] = round(run.ask(query, times, warm=True)[1], 2)
    run.connection.close()
    run.database.close()
    return found


def after_a_commit(run):
    """Return milliseconds of a rare word's query right after another connection's commit."""
    rare, taken = VOCABULARY_WORDS[25_000], []
    for number in range(10):
        manager = transaction.TransactionManager()
        connection = run.database.open(manager)
        index = connection.root()["Application"].catalog._catalog.getIndex("SearchableText")
        index._versions[next(iter(index._versions.keys())) - number - 1] = number + 1
        index._changes.change(1)
        manager.commit()
        connection.close()
        run.connection.sync()
        begun = time.perf_counter()
        run.catalog(SearchableText=rare)
        taken.append((time.perf_counter() - begun) * 1000)
    return round(statistics.median(taken), 2)


def rebuild(run, count, search):
    """Delete the directory; return documents a second until it is whole again."""
    # Making the texts is not the index's work, so its time is taken off.
    begun = time.perf_counter()
    for number in range(0, count, 10):
        run.app.documents._getOb(f"d{number % count}").Title()
        text(number)
    making = (time.perf_counter() - begun) * 10
    shutil.rmtree(search)
    begun = time.perf_counter()
    run.catalog(SearchableText="x")
    run.index.settle(3600)
    return round(count / max(0.001, time.perf_counter() - begun - making))


def table(count, results):
    shown = Table(title=f"{count} documents of {WORDS} words")
    for heading in ("", "stock", "tantivy", "ratio"):
        shown.add_column(heading, justify="left" if not heading else "right")
    stock, ours = results.get("stock", {}), results["tantivy"]
    for key in ("write_ms", "data_fs_bytes", "fill_per_second"):
        row(shown, key, stock.get(key), ours[key])
    for key in ("index_bytes", "rebuild_per_second", "after_foreign_commit_ms"):
        row(shown, key, None, ours.get(key))
    for name, figures in ours["queries"].items():
        for point in ("hits", "p50", "p95", "again", "bitmaps"):
            theirs = stock and stock["queries"][name].get(point)
            row(shown, f"{name}: {point}", theirs, figures[point])
    Console(width=90).print(shown)


def row(shown, name, stock, ours):
    ratio = f"{stock / ours:.1f}" if stock and ours else ""
    shown.add_row(name, str(stock or ""), str(ours or ""), ratio)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=1000)
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--without-stock", action="store_true")
    parser.add_argument("--without-rebuild", action="store_true")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    os.environ["CCSR_SEARCH_DIR"] = str(folder / "search")
    kinds = {"tantivy": our_index, "stock": stock_index}
    if options.without_stock:
        del kinds["stock"]
    results = {
        name: measure(
            Run(name, make, folder),
            options.count,
            options.times,
            folder / "search",
            not options.without_rebuild,
        )
        for name, make in kinds.items()
    }
    shutil.rmtree(folder)
    table(options.count, results)
    made = json.dumps({"documents": options.count, **results}, indent=2)
    options.json.write_text(made) if options.json else print(made)


if __name__ == "__main__":
    main()
