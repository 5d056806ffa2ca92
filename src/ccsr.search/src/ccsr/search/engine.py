"""What a process keeps for one index: place, texts, overlay, worker, views."""

from ccsr.search import likeness
from ccsr.search.counting import Frequent
from ccsr.search.fields import Fields
from ccsr.search.hits import Answer
from ccsr.search.hits import Ask
from ccsr.search.hits import Hits
from ccsr.search.matching import Matching
from ccsr.search.overlay import Key
from ccsr.search.overlay import Overlay
from ccsr.search.overlay import Texts
from ccsr.search.results import bitmap
from ccsr.search.stores import Place
from ccsr.search.stores import place_of
from ccsr.search.trees import Persistent
from ccsr.search.trees import Tree
from ccsr.search.view import View
from ccsr.search.worker import Worker
from collections.abc import Mapping
from functools import partial
from pyroaring import BitMap
from tantivy import Query
from typing import Any
from weakref import WeakKeyDictionary

import atexit
import threading
import transaction


#: Queries whose answers are kept.
REMEMBERED = 256
#: Samples whose words are kept, each of some 3 MB.
SAMPLES = 10
UNSIGNED = 0xFFFFFFFF
#: Seconds that a process waits at its end for what is being written.
STOPPING = 10.0


class Engine:
    """Everything about one index that is not in the ZODB."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.texts = Texts()
        self.overlay = Overlay()
        self.matching = Matching()
        self.completions = Frequent()
        self.common = Frequent("stems", None, SAMPLES)
        self.worker = Worker(place, lambda rid, version: self.texts.drop((rid, version)))
        self._lock = threading.Lock()
        self._cache: dict[tuple[object, ...], Answer] = {}
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
        if it is the larger one. Raises ``failures.Unusable``.
        """
        answer = self._answer(view, ask)
        own = self.overlay.search(ask.query, texts) if texts else []
        scored = [(rid, score) for (rid, _), score in own]
        give_up = partial(self.place.give_up, view.store)
        hits = Hits(answer, view.surplus, scored, give_up)
        if isinstance(within, BitMap):
            return hits.only(within)
        few = within is not None and len(within) < len(hits.found)
        return hits.only(bitmap(within)) if few else hits

    def best(
        self, view: View, query: Query, texts: Mapping[Key, Fields], within: BitMap, limit: int
    ) -> dict[int, float]:
        """Return the scores of the best records `within`, `limit` of them or more."""
        scores = likeness.best(view.snapshot, query, within - bitmap(view.surplus), limit)
        for key, score in self.overlay.search(lambda _: query, texts) if texts else ():
            if key[0] & UNSIGNED in within:
                scores[key[0]] = score
        return scores

    def warm(self, view: View, seconds: float) -> int:
        """Keep what frequent words match, for some seconds at most; return how many are kept."""
        return self.matching.warm(view, seconds)

    def forget(self) -> None:
        """Keep nothing of the queries that were asked."""
        with self._lock:
            self._cache.clear()
        self.matching.queries.forget()

    def _answer(self, view: View, ask: Ask) -> Answer:
        key = ask.key, view.store, view.snapshot.generation
        answer = self._cache.get(key)
        if answer is None:
            answer = Answer(view.snapshot, ask, self.matching.found(view, ask))
            with self._lock:
                self._cache[key] = answer
                while len(self._cache) > REMEMBERED:
                    del self._cache[next(iter(self._cache))]
        return answer


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
