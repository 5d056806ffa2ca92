"""Counts per value of a catalog's own indexes, on bitmaps kept in memory.

For every index (``FieldIndex``, ``KeywordIndex``, ``BooleanIndex``, ``DateIndex``)
of a database a bitmap per value, shared by all connections of the process and
renewed by the records that changed since. The index stays the only source: a
connection gets the bitmaps that were made for the state of the index it sees.
"""

from ccsr.search import counters
from ccsr.search.results import bitmap
from ccsr.search.trees import Watch
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Hashable
from collections.abc import Iterable
from collections.abc import Mapping
from pyroaring import BitMap
from typing import Any
from typing import TypeAlias
from weakref import WeakKeyDictionary

import threading


ByValue: TypeAlias = Mapping[Hashable, BitMap]
ValuesOf: TypeAlias = Callable[[Any, int], Iterable[Hashable]]

#: States of an index that are kept, for connections that do not see the last one yet.
_STATES = 4
#: Bitmaps that were made of several indexes and are kept.
_REMEMBERED = 64


class Bitmaps:
    """The bitmaps of one index in the last states that were asked for."""

    def __init__(self, values_of: ValuesOf) -> None:
        self._values_of = values_of
        self._watch = Watch()
        self._last: ByValue = {}
        self._states: dict[bytes, ByValue] = {}
        self._lock = threading.Lock()

    def of(self, index: Any) -> ByValue:
        """Return the bitmaps as the index's connection sees it."""
        index._counter._p_activate()
        state = index._counter._p_serial
        known = self._states.get(state)
        if known is not None:
            return known
        with self._lock:
            # Another thread may have waited for the same.
            if state not in self._states:
                self._renew(index)
                while len(self._states) >= _STATES:
                    del self._states[next(iter(self._states))]
                self._states[state] = self._last
            return self._states[state]

    def _renew(self, index: Any) -> None:
        try:
            self._last = self.renewed(index)
        except BaseException:
            # Reading may fail half way: then all is read next time.
            self._watch, self._last = Watch(), {}
            raise

    def renewed(self, index: Any) -> ByValue:
        """Return what the last bitmaps are to be; these stay as they are."""
        changed = self._watch.changed(index._unindex, index._counter)
        return _renewed(self._last, changed, index, self._values_of) if changed else self._last


def _renewed(last: ByValue, changed: Collection[int], index: Any, values_of: ValuesOf) -> ByValue:
    fresh: dict[Hashable, list[int]] = {}
    for rid in changed:
        for value in values_of(index, rid):
            fresh.setdefault(value, []).append(rid)
    gone = bitmap(changed)
    values = dict(last)
    # Of many values few have lost something.
    for value in [value for value, having in values.items() if having.intersect(gone)]:
        values[value] = values[value] - gone
    for value, rids in fresh.items():
        values[value] = values.get(value, _NONE) | bitmap(rids)
    return values


def values_of(index: Any, rid: int) -> tuple[Hashable, ...]:
    """Return what an index holds of a record."""
    value = index._unindex.get(rid)
    if value is None:
        return ()
    if isinstance(value, list | tuple | set):
        return tuple(value)
    # A BooleanIndex keeps 0 and 1.
    return (bool(value),) if index.meta_type == "BooleanIndex" else (value,)


def of(index: Any, values: ValuesOf = values_of) -> ByValue:
    """Return the bitmaps of an index by value, which are not to be changed.

    ``values`` (a function of a module) may give others than the index itself, such
    as the first letters. A bitmap may be empty.
    """
    if not _is_committed(index):
        # What is not committed has no serial to know it by.
        return _renewed({}, list(index._unindex.keys()), index, values)
    kept = _kept_of(index._p_jar.db())
    bitmaps = kept.get((index._p_oid, values))
    if bitmaps is None:
        bitmaps = kept.setdefault((index._p_oid, values), Bitmaps(values))
    return bitmaps.of(index)


def remembered(
    indexes: Iterable[Any], asked: tuple[Hashable, ...], make: Callable[[], BitMap]
) -> BitMap:
    """Return what `make` made of these indexes, kept while their connection sees them so.

    ``asked`` is what it depends on besides. It is not to be changed.
    """
    looked_at = list(indexes)
    if not all(map(_is_committed, looked_at)):
        return make()
    database = looked_at[0]._p_jar.db()
    with _lock:
        kept = _made.setdefault(database, {})
    key = (asked, *[(index._p_oid, index._counter._p_serial) for index in looked_at])
    found = kept.get(key)
    if found is None:
        found = make()
        with _lock:
            while len(kept) >= _REMEMBERED:
                del kept[next(iter(kept))]
            kept[key] = found
    return found


def matching(index: Any, values: Iterable[Hashable]) -> BitMap:
    """Return the records that have any of `values`."""
    bitmaps = of(index)
    return BitMap.union(BitMap(), *(bitmaps[value] for value in values if value in bitmaps))


def counts(index: Any, found: BitMap) -> dict[Hashable, int]:
    """Return how many of the records `found` have each value; values of none are left out."""
    having = of(index)
    numbers = [one.intersection_cardinality(found) for one in having.values()]
    return {value: number for value, number in zip(having, numbers, strict=True) if number}


def _is_committed(index: Any) -> bool:
    connection, counter = index._p_jar, index._counter
    if connection is None or counter is None:
        return False
    counter._p_activate()
    # One that is new (an old index had none), and one after a savepoint, do not say so.
    return not (counter._p_jar is None or counter._p_changed or connection._savepoint_storage)


def _kept_of(database: Any) -> dict[tuple[bytes, ValuesOf], Bitmaps]:
    with _lock:
        return _kept.setdefault(database, {})


_NONE = BitMap()
_kept: WeakKeyDictionary[Any, dict[tuple[bytes, ValuesOf], Bitmaps]] = WeakKeyDictionary()
_made: WeakKeyDictionary[Any, dict[tuple[Hashable, ...], BitMap]] = WeakKeyDictionary()
_lock = threading.Lock()

counters.apply()
