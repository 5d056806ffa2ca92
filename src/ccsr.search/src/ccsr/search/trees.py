"""What changed in a large BTree since it was looked at, without reading it all.

A bucket whose serial is the one that was remembered is not read again. Only
what is committed is seen; what this transaction changed its author knows.
"""

from collections.abc import Iterator
from typing import Any
from typing import Protocol
from typing import TypeAlias


Bucket: TypeAlias = tuple[bytes, tuple[int, ...]]
GHOST = -1


class Persistent(Protocol):
    """What is used of a persistent object."""

    _p_oid: bytes | None
    _p_serial: bytes
    _p_state: int

    def _p_activate(self) -> None: ...


class Tree(Persistent, Protocol):
    """What is used of a BTree whose keys are record ids."""

    def get(self, rid: int) -> Any:
        """Return the value."""

    def keys(self) -> Iterator[int]:
        """Return all record ids."""

    def __getstate__(self) -> tuple[Any, ...] | None: ...


class Watch:
    """Remembers the buckets of a tree as one connection saw them."""

    def __init__(self) -> None:
        self._buckets: dict[bytes, Bucket] = {}
        self._serial: bytes | None = None

    def changed(self, tree: Tree, stamp: Persistent) -> set[int]:
        """Return record ids that may have changed; `stamp` changes whenever `tree` does."""
        stamp._p_activate()
        if stamp._p_serial == self._serial:
            return set()
        self._serial = stamp._p_serial
        changed: set[int] = set()
        before, self._buckets = self._buckets, {}
        for bucket in _buckets(tree):
            self._look(bucket, before, changed)
        for _, rids in before.values():
            changed.update(rids)
        return changed

    def _look(self, bucket: Tree, before: dict[bytes, Bucket], changed: set[int]) -> None:
        if bucket._p_state == GHOST:
            bucket._p_activate()
        oid = bucket._p_oid
        known = before.pop(oid, None) if oid else None
        if known is None or known[0] != bucket._p_serial:
            rids = tuple(bucket.keys())
            changed.update(rids, known[1] if known else ())
            known = bucket._p_serial, rids
        if oid:
            self._buckets[oid] = known


def _buckets(tree: Tree) -> Iterator[Tree]:
    """Return the buckets of a tree; the tree itself where it is small enough to be one."""
    state = tree.__getstate__()
    if state is None or len(state) == 1:
        yield tree
        return
    for child in state[0][::2]:
        if type(child) is type(tree):
            yield from _buckets(child)
        else:
            yield child
