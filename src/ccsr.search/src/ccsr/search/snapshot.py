"""The documents of a store at one moment, and what of them matches.

It does not change: whoever holds one sees the same documents for as long as he
likes, whatever is written meanwhile.
"""

from ccsr.search import blocks
from ccsr.search import failures
from ccsr.search import querying
from ccsr.search.fields import schema
from ccsr.search.results import bitmap
from ccsr.search.results import signed
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import log
from pyroaring import BitMap
from tantivy import Occur
from tantivy import Order
from tantivy import Query
from tantivy import Searcher
from typing import cast

import gc
import json
import tantivy
import threading


#: Of a smaller share than one of so many, records are listed one by one.
_SHARE = 8
#: Results for which it pays to pause Python's search for cycles.
_MANY = 2000


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A searcher, the record ids that it holds, and the store's generation."""

    searcher: Searcher
    held: BitMap
    generation: int
    #: Records as scores count them: with those that were replaced and are still in the files.
    total: int

    def found(self, query: Query, dear: bool = False) -> BitMap:
        """Return every record that matches; of a query that is `dear` to match at once."""
        held = len(self.held)
        number = held // 2 if dear else self._number(query)
        # To list a record takes many times what it takes to match it.
        if number * _SHARE < held:
            return self.listed(query, number)
        if (held - number) * _SHARE < held:
            others = Query.boolean_query([(Occur.Must, Query.all_query()), (Occur.MustNot, query)])
            return self.held - self.listed(others, held - number)
        found = self._in_blocks(query)
        return self.listed(query, held) if found is None else found

    def _number(self, query: Query) -> int:
        with failures.of_tantivy():
            # In the order of a field tantivy makes no scores.
            found = self.searcher.search(query, limit=1, count=True, order_by_field="rid")
            return found.count  # type: ignore[attr-defined, no-any-return]  # not in its stubs

    def _in_blocks(self, query: Query) -> BitMap | None:
        """Return what matches; None where it stands in too many blocks."""
        try:
            with failures.of_tantivy():
                answer = self.searcher.aggregate(query, blocks.ASKED)
        except failures.Unusable as failure:
            if "bucket limit" in str(failure):
                return None
            raise
        return blocks.records(answer)

    def words(
        self,
        beginning: str,
        limit: int | None = None,
        within: BitMap | None = None,
        field: str = "words",
    ) -> list[tuple[str, int]]:
        """Return indexed words that begin so, most frequent first, with how many records each has.

        Counted in the few records `within`, exactly; else also in what was replaced.
        """
        only = None if within is None else querying.only(Query.all_query(), signed(within))
        with failures.of_tantivy():
            return self.searcher.terms_with_prefix(field, beginning, only, limit)

    def frequency(self, word: str, field: str = "words") -> int:
        """Return how many records hold an indexed word at most."""
        with failures.of_tantivy():
            return self.searcher.doc_freq(field, word)

    def evenly(self, field: str, words: tuple[str, ...]) -> float:
        """Return by what the score of words is multiplied that each may weigh the same.

        How rare a word is among all records tells something of those that may not be seen.
        A phrase weighs as much as its words together.
        """
        rare = sum(rarity(self.frequency(word, field), self.total) for word in words)
        return len(words) / rare if rare else 1.0

    def scores(self, query: Query, number: int) -> dict[int, float]:
        """Return the scores of the best records, the best first."""
        with failures.of_tantivy(), _no_pause_for_cycles(number):
            hits = self.searcher.search(query, limit=max(1, number), count=False).hits
            rids = numbers(self.searcher, "rid", [address for _, address in hits])
            return {rid: score for rid, (score, _) in zip(rids, hits, strict=True)}

    def listed(self, query: Query, number: int) -> BitMap:
        """Return the records that match, `number` at most."""
        if not number:
            return BitMap()
        with failures.of_tantivy(), _no_pause_for_cycles(number):
            # Without scores this takes a third of the time.
            hits = self.searcher.search(
                query, limit=number, count=False, order_by_field="rid", order=Order.Asc
            ).hits
            return bitmap([rid for rid, _ in hits])


def rarity(number: int, total: int) -> float:
    """Return how much it tells that a word stands in `number` of `total` (as BM25 has it)."""
    number = min(number, total)
    return log(1 + (total - number + 0.5) / (number + 0.5))


def total_of(searcher: Searcher) -> int:
    """Return the number of records that scores are reckoned from (see ``Snapshot.total``)."""
    with failures.of_tantivy():
        found = searcher.search(Query.all_query(), limit=1, count=False).hits
        if not found:
            return 0
        address = found[0][1]
        [rid] = numbers(searcher, "rid", [address])
        told = Query.term_query(schema(), "rid", rid).explain(searcher, address).to_json()
    rare = next(part for part in json.loads(told)["details"] if "details" in part)
    # tantivy tells it nowhere else.
    return int(next(one["value"] for one in rare["details"] if one["description"][:2] == "N,"))


def numbers(
    searcher: tantivy.Searcher, field: str, addresses: list[tantivy.DocAddress]
) -> list[int]:
    """Return the values of a field that every document has."""
    return cast(list[int], searcher.fast_field_values(field, addresses))


class _Pause:
    """Python looks for cycles every 700 new objects, in vain among pairs of numbers."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._depth = 0
        self._was_on = False

    def begin(self) -> None:
        with self._lock:
            if not self._depth:
                self._was_on = gc.isenabled()
                gc.disable()
            self._depth += 1

    def end(self) -> None:
        with self._lock:
            self._depth -= 1
            if not self._depth and self._was_on:
                gc.enable()


_pause = _Pause()


@contextmanager
def _no_pause_for_cycles(number: int) -> Iterator[None]:
    if number < _MANY:
        yield
        return
    _pause.begin()
    try:
        yield
    finally:
        _pause.end()
