"""What changed in a large BTree since it was looked at, without reading it all.

A bucket whose serial is the one that was remembered is not read again. Only
what is committed is seen; what this transaction changed its author knows.
"""

from array import array
from collections.abc import Iterator
from typing import Any
from typing import Protocol
from typing import TypeAlias


Bucket: TypeAlias = "tuple[bytes, array[int]]"
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
    """Remembers the buckets of a tree as a connection saw them, by their serials."""

    def __init__(self) -> None:
        self._buckets: dict[bytes, Bucket] = {}
        self._serial: bytes | None = None

    def changed(self, tree: Tree, stamp: Persistent) -> set[int]:
        """Return record ids that may have changed; `stamp` changes whenever `tree` does.

        Where reading fails, nothing is remembered: what changed is returned next time.
        """
        stamp._p_activate()
        if stamp._p_serial == self._serial:
            return set()
        changed: set[int] = set()
        before, now = dict(self._buckets), {}
        for bucket in _buckets(tree):
            oid, known = bucket._p_oid, _known(bucket, before, changed)
            if oid:
                now[oid] = known
        for _, rids in before.values():
            changed.update(rids)
        self._buckets, self._serial = now, stamp._p_serial
        return changed


def _known(bucket: Tree, before: dict[bytes, Bucket], changed: set[int]) -> Bucket:
    if bucket._p_state == GHOST:
        bucket._p_activate()
    known = before.pop(bucket._p_oid, None) if bucket._p_oid else None
    if known is None or known[0] != bucket._p_serial:
        # An array takes a ninth of what a tuple of numbers does.
        rids = array("i", bucket.keys())
        changed.update(rids, known[1] if known else ())
        known = bucket._p_serial, rids
    return known


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
