"""Text queries with all facets, without HTTP, as a commissioner.

``benchmarks/function_level.py FOLDER [--stock] [--times T]`` prints JSON: for
each kind of query hits, and milliseconds at p50 and p95 of queries none of which
was asked before, and ``again`` of one that was. Ours also says where they go, and
what a process takes at its start to keep what frequent words match. Stock is asked
in two ways: as a page of facets usually does, and the fastest that it allows.
"""

from ccsr.content.domain import find
from ccsr.content.domain.facets import FACETS
from ccsr.content.services.hits import Hits
from ccsr.policy.processes import warming
from collections.abc import Callable
from figures import now
from figures import percentiles
from zope.component.hooks import setSite

import argparse
import clock
import json
import portal
import stock
import texts


PARTS = {
    "who may see": "ccsr.content.services.hits:visible",
    "text index": "ccsr.search.index:TantivyIndex.hits",
    "facets": "ccsr.content.services.hits:Hits.counts",
    "order": "ccsr.content.services.hits:Hits.ordered",
}


def sign_in(site, name="commissioner"):
    """Let what follows be asked by an account."""
    from AccessControl.SecurityManagement import newSecurityManager

    newSecurityManager(None, site.acl_users.getUserById(name).__of__(site.acl_users))


def ask_ours(catalog, query):
    """Answer a query as the portal does; return the number of hits and the counts."""
    hits = Hits(catalog, find.parse({"q": query}))
    counts = {facet.name: hits.counts(facet) for facet in FACETS}
    hits.ordered(0, 20)
    return hits.total, counts


def forget(site):
    """Forget what is kept of queries, and of the request."""
    site.REQUEST.other.pop("__catalog_cache__", None)
    index = portal.text_index(site)
    if index.meta_type == "TantivyIndex":
        index._engine.forget()


def started(site):
    """Do what a process does before it serves; return the seconds and the words kept."""
    begun = now()
    warming.common(site, warming.WORDS)
    with warming.at_work(site):
        warming.own(site)
    setSite(site)
    kept = portal.text_index(site).warm(0)
    return {"seconds": round(now() - begun, 2), "words_kept": kept}


def measure(site, ask: Callable, times: int):
    """Return figures by kind of query."""
    catalog, found = site.portal_catalog, {}
    for name, query in texts.queries().items():
        for one in (query, query):
            forget(site)
            total, counts = ask(catalog, one)
        if not total:
            raise SystemExit(f"{query} is not found at all: there is nothing to measure.")
        taken = [timed(site, ask, one) for one in texts.variations(name, times)]
        again = [timed(site, ask, query, warm=True) for _ in range(times // 2)]
        found[name] = {
            "hits": total,
            "values_counted": sum(len(of_facet) for of_facet in counts.values()),
            **percentiles(taken),
            "again": percentiles(again)["p50"],
        }
    return found


def timed(site, ask, query, warm=False):
    """Return the milliseconds that a query takes."""
    if warm:
        site.REQUEST.other.pop("__catalog_cache__", None)
    else:
        forget(site)
    begun = now()
    ask(site.portal_catalog, query)
    return (now() - begun) * 1000


def parts(site, times):
    """Return where the time goes, in milliseconds a query, by kind of query."""
    watch = clock.Clock()
    watch.wrap_all(PARTS)
    found = {}
    for name in texts.queries():
        watch.clear()
        for query in texts.variations(name, times, seed=23):
            forget(site)
            with watch.part("rest"):
                ask_ours(site.portal_catalog, query)
        found[name] = watch.milliseconds(times)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("--stock", choices=stock.WAYS)
    parser.add_argument("--times", type=int, default=60)
    options = parser.parse_args()
    with portal.opened(options.folder) as (_app, site):
        portal.settle(site)
        start = None if options.stock else started(site)
        sign_in(site)
        if options.stock:
            ask = stock.WAYS[options.stock]
            result = {"queries": measure(site, ask, options.times)}
        else:
            result = {
                "start": start,
                "queries": measure(site, ask_ours, options.times),
                "parts": parts(site, options.times // 2),
            }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
