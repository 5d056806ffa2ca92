"""What one connection's map says against what a store holds.

``missing`` are records whose text of this version the store has not; ``surplus``
are records of the store that must not be answered. Both are kept up by looking
only at what changed: buckets of the map whose serial is another one, records of
the store that were written since, and records touched in this transaction.
"""

from ccsr.search.store import Store
from ccsr.search.trees import Persistent
from ccsr.search.trees import Tree
from ccsr.search.trees import Watch
from collections.abc import Callable
from typing import Any

import transaction


class View:
    """The differences between a map as its connection sees it and a store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        #: The store's documents that the differences were made for.
        self.snapshot = store.snapshot()
        self.missing: dict[int, int] = {}
        self.surplus: set[int] = set()
        self.touched: set[int] = set()
        self._recheck: set[int] = set()
        self._watch = Watch()
        self._generation = -1
        self._transaction: object = None
        self._manager: Any = transaction.manager

    def follow(self, store: Store, manager: Any = transaction.manager) -> None:
        """Compare with this store from now on, for a connection of this transaction manager."""
        self._manager = manager
        if store is not self.store:
            self.store, self._generation = store, -1

    def touch(self, rid: int, committed: Callable[[bool, set[int]], None]) -> None:
        """Note that this transaction changes a record; `committed` is told how it ends."""
        self._begin()
        if not self.touched:
            touched = self.touched
            hook = self._manager.get()
            hook.addAfterCommitHook(lambda ok: committed(ok, touched))
            hook.addAfterAbortHook(lambda: committed(False, touched))
        self.touched.add(rid)

    def _begin(self) -> None:
        if self._transaction is not self._manager.get():
            # The one before may have been aborted: the records are looked at again.
            self._recheck |= self.touched
            self.touched = set()
            self._transaction = self._manager.get()

    def update(self, tree: Tree, stamp: Persistent) -> None:
        """Bring the differences up to date; `stamp` changes whenever `tree` does."""
        self._begin()
        with self.store.lock:
            try:
                self._update(tree, stamp)
            except BaseException:
                # Reading the map may fail half way: then everything is compared next time.
                self._generation = -1
                raise

    def _update(self, tree: Tree, stamp: Persistent) -> None:
        candidates = self.touched | self._recheck
        candidates |= self._changed_in_store(tree)
        candidates |= self._watch.changed(tree, stamp)
        for rid in candidates:
            self._compare(rid, tree.get(rid))
        self._recheck = set()
        self.snapshot = self.store.snapshot()

    def _compare(self, rid: int, wanted: int | None) -> None:
        held = self.store.known.get(rid)
        self.missing.pop(rid, None)
        self.surplus.discard(rid)
        if wanted != held:
            if wanted is not None:
                self.missing[rid] = wanted
            if held is not None:
                self.surplus.add(rid)

    def _changed_in_store(self, tree: Tree) -> set[int]:
        changed = self.store.changed_since(self._generation)
        self._generation = self.store.generation
        if changed is None:
            # Nothing is known of what changed: everything is compared.
            return {*self.store.known, *tree.keys(), *self.missing, *self.surplus}
        return changed
