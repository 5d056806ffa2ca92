"""Parts of an answer on their way out of the examiner's process."""

from __future__ import annotations

from collections.abc import Iterator

import struct


HEAD = struct.Struct(">cI")
PART, REFUSED, END = b"p", b"r", b"e"


def framed(kind: bytes, part: bytes) -> bytes:
    """Return a part with what tells where it ends."""
    return HEAD.pack(kind, len(part)) + part


def unframed(answer: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and part as far as they are whole."""
    place = 0
    while place + HEAD.size <= len(answer):
        kind, size = HEAD.unpack_from(answer, place)
        place += HEAD.size
        if place + size > len(answer):
            return
        yield kind, answer[place : place + size]
        place += size
