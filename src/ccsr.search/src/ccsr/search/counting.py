"""How many of the records that somebody may see hold a word.

Up to ``SAMPLE`` records are looked at one and all. Of more, so many spread evenly
stand for the others where a word is frequent: what may not be seen has then no
part in the answer, and it takes a millisecond at any size.
"""

from ccsr.search import querying
from ccsr.search.fields import schema
from ccsr.search.results import bitmap
from ccsr.search.results import signed
from ccsr.search.snapshot import Snapshot
from ccsr.search.view import View
from collections.abc import Iterable
from functools import cached_property
from pyroaring import BitMap
from tantivy import Query

import random
import threading


#: Records that are looked at, and records of a word up to which all are.
SAMPLE = 250
FREQUENT = 5000
#: Lists of words with the same beginning that are kept, each of so many words.
MOST_LISTS = 1000
LONGEST_LIST = 50


_DICE = random.Random(0).sample(range(2**30), SAMPLE)


class Within:
    """Counts words in the records `within` of a directory at one moment."""

    def __init__(self, snapshot: Snapshot, within: BitMap) -> None:
        self.snapshot = snapshot
        self.records = within

    @cached_property
    def sample(self) -> BitMap:
        """Return the records that stand for all."""
        if self.whole:
            return self.records
        rids = self.records.to_array()
        step = -(-len(rids) // SAMPLE)
        # One of every so many, not always the same: what comes in pairs has halves that differ.
        # A new record comes last, so that the sample stays what it is for a while.
        places = zip(range(0, len(rids) - step + 1, step), _DICE, strict=False)
        return BitMap([rids[place + thrown % step] for place, thrown in places])

    @property
    def whole(self) -> bool:
        """Tell whether the sample is all there is."""
        return len(self.records) <= SAMPLE

    def number(self, word: str, field: str = "words") -> int:
        """Return in how many of the records an indexed word stands; 0 only if in none."""
        query = Query.term_query(schema(), field, word)
        frequency = self.snapshot.frequency(word, field)
        if not frequency or not self.records:
            return 0
        if self.whole or frequency > FREQUENT:
            sampled = len(self.snapshot.found(querying.only(query, signed(self.sample))))
            if sampled or self.whole:
                return self.scaled(sampled)
        return self.snapshot.found(query).intersection_cardinality(self.records)

    def scaled(self, sampled: int) -> int:
        """Return for how many records a number of those in the sample stands."""
        return round(sampled * len(self.records) / len(self.sample))

    def any_of(self, words: list[str]) -> bool:
        """Tell whether any of these words stands in any of the records."""
        if not self.records:
            return False
        query = Query.term_set_query(schema(), "words", words)
        frequent = sum(map(self.snapshot.frequency, words)) > FREQUENT
        if (self.whole or frequent) and self.snapshot.found(
            querying.only(query, signed(self.sample))
        ):
            return True
        return not self.whole and self.snapshot.found(query).intersect(self.records)

    def most(self, words: Iterable[tuple[str, int]], limit: int) -> list[tuple[str, int]]:
        """Return the words of most records, each with their number.

        ``words`` come with a number that is not too small, falling: when no more
        can be among the first, no more are counted.
        """
        best: list[tuple[str, int]] = []
        for word, at_most in words:
            if len(best) == limit and at_most < best[-1][1]:
                break
            if number := self.number(word):
                best = sorted([*best, (word, number)], key=_rank)[:limit]
        return best


class Frequent:
    """The frequent words with some beginning, kept as long as no text of the sample changes.

    Those of a ``field``, so many of each list (all: None), and so many lists.
    """

    def __init__(
        self, field: str = "words", longest: int | None = LONGEST_LIST, most: int = MOST_LISTS
    ) -> None:
        self.field, self.longest, self.most = field, longest, most
        self._lock = threading.Lock()
        self._kept: dict[tuple[object, ...], tuple[int, dict[str, int]]] = {}

    def words(self, view: View, counted: Within, beginning: str = "") -> dict[str, int]:
        """Return words of the sample, most frequent first, with how many records of it have each."""
        key = view.store, beginning, counted.sample.serialize()
        generation = view.snapshot.generation
        found = self._unchanged(view, key, counted.sample)
        if found is None:
            found = dict(view.snapshot.words(beginning, self.longest, counted.sample, self.field))
        with self._lock:
            self._kept.pop(key, None)
            if len(self._kept) >= self.most:
                del self._kept[next(iter(self._kept))]
            self._kept[key] = generation, found
        return found

    def _unchanged(
        self, view: View, key: tuple[object, ...], sample: BitMap
    ) -> dict[str, int] | None:
        generation, found = self._kept.get(key, (-1, None))
        if found is None or generation > view.snapshot.generation:
            return None
        changed = view.store.changed_since(generation)
        return None if changed is None or bitmap(changed).intersect(sample) else found


def _rank(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0]
