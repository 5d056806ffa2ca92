"""What a process keeps for one index: place, texts, overlay, worker, views."""

from ccsr.search import failures
from ccsr.search.fields import Fields
from ccsr.search.overlay import Key
from ccsr.search.overlay import Overlay
from ccsr.search.overlay import Texts
from ccsr.search.stores import Place
from ccsr.search.stores import place_of
from ccsr.search.view import Persistent
from ccsr.search.view import Tree
from ccsr.search.view import View
from ccsr.search.worker import Worker
from collections.abc import Mapping
from tantivy import Query
from typing import Any
from weakref import WeakKeyDictionary

import threading


class Engine:
    """Everything about one index that is not in the ZODB."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.texts = Texts()
        self.overlay = Overlay()
        self.worker = Worker(place, lambda rid, version: self.texts.drop((rid, version)))
        # A connection is used by one thread at a time, and so is its view.
        self._views: WeakKeyDictionary[Any, View] = WeakKeyDictionary()

    def view(self, connection: Any) -> View:
        """Return the view of a connection (or of whatever stands for one)."""
        store = self.place.store()
        view = self._views.get(connection)
        if view is None:
            view = self._views[connection] = View(store)
        view.follow(store)
        return view

    def update(self, view: View, tree: Tree, stamp: Persistent) -> dict[Key, Fields]:
        """Bring a view up to date; return the texts at hand of what it misses."""
        # Under one lock: a text is dropped when the store has it, not before.
        with view.store.lock:
            view.update(tree, stamp)
            return self.texts.among(view.missing)

    def search(self, view: View, query: Query, texts: Mapping[Key, Fields]) -> dict[int, float]:
        """Return the scores of the records that match, as the view's connection sees them."""
        scores = self._in_store(view, query)
        if view.surplus:
            for rid in view.surplus & scores.keys():
                del scores[rid]
        if texts:
            scores.update((key[0], score) for key, score in self.overlay.search(query, texts))
        return scores

    def _in_store(self, view: View, query: Query) -> dict[int, float]:
        try:
            hits = view.store.search(query, view.searcher)
        except failures.Unusable as failure:
            self.place.give_up(view.store, failure)
            return {}
        return dict(zip(hits.rids, hits.scores, strict=True))


_engines: dict[Place, Engine] = {}
_lock = threading.Lock()


def engine_of(identity: str) -> Engine:
    """Return the engine of an index."""
    place = place_of(identity)
    with _lock:
        if place not in _engines:
            _engines[place] = Engine(place)
        return _engines[place]
