"""Record ids as bitmaps, and scores as a catalog wants them."""

from array import array
from BTrees.IIBTree import IIBucket
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from itertools import chain
from itertools import repeat
from pyroaring import BitMap


_SIGN = 1 << 31


def as_bucket(found: BitMap, scores: Mapping[int, float]) -> IIBucket:
    """Return records with their scores as whole numbers; 1 for those without a score."""
    rids = signed(found)
    # A catalog divides by the highest score, so that none may be 0.
    whole = map((2).__add__, map(int, map(scores.get, rids, repeat(-1))))
    bucket = IIBucket()
    # Loops in C, and the state of a bucket instead of its ``update``, which looks
    # for the place of each: 0.2 µs for each record instead of 1.5.
    bucket.__setstate__((tuple(chain.from_iterable(zip(rids, whole, strict=True))),))
    return bucket


def bitmap(rids: Iterable[int]) -> BitMap:
    """Return record ids (32 bits, signed) as a bitmap of their unsigned values.

    What is a bitmap already is returned as it is.
    """
    if isinstance(rids, BitMap):
        return rids
    return BitMap(array("I", array("i", rids).tobytes()))


def signed(rids: BitMap) -> Sequence[int]:
    """Return the record ids of a bitmap, rising."""
    unsigned = rids.to_array()
    negative = rids.rank(_SIGN - 1)
    return array("i", unsigned[negative:].tobytes() + unsigned[:negative].tobytes())
