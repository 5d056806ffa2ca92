"""Documents that the directory does not hold (yet), in memory.

Made by this process: the texts of transactions that are not committed, or not
written to the directory, or that another process has yet to write. A document
stands here by record id *and version*: whether it counts is for the view to say.
"""

from ccsr.search.fields import document
from ccsr.search.fields import Fields
from ccsr.search.fields import register_analyzers
from ccsr.search.fields import schema
from ccsr.search.querying import Weigh
from ccsr.search.snapshot import numbers
from ccsr.search.snapshot import Snapshot
from ccsr.search.snapshot import total_of
from ccsr.search.store import SMALL
from collections.abc import Callable
from collections.abc import Mapping
from itertools import islice
from pyroaring import BitMap
from tantivy import Query
from typing import TypeAlias

import tantivy
import threading


Key: TypeAlias = tuple[int, int]

#: Characters of text kept; what falls out is asked of the object again.
MOST_TEXT = 64_000_000
#: Documents after which the index in memory is begun anew.
MOST_DOCUMENTS = 5000


class Texts:
    """Texts by (record id, version), the oldest falling out when there are too many."""

    def __init__(self) -> None:
        self._texts: dict[Key, Fields] = {}
        self._size = 0
        self._lock = threading.Lock()

    def put(self, key: Key, fields: Fields) -> None:
        """Keep a text until it is dropped or falls out."""
        self.drop(key)
        with self._lock:
            self._texts[key] = fields
            self._size += len(fields)
            fallen = list(islice(self._texts, 100)) if self._size > MOST_TEXT else []
        for other in fallen:
            self.drop(other)

    def get(self, key: Key) -> Fields | None:
        """Return a text that is still kept."""
        return self._texts.get(key)

    def among(self, records: Mapping[int, int]) -> dict[Key, Fields]:
        """Return the texts kept of these records in these versions."""
        if len(records) > len(self._texts):
            with self._lock:
                kept = dict(self._texts)
            return {key: text for key, text in kept.items() if records.get(key[0]) == key[1]}
        found = ((key, self._texts.get(key)) for key in records.items())
        return {key: text for key, text in found if text is not None}

    def drop(self, key: Key) -> None:
        """Forget a text."""
        with self._lock:
            fields = self._texts.pop(key, None)
            self._size -= len(fields) if fields else 0


class Overlay:
    """An index in memory, shared by the threads of a process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._begin()

    def _begin(self) -> None:
        self.held: set[Key] = set()
        self._index = tantivy.Index(schema())
        register_analyzers(self._index)
        self._index.config_reader("manual")
        self._writer: tantivy.IndexWriter | None = None

    def search(
        self, query: Callable[[Weigh], Query], texts: Mapping[Key, Fields]
    ) -> list[tuple[Key, float]]:
        """Return which of `texts` match the query for these weights, each with its score."""
        with self._lock:
            self._add(texts)
            searcher = self._index.searcher()
        evenly = Snapshot(searcher, BitMap(), 0, total_of(searcher)).evenly
        found = searcher.search(query(evenly), limit=max(1, searcher.num_docs), count=False).hits
        addresses = [address for _, address in found]
        keys = zip(
            numbers(searcher, "rid", addresses),
            numbers(searcher, "version", addresses),
            strict=True,
        )
        return [(key, hit[0]) for key, hit in zip(keys, found, strict=True) if key in texts]

    def _add(self, texts: Mapping[Key, Fields]) -> None:
        missing = texts.keys() - self.held
        if not missing:
            return
        if len(self.held) > MOST_DOCUMENTS:
            self._begin()
            missing = set(texts)
        self._writer = self._writer or self._index.writer(SMALL, 1)
        for key in missing:
            self._writer.add_document(document(*key, 0, texts[key]))
        self._writer.commit()
        self._index.reload()
        self.held |= missing
