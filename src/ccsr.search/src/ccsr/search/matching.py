"""What a query matches, as bitmaps that outlive a commit.

To list the records of a word that stands in every fourth costs ten times what it
costs to match it, so that such words' bitmaps are kept and combined. A commit makes
no bitmap worthless: what it changed is taken out and asked for anew.
"""

from ccsr.search import querying
from ccsr.search.fields import stem
from ccsr.search.hits import Ask
from ccsr.search.reading import Group
from ccsr.search.reading import Node
from ccsr.search.reading import Not
from ccsr.search.reading import read
from ccsr.search.reading import Words
from ccsr.search.results import bitmap
from ccsr.search.results import signed
from ccsr.search.snapshot import Snapshot
from ccsr.search.view import View
from collections.abc import Callable
from functools import reduce
from operator import and_
from pyroaring import BitMap

import threading
import time


#: A word is frequent that stands in one of so many records.
SHARE = 16
#: Frequent words that are kept at most, and the bytes they may take together.
WORDS, BYTES = 1000, 64_000_000
#: Other queries whose records are kept.
QUERIES = 256
#: Of more changed records than these everything is asked for anew.
MANY = 500


class Kept:
    """Bitmaps of queries, each made for one generation and renewed for the next."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: dict[tuple[object, str], tuple[int, BitMap]] = {}

    def of(self, view: View, node: Node, make: Callable[[], BitMap], most: int) -> BitMap:
        """Return what matches `node` as the view sees it; of others `most` are kept beside it."""
        key, now = (view.store, str(node)), view.snapshot.generation
        with self._lock:
            made, found = self._kept.get(key, (-1, None))
        if found is not None and made == now:
            return found
        renewed = _renewed(view, node, made, found) if found is not None else None
        fresh = make() if renewed is None else renewed
        if made < now:
            self._keep(key, now, fresh, most)
        return fresh

    def _keep(self, key: tuple[object, str], generation: int, found: BitMap, most: int) -> None:
        with self._lock:
            # What is asked for again comes to the end and goes last.
            self._kept.pop(key, None)
            while self._kept and len(self._kept) >= most:
                del self._kept[next(iter(self._kept))]
            self._kept[key] = generation, found

    def forget(self) -> None:
        """Keep nothing."""
        with self._lock:
            self._kept.clear()

    def __len__(self) -> int:
        return len(self._kept)


def _renewed(view: View, node: Node, generation: int, found: BitMap) -> BitMap | None:
    """Return what an earlier generation's records are now; None where that is not known."""
    changed = view.store.changed_since(generation)
    # A view that sees less than what is kept has its own made.
    if changed is None or len(changed) > MANY or generation > view.snapshot.generation:
        return None
    rids = bitmap(changed)
    here = signed(rids & view.snapshot.held)
    query = querying.only(querying.build(node), here)
    return (found - rids) | view.snapshot.listed(query, len(here))


class Matching:
    """What queries match in the directory of one index."""

    def __init__(self) -> None:
        self.words = Kept()
        self.queries = Kept()

    def found(self, view: View, ask: Ask) -> BitMap:
        """Return every record of the view's snapshot that matches; it is not to be changed."""
        snapshot, node = view.snapshot, ask.node
        if ask.rids is not None or ask.field:
            # Of few records, or in few words: that is quick.
            return snapshot.found(ask.query(), querying.has_phrase(node))
        if frequent(snapshot, node):
            return self._of_word(view, node)
        return self.queries.of(view, node, lambda: self._made(view, node), QUERIES)

    def warm(self, view: View, seconds: float) -> int:
        """Keep the frequent words, the most frequent first, for some seconds; return how many."""
        end = time.monotonic() + seconds
        for word, _number in view.snapshot.words("", _most(view.snapshot)):
            node = read(word).node
            if time.monotonic() > end or node is None or not frequent(view.snapshot, node):
                break
            self._of_word(view, node)
        return len(self.words)

    def _made(self, view: View, node: Node) -> BitMap:
        if isinstance(node, Group):
            frequent_ones = [part for part in node.nodes if _is_frequent(view.snapshot, part)]
            others = tuple(part for part in node.nodes if part not in frequent_ones)
            if frequent_ones and (node.any or not others):
                return self._combined(view, node.any, frequent_ones, others)
        return _asked(view.snapshot, node)

    def _combined(
        self, view: View, any_of: bool, parts: list[Node], others: tuple[Node, ...]
    ) -> BitMap:
        found = [self._of_part(view, part) for part in parts]
        if not any_of:
            return reduce(and_, found)
        rest = [_asked(view.snapshot, Group(others, any=True))] if others else []
        return BitMap.union(*found, *rest)

    def _of_part(self, view: View, part: Node) -> BitMap:
        if isinstance(part, Not):
            return view.snapshot.held - self._of_word(view, part.node)
        return self._of_word(view, part)

    def _of_word(self, view: View, node: Node) -> BitMap:
        snapshot = view.snapshot
        return self.words.of(view, node, lambda: _asked(snapshot, node), _most(snapshot))


def frequent(snapshot: Snapshot, node: Node) -> bool:
    """Tell whether `node` is one word, as it is, that is worth keeping."""
    if not isinstance(node, Words) or node.prefix or node.pattern or len(node.tokens) > 1:
        return False
    [word] = node.tokens
    forms = {word} if node.exact else {word, stem(word)}
    body = "words" if node.exact else "stems"
    number = sum(snapshot.frequency(form, body) for form in forms)
    return max(number, snapshot.frequency(word, "names")) * SHARE >= max(1, len(snapshot.held))


def _is_frequent(snapshot: Snapshot, part: Node) -> bool:
    return frequent(snapshot, part.node if isinstance(part, Not) else part)


def _asked(snapshot: Snapshot, node: Node) -> BitMap:
    return snapshot.found(querying.build(node), querying.has_phrase(node))


def _most(snapshot: Snapshot) -> int:
    """Return how many bitmaps of frequent words are kept: at worst each has a bit a record."""
    return max(1, min(WORDS, BYTES // (len(snapshot.held) // 8 + 1)))
