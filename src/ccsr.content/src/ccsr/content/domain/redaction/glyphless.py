"""A font whose every character is blank: text that can be found and read aloud, and not seen."""

from __future__ import annotations

import struct


#: Units of the em; every character is half as wide, and as high.
EM = 1000
WIDTH = 500


def font() -> bytes:
    """Return the font as TrueType: two glyphs without an outline."""
    tables = {
        b"glyf": bytes(4),
        b"head": struct.pack(
            ">IIIIHHqqhhhhHHhhh",
            0x00010000,
            0x00010000,
            0,
            0x5F0F3CF5,
            0,
            EM,
            0,
            0,
            0,
            0,
            WIDTH,
            EM,
            0,
            8,
            2,
            0,
            0,
        ),
        b"hhea": struct.pack(
            ">IhhhHhhhhhhhhhhhH", 0x00010000, EM, 0, 0, WIDTH, 0, 0, 0, 1, *[0] * 7, 2
        ),
        b"hmtx": struct.pack(">HhHh", WIDTH, 0, WIDTH, 0),
        b"loca": bytes(6),
        b"maxp": struct.pack(">IH13H", 0x00010000, 2, *[0] * 2, *[0] * 2, 1, *[0] * 8),
    }
    return _assembled(tables)


def _assembled(tables: dict[bytes, bytes]) -> bytes:
    place = 12 + 16 * len(tables)
    directory, body = b"", b""
    for name, data in sorted(tables.items()):
        whole = data + bytes(-len(data) % 4)
        total = sum(struct.unpack(f">{len(whole) // 4}I", whole)) & 0xFFFFFFFF
        directory += struct.pack(">4sIII", name, total, place + len(body), len(data))
        body += whole
    return struct.pack(">IHHHH", 0x00010000, len(tables), 64, 2, 32) + directory + body


#: Every code leads to the second glyph.
GLYPHS = b"\x00\x01" * 65536

#: Every code stands for the character of that number.
TO_UNICODE = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
1 beginbfrange
<0000> <FFFF> <0000>
endbfrange
endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
