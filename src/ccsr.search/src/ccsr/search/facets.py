"""Counts per value of a catalog's own indexes, on bitmaps kept in memory.

For every connection and index (``FieldIndex``, ``KeywordIndex``, ``BooleanIndex``)
a bitmap per value, renewed by the records that changed since. The index stays
the only source; a bitmap says what the index of this connection says.
"""

from ccsr.search.results import bitmap
from ccsr.search.trees import Watch
from collections.abc import Callable
from collections.abc import Hashable
from collections.abc import Iterable
from collections.abc import Mapping
from pyroaring import BitMap
from typing import Any
from weakref import WeakKeyDictionary


class Bitmaps:
    """The bitmaps of one index as one connection sees it."""

    def __init__(self, values_of: Callable[[Any, int], Iterable[Hashable]]) -> None:
        self.values: dict[Hashable, BitMap] = {}
        self._values_of = values_of
        self._watch = Watch()

    def update(self, index: Any) -> None:
        """Bring the bitmaps up to what the index says."""
        changed = self._watch.changed(index._unindex, index._counter)
        if not changed:
            return
        gone = bitmap(changed)
        for found in self.values.values():
            found -= gone
        fresh: dict[Hashable, list[int]] = {}
        for rid in changed:
            for value in self._values_of(index, rid):
                fresh.setdefault(value, []).append(rid)
        for value, rids in fresh.items():
            self.values[value] = self.values.get(value, BitMap()) | bitmap(rids)


def values_of(index: Any, rid: int) -> tuple[Hashable, ...]:
    """Return what an index holds of a record."""
    value = index._unindex.get(rid)
    if value is None:
        return ()
    if isinstance(value, list | tuple | set):
        return tuple(value)
    # A BooleanIndex keeps 0 and 1.
    return (bool(value),) if index.meta_type == "BooleanIndex" else (value,)


def of(
    index: Any, values: Callable[[Any, int], Iterable[Hashable]] = values_of
) -> Mapping[Hashable, BitMap]:
    """Return the bitmaps of an index by value.

    ``values`` (a function of a module) may give others than the index itself, such
    as the first letters.
    """
    connection = index._p_jar
    if connection is None or index._counter is None or _is_dirty(connection, index._counter):
        # What is not committed has no serial to know it by.
        bitmaps = Bitmaps(values)
    else:
        kept = _kept.setdefault(connection, {})
        bitmaps = kept.setdefault((index._p_oid, values), Bitmaps(values))
    bitmaps.update(index)
    return bitmaps.values


def matching(index: Any, values: Iterable[Hashable]) -> BitMap:
    """Return the records that have any of `values`."""
    bitmaps = of(index)
    return BitMap.union(BitMap(), *(bitmaps[value] for value in values if value in bitmaps))


def counts(index: Any, found: BitMap) -> dict[Hashable, int]:
    """Return how many of the records `found` have each value; values of none are left out."""
    numbers = (
        (value, having.intersection_cardinality(found)) for value, having in of(index).items()
    )
    return {value: number for value, number in numbers if number}


def _is_dirty(connection: Any, counter: Any) -> bool:
    # After a savepoint, what is changed does not say so itself.
    return bool(counter._p_changed or connection._savepoint_storage)


_kept: WeakKeyDictionary[Any, dict[tuple[bytes, Any], Bitmaps]] = WeakKeyDictionary()
