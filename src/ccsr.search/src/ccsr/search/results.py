"""Scores as a catalog wants them: whole numbers by record id, in a sorted bucket."""

from array import array
from BTrees.IIBTree import IIBucket
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from itertools import chain
from pyroaring import BitMap
from typing import Any


#: A score of tantivy (about 0-30) times this is the catalog's whole number.
_SCALE = 1000
_HIGHEST = 2**31 - 1


def as_bucket(scores: Mapping[int, float], resultset: Any = None) -> IIBucket:
    """Return `scores` as a bucket; only for records of `resultset` if it is the smaller."""
    rids: Iterable[int] = scores
    if resultset is not None and len(resultset) < len(scores):
        rids = signed(bitmap(resultset) & bitmap(scores))
    pairs = ((rid, min(_HIGHEST, int(scores[rid] * _SCALE) + 1)) for rid in sorted(rids))
    bucket = IIBucket()
    # A tenth of the time of ``update``, which looks for the place of each.
    bucket.__setstate__((tuple(chain.from_iterable(pairs)),))
    return bucket


def bitmap(rids: Iterable[int]) -> BitMap:
    """Return record ids (32 bits, signed) as a bitmap of their unsigned values."""
    return BitMap(array("I", array("i", rids).tobytes()))


def signed(rids: BitMap) -> Sequence[int]:
    """Return the record ids of a bitmap."""
    return array("i", rids.to_array().tobytes())
