"""Record ids by blocks of 32, so that to list them costs little.

tantivy gives Python an object for every record, 0.4 µs each. Added up by itself it
gives a number for every block, whose bits are the records: a tenth of that, since
record ids stand close together.
"""

from array import array
from collections.abc import Iterator
from itertools import chain
from itertools import pairwise
from pyroaring import BitMap
from typing import Any

import struct


#: Records of a block; a sum of tantivy is exact to 53 bits.
WIDTH = 32
#: What tantivy is asked for, of the fields ``rid`` and ``bit``.
ASKED = {
    "blocks": {
        "histogram": {"field": "rid", "interval": float(WIDTH), "min_doc_count": 1},
        "aggs": {"bits": {"sum": {"field": "bit"}}},
    }
}
#: Blocks that follow each other and are put into rows of bits; of fewer the records are listed.
_MANY = 8
#: A bitmap has parts of 65,536 numbers; one that holds more than 4,096 is a row of bits.
_PART = 65_536
_BYTES = _PART // 8
_DENSE = 4096
_ALL = (1 << _PART) - 1
_ROUND = 1 << 29
#: How a bitmap of such parts begins when it is written down.
_COOKIE = 12_346
_UNSIGNED = 0xFFFFFFFF
_PLACES = [tuple(place for place in range(8) if byte >> place & 1) for byte in range(256)]


def bit_of(rid: int) -> int:
    """Return the number that stands for a record in its block."""
    return 1 << rid % WIDTH


def records(answer: Any) -> BitMap | None:
    """Return the records of an answer; None where a sum cannot tell, since one stands there twice."""
    buckets = answer["blocks"]["buckets"]
    keys = [block["key"] for block in buckets]
    bits = array("I", map(int, [block["bits"]["value"] for block in buckets]))
    listed = array("I")
    rows: dict[int, bytearray] = {}
    for begin, end in _runs(keys):
        place = (int(keys[begin]) & _UNSIGNED) // 8
        if end - begin < _MANY:
            listed.extend(_numbers(place, bits[begin:end].tobytes()))
        else:
            _fill(rows, place, bits[begin:end].tobytes())
    found = _of_rows(rows) | BitMap(listed)
    return found if len(found) == sum([block["doc_count"] for block in buckets]) else None


def _runs(keys: list[float]) -> Iterator[tuple[int, int]]:
    """Yield begin and end of what follows each other."""
    gaps = [at for at, (one, other) in enumerate(pairwise(keys), 1) if other - one != WIDTH]
    return pairwise([0, *gaps, len(keys)]) if keys else iter(())


def _numbers(place: int, run: bytes) -> Iterator[int]:
    # After the last of the negative numbers comes 0.
    return (at % _ROUND * 8 + bit for at, byte in enumerate(run, place) for bit in _PLACES[byte])


def _fill(rows: dict[int, bytearray], place: int, run: bytes) -> None:
    while run:
        part, first = divmod(place, _BYTES)
        piece = run[: _BYTES - first]
        rows.setdefault(part, bytearray(_BYTES))[first : first + len(piece)] = piece
        # After the last of the negative numbers comes 0.
        place, run = (place + len(piece)) % _ROUND, run[len(piece) :]


def _of_rows(rows: dict[int, bytearray]) -> BitMap:
    """Return the bitmap of rows of bits, made as one that was written down: they are copied.

    A row of few is read as what it does not hold, and turned round.
    """
    parts = {part: int.from_bytes(row, "little") for part, row in sorted(rows.items())}
    few = [part for part, row in parts.items() if row.bit_count() <= _DENSE]
    parts |= {part: parts[part] ^ _ALL for part in few}
    found = BitMap.deserialize(_written(parts))
    for part in few:
        found.flip_inplace(part * _PART, (part + 1) * _PART)
    return found


def _written(parts: dict[int, int]) -> bytes:
    number = len(parts)
    heads = chain.from_iterable((part, row.bit_count() - 1) for part, row in parts.items())
    begin = 8 + 8 * number
    return b"".join(
        [
            struct.pack("<II", _COOKIE, number),
            struct.pack(f"<{2 * number}H", *heads),
            struct.pack(f"<{number}I", *range(begin, begin + _BYTES * number, _BYTES)),
            *(row.to_bytes(_BYTES, "little") for row in parts.values()),
        ]
    )
