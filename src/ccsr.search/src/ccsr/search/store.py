"""A tantivy index and what is known of its contents.

A store knows nothing of the ZODB: it holds documents by record id, each with
the version of its text and a stamp (a transaction id, never falling) that says
how new the writer was. Processes share a directory: each reads what another
committed when ``meta.json`` has changed; who writes holds tantivy's lock.
"""

from ccsr.search import failures
from ccsr.search.fields import document
from ccsr.search.fields import Fields
from ccsr.search.fields import register_analyzers
from ccsr.search.fields import schema
from ccsr.search.results import bitmap
from ccsr.search.results import signed
from ccsr.search.snapshot import numbers
from ccsr.search.snapshot import Snapshot
from ccsr.search.snapshot import total_of
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from pyroaring import BitMap
from tantivy import Query

import tantivy
import threading


#: Bytes a writer may take for itself (tantivy wants 15 MB a thread at least).
SMALL, LARGE = 15_000_000, 120_000_000
_MANY = 1000
_REMEMBERED = 64


@dataclass(frozen=True, slots=True)
class Change:
    """What a record should be: a text of a version, or nothing."""

    stamp: int
    version: int | None = None
    fields: Fields | None = None


class Store:
    """An index in a directory, or in memory where `path` is None."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self.lock = threading.RLock()
        self.known: dict[int, int] = {}
        #: The record ids of ``known`` as a bitmap, another one after every change.
        self.held = BitMap()
        self.last_stamp = 0
        self.total = 0
        #: Counts what was learnt; ``_changes`` remembers which records that were.
        self.generation = 0
        self._changes: deque[tuple[int, frozenset[int] | None]] = deque(maxlen=_REMEMBERED)
        self._signature: tuple[int, int, int] | None = None
        self.index = tantivy.Index(schema(), path=None if path is None else str(path))
        register_analyzers(self.index)
        self.index.config_reader("manual")
        self.searcher = self.index.searcher()
        self.refresh()

    def refresh(self) -> None:
        """Learn what was committed since; raises OSError where the directory is gone."""
        with self.lock:
            if self._signature_now() != self._signature:
                self._reload()

    def changed_since(self, generation: int) -> set[int] | None:
        """Return the records that changed since; None if that is not known any more."""
        with self.lock:
            if generation == self.generation:
                return set()
            later = [changed for number, changed in self._changes if number > generation]
            if len(later) != self.generation - generation or None in later:
                return None
            return set().union(*(changed for changed in later if changed is not None))

    def size(self) -> int:
        """Return the bytes that the directory takes."""
        if self.path is None:
            return 0
        # A merge takes files away at any time, an administrator the whole.
        try:
            return sum(path.stat().st_size for path in self.path.iterdir())
        except OSError:
            return 0

    def snapshot(self) -> Snapshot:
        """Return the documents as they are now."""
        with self.lock:
            return Snapshot(self.searcher, self.held, self.generation, self.total)

    def stamp_of(self, rid: int) -> int:
        """Return how new the writer of a record was; 0 where it is not held."""
        searcher = self.searcher
        found = searcher.search(Query.term_query(schema(), "rid", rid), limit=1, count=False).hits
        values = numbers(searcher, "stamp", [address for _, address in found])
        return values[0] if values else 0

    def write(self, changes: Mapping[int, Change]) -> None:
        """Commit `changes` that are not known yet; raises ``failures.Busy`` if locked out."""
        with failures.of_tantivy():
            writer = self.index.writer(LARGE if len(changes) > _MANY else SMALL, 1)
        try:
            self.refresh()
            self._write(writer, changes)
        finally:
            # Also lets go of the lock; merges that began are finished first.
            with failures.of_tantivy():
                writer.wait_merging_threads()

    def _write(self, writer: tantivy.IndexWriter, changes: Mapping[int, Change]) -> None:
        news = {rid: change for rid, change in changes.items() if self._is_news(rid, change)}
        if not news:
            return
        stamp = max(self.last_stamp + 1, *(change.stamp for change in news.values()))
        with failures.of_tantivy():
            for rid, change in news.items():
                self._replace(writer, rid, change, stamp)
            writer.commit()
        with self.lock:
            for rid in news:
                self.known.pop(rid, None)
            self._reload(frozenset(news))

    def _is_news(self, rid: int, change: Change) -> bool:
        held = self.known.get(rid)
        # A change from a transaction older than what is held comes too late.
        return held != change.version and (held is None or self.stamp_of(rid) <= change.stamp)

    def _replace(self, writer: tantivy.IndexWriter, rid: int, change: Change, stamp: int) -> None:
        if rid in self.known:
            writer.delete_documents_by_term("rid", rid)
        if change.version is not None and change.fields is not None:
            writer.add_document(document(rid, change.version, stamp, change.fields))

    def _signature_now(self) -> tuple[int, int, int] | None:
        if self.path is None:
            return None
        found = (self.path / "meta.json").stat()
        return found.st_ino, found.st_mtime_ns, found.st_size

    def _reload(self, ours: frozenset[int] = frozenset()) -> None:
        # Taken first: what is committed meanwhile is then seen next time. Kept last: what
        # cannot be read is then found so by whoever looks next, too.
        signature, self._signature = self._signature_now(), None
        with failures.of_tantivy():
            self.index.reload()
            self.searcher = self.index.searcher()
            learnt = self._learn(self._newer()) | ours
        if len(self.known) != self.searcher.num_docs:
            learnt |= self._forget_deleted()
        if len(self.known) == self.searcher.num_docs:
            gone = bitmap(learnt)
            self.held = (self.held - gone) | bitmap(learnt & self.known.keys())
            self._remember(frozenset(learnt))
        else:
            # Somebody wrote what cannot be told from what was there.
            self.known.clear()
            with failures.of_tantivy():
                self._learn(Query.all_query())
            self.held = bitmap(self.known)
            self._remember(None)
        self.total = total_of(self.searcher)
        self._signature = signature

    def _forget_deleted(self) -> set[int]:
        """Forget what another process deleted, which has no stamp; return it."""
        now = Snapshot(self.searcher, BitMap(), 0, 0)
        held = now.listed(Query.all_query(), self.searcher.num_docs)
        gone = set(signed(bitmap(self.known) - held))
        for rid in gone:
            del self.known[rid]
        return gone

    def _newer(self) -> Query:
        return Query.range_query(
            schema(),
            "stamp",
            tantivy.FieldType.Unsigned,
            lower_bound=self.last_stamp,
            include_lower=False,
        )

    def _learn(self, query: Query) -> set[int]:
        searcher = self.searcher
        found = searcher.search(query, limit=max(1, searcher.num_docs), count=False).hits
        addresses = [address for _, address in found]
        rids = numbers(searcher, "rid", addresses)
        self.known.update(zip(rids, numbers(searcher, "version", addresses), strict=True))
        self.last_stamp = max(numbers(searcher, "stamp", addresses), default=self.last_stamp)
        return set(rids)

    def _remember(self, changed: frozenset[int] | None) -> None:
        self.generation += 1
        self._changes.append((self.generation, changed))
