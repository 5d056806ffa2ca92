"""What a process keeps for one index: place, texts, overlay, worker, views."""

from ccsr.search import likeness
from ccsr.search import querying
from ccsr.search.counting import Beginnings
from ccsr.search.fields import Fields
from ccsr.search.overlay import Key
from ccsr.search.overlay import Overlay
from ccsr.search.overlay import Texts
from ccsr.search.results import bitmap
from ccsr.search.results import signed
from ccsr.search.snapshot import Hits
from ccsr.search.snapshot import SCORED
from ccsr.search.stores import Place
from ccsr.search.stores import place_of
from ccsr.search.trees import Persistent
from ccsr.search.trees import Tree
from ccsr.search.view import View
from ccsr.search.worker import Worker
from collections.abc import Mapping
from dataclasses import dataclass
from pyroaring import BitMap
from tantivy import Query
from typing import Any
from weakref import WeakKeyDictionary

import atexit
import threading
import transaction


#: Queries whose hits are kept, and scores that these may have together.
REMEMBERED = 256
MOST_SCORES = 400_000
#: Records on the first pages, whose order is by score for certain.
ORDERED = 200
UNSIGNED = 0xFFFFFFFF
#: Seconds that a process waits at its end for what is being written.
STOPPING = 10.0


@dataclass(frozen=True, slots=True)
class Ask:
    """A query, what tells it from others, and whether it is dear to match."""

    query: Query
    key: tuple[object, ...]
    once: bool


class Engine:
    """Everything about one index that is not in the ZODB."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.texts = Texts()
        self.overlay = Overlay()
        self.beginnings = Beginnings()
        self.worker = Worker(place, lambda rid, version: self.texts.drop((rid, version)))
        self._lock = threading.Lock()
        self._cache: dict[tuple[object, ...], Hits] = {}
        # A connection is used by one thread at a time, and so is its view.
        self._views: WeakKeyDictionary[Any, View] = WeakKeyDictionary()

    def view(self, connection: Any) -> View:
        """Return the view of a connection (or of whatever stands for one)."""
        store = self.place.store()
        view = self._views.get(connection)
        if view is None:
            view = self._views[connection] = View(store)
        view.follow(store, getattr(connection, "transaction_manager", transaction.manager))
        return view

    def update(self, view: View, tree: Tree, stamp: Persistent) -> dict[Key, Fields]:
        """Bring a view up to date; return the texts at hand of what it misses."""
        # Under one lock: a text is dropped when the store has it, not before.
        with view.store.lock:
            view.update(tree, stamp)
            return self.texts.among(view.missing)

    def search(self, view: View, ask: Ask, texts: Mapping[Key, Fields], within: Any = None) -> Hits:
        """Return what matches as the view's connection sees it.

        Only the records of the bitmap `within`; of another set of records all
        if it is the larger one. The best hundreds have a score, so that the
        first pages are in order. Raises ``failures.Unusable``.
        """
        hits = self._hits(view, ask)
        found = hits.found - bitmap(view.surplus)
        own = self.overlay.search(ask.query, texts) if texts else []
        found |= bitmap([rid for (rid, _), _ in own])
        if isinstance(within, BitMap):
            found &= within
        elif within is not None and len(within) < len(found):
            found &= bitmap(within)
        best = self._enough(view, ask, found, hits)
        scores = {rid: best[rid] for rid in signed(found & bitmap(best))}
        scores.update((rid, score) for (rid, _), score in own if rid & UNSIGNED in found)
        return Hits(found, scores)

    def best(
        self, view: View, query: Query, texts: Mapping[Key, Fields], within: BitMap, limit: int
    ) -> dict[int, float]:
        """Return the scores of the best records `within`, `limit` of them or more."""
        scores = likeness.best(view.snapshot, query, within - bitmap(view.surplus), limit)
        for key, score in self.overlay.search(query, texts) if texts else ():
            if key[0] & UNSIGNED in within:
                scores[key[0]] = score
        return scores

    def _hits(self, view: View, ask: Ask) -> Hits:
        key = ask.key, view.store, view.snapshot.generation
        hits = self._cache.get(key)
        if hits is None:
            hits = view.snapshot.search(ask.query, ask.once)
            self._remember(key, hits)
        return hits

    def _enough(self, view: View, ask: Ask, found: BitMap, hits: Hits) -> Mapping[int, float]:
        """Return scores for the first pages: of more records while few of the best are left."""
        best, number = hits.best, max(1, len(hits.best))
        if len(found) <= SCORED and _too_few(best, found):
            return self._scores_of_few(view, ask, found)
        while number <= len(view.snapshot.held) and _too_few(best, found):
            number *= 8
            best = view.snapshot.scores(ask.query, number)
        if best is not hits.best:
            key = ask.key, view.store, view.snapshot.generation
            self._remember(key, Hits(hits.found, best))
        return best

    def _scores_of_few(self, view: View, ask: Ask, found: BitMap) -> Mapping[int, float]:
        key = ask.key, found.serialize(), view.store, view.snapshot.generation
        hits = self._cache.get(key)
        if hits is None:
            these = querying.only(ask.query, signed(found))
            hits = Hits(found, view.snapshot.scores(these, len(found)))
            self._remember(key, hits)
        return hits.best

    def _remember(self, key: tuple[object, ...], hits: Hits) -> None:
        with self._lock:
            self._cache.pop(key, None)
            self._cache[key] = hits
            scores = sum(len(kept.best) for kept in self._cache.values())
            for oldest in list(self._cache):
                if len(self._cache) <= REMEMBERED and scores <= MOST_SCORES:
                    break
                scores -= len(self._cache.pop(oldest).best)


def _too_few(best: Mapping[int, float], found: BitMap) -> bool:
    return found.intersection_cardinality(bitmap(best)) < min(ORDERED, len(found))


_engines: dict[Place, Engine] = {}
_lock = threading.Lock()


def engine_of(identity: str) -> Engine:
    """Return the engine of an index."""
    place = place_of(identity)
    with _lock:
        if place not in _engines:
            _engines[place] = Engine(place)
        return _engines[place]


def stop() -> None:
    """Let what is being written come to its end: a thread in tantivy outlives Python badly."""
    for engine in list(_engines.values()):
        engine.worker.stop(STOPPING)


atexit.register(stop)
