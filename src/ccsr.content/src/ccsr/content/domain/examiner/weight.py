"""What a PDF weighs once it is unpacked."""

from __future__ import annotations

from ccsr.content.domain.examiner import limits
from ccsr.content.domain.examiner.refused import Refused
from collections.abc import Iterator
from typing import Any

import pikepdf
import zlib


#: Bytes that are unpacked at a time.
PART = 1 << 20
DEFLATE = frozenset({"/FlateDecode", "/Fl"})
#: Filters that make much of little; two of them one over the other are a bomb.
PACKING = DEFLATE | {"/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"}
#: An image in one of these counts by its points, and is never unpacked here.
IMAGES = frozenset({"/DCTDecode", "/DCT", "/JPXDecode", "/JBIG2Decode", "/CCITTFaxDecode", "/CCF"})


class Weight:
    """Adds up the streams of a document; raises ``Refused`` when it is too much."""

    def __init__(self) -> None:
        self._left = limits.MOST_UNPACKED

    def add(self, found: Any) -> None:
        """Unpack a stream and forget what it held."""
        if not isinstance(found, pikepdf.Stream):
            return
        if _pixels(found) > limits.MOST_PIXELS:
            raise Refused("heavy")
        for size in _unpacked(found):
            self._left -= size
            if self._left < 0:
                raise Refused("heavy")


def _pixels(stream: Any) -> int:
    width, height = stream.get("/Width", 0), stream.get("/Height", 0)
    both_numbers = isinstance(width, int) and isinstance(height, int)
    return width * height if both_numbers else 0


def _unpacked(stream: Any) -> Iterator[int]:
    """Yield the sizes of the parts of a stream."""
    filters = _filters(stream)
    if sum(name in PACKING for name in filters) > 1:
        raise Refused("heavy")
    if filters and filters[0] in DEFLATE:
        yield from _inflated(stream.read_raw_bytes())
    elif PACKING.intersection(filters):
        yield _size(stream, filters)


def _size(stream: Any, filters: list[str]) -> int:
    """Return the size of what pikepdf unpacks, within the memory of the process."""
    if IMAGES.intersection(filters):
        return 0
    try:
        return len(stream.read_bytes(pikepdf.StreamDecodeLevel.specialized))
    except pikepdf.PdfError as error:
        # Also what it says when there is no memory left.
        raise Refused("heavy") from error


def _filters(stream: Any) -> list[str]:
    named = stream.get("/Filter")
    if isinstance(named, pikepdf.Array):
        return [str(one) for one in named]
    return [str(named)] if isinstance(named, pikepdf.Name) else []


def _inflated(packed: bytes) -> Iterator[int]:
    unpacker = zlib.decompressobj()
    while packed and not unpacker.eof:
        try:
            yield len(unpacker.decompress(packed, PART))
        except zlib.error:
            # Readers show what came before it.
            return
        packed = unpacker.unconsumed_tail
