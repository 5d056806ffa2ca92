"""Writing a PDF from pictures of pages and the words that are left on them.

The file is written from nothing: it can hold only what is handed over here. Each
page is a picture, and over it the words, which cannot be seen but searched,
selected and read aloud; what was removed is told to a screen reader by its reason.
"""

from __future__ import annotations

from ccsr.content.domain.paper import Word
from ccsr.content.domain.redaction import glyphless
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import struct
import zlib


@dataclass(frozen=True)
class Gone:
    """Something that was removed; ``label`` is what a screen reader says in its place."""

    label: str


@dataclass(frozen=True)
class Picture:
    """A picture as it can stand in a PDF: ``entries`` of its dictionary, and its data."""

    entries: str
    data: bytes


@dataclass(frozen=True)
class Leaf:
    """A page to be written: its size in points, picture, and words with gaps in reading order."""

    width: float
    height: float
    picture: Picture
    items: tuple[Word | Gone, ...]


def packed(about: dict[str, object], data: bytes) -> Picture:
    """Return a picture of ``examiner.painting``."""
    size = f"/Width {about['width']}/Height {about['height']}"
    if about["kind"] == "jpeg":
        space = "/DeviceGray" if about["grey"] else "/DeviceRGB"
        entries = f"{size}/ColorSpace{space}/BitsPerComponent 8/Filter/DCTDecode"
        return Picture(entries, data)
    chunks = list(_chunks(data))
    palette = next(body for kind, body in chunks if kind == b"PLTE")
    bits = about["bits"]
    entries = (
        f"{size}/ColorSpace[/Indexed/DeviceRGB {len(palette) // 3 - 1}<{palette.hex()}>]"
        f"/BitsPerComponent {bits}/Filter/FlateDecode"
        f"/DecodeParms<</Predictor 15/Colors 1/BitsPerComponent {bits}/Columns {about['width']}>>"
    )
    return Picture(entries, b"".join(body for kind, body in chunks if kind == b"IDAT"))


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 8
    while place + 8 <= len(png):
        size, kind = struct.unpack_from(">I4s", png, place)
        yield kind, png[place + 8 : place + 8 + size]
        place += size + 12


class _File:
    """Objects by number, in the order in which they were asked for."""

    def __init__(self) -> None:
        self.objects: list[bytes] = []

    def add(self, body: str | bytes = b"") -> int:
        """Keep an object; return its number."""
        self.objects.append(body.encode("ascii") if isinstance(body, str) else body)
        return len(self.objects)

    def put(self, number: int, body: str) -> None:
        """Fill an object whose number was needed before."""
        self.objects[number - 1] = body.encode("ascii")

    def stream(self, data: bytes, entries: str = "", packed: bool = False) -> int:
        """Keep a stream, compressed if it is not yet."""
        if not packed:
            data, entries = zlib.compress(data, 9), f"{entries}/Filter/FlateDecode"
        head = f"<<{entries}/Length {len(data)}>>stream\n".encode("ascii")
        return self.add(head + data + b"\nendstream")

    def whole(self, root: int) -> bytes:
        """Return the file."""
        out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
        for number, body in enumerate(self.objects, 1):
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        table = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        out += b"trailer\n<</Size %d/Root %d 0 R>>\n" % (len(places) + 1, root)
        return bytes(out + b"startxref\n%d\n%%%%EOF\n" % table)


def written(leaves: Iterable[Leaf], language: str) -> bytes:
    """Return a PDF of the pages; ``language`` is the tag of most of its text, such as ``cy``."""
    file = _File()
    root, pages, tree, document = (file.add() for _object in range(4))
    font = _font(file)
    kids, parents = [], []
    elements: list[int] = []
    for number, leaf in enumerate(leaves):
        page = file.add()
        own = _page(file, page, leaf, font, pages, document, number)
        kids.append(page)
        elements += own
        parents.append(f"{number} [{_references(own)}]")
    file.put(
        root,
        f"<</Type/Catalog/Pages {pages} 0 R/Lang({language})/MarkInfo<</Marked true>>"
        f"/StructTreeRoot {tree} 0 R>>",
    )
    file.put(pages, f"<</Type/Pages/Count {len(kids)}/Kids[{_references(kids)}]>>")
    file.put(
        tree,
        f"<</Type/StructTreeRoot/K {document} 0 R/ParentTree<</Nums[{' '.join(parents)}]>>"
        f"/ParentTreeNextKey {len(parents)}>>",
    )
    file.put(document, f"<</Type/StructElem/S/Document/P {tree} 0 R/K[{_references(elements)}]>>")
    return file.whole(root)


def _references(numbers: Iterable[int]) -> str:
    return " ".join(f"{number} 0 R" for number in numbers)


def _font(file: _File) -> int:
    data = glyphless.font()
    program = file.stream(data, f"/Length1 {len(data)}")
    glyphs = file.stream(glyphless.GLYPHS)
    unicode = file.stream(glyphless.TO_UNICODE)
    descriptor = file.add(
        "<</Type/FontDescriptor/FontName/Blank/Flags 5/FontBBox[0 0 500 1000]/ItalicAngle 0"
        f"/Ascent 1000/Descent 0/CapHeight 1000/StemV 80/FontFile2 {program} 0 R>>"
    )
    descendant = file.add(
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Blank"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/FontDescriptor {descriptor} 0 R/DW {glyphless.WIDTH}/CIDToGIDMap {glyphs} 0 R>>"
    )
    return file.add(
        "<</Type/Font/Subtype/Type0/BaseFont/Blank/Encoding/Identity-H"
        f"/DescendantFonts[{descendant} 0 R]/ToUnicode {unicode} 0 R>>"
    )


def _page(
    file: _File, page: int, leaf: Leaf, font: int, pages: int, document: int, number: int
) -> list[int]:
    """Write a page; return the numbers of its elements of structure."""
    picture = file.stream(
        leaf.picture.data, f"/Type/XObject/Subtype/Image{leaf.picture.entries}", True
    )
    size = f"{leaf.width:.2f} 0 0 {leaf.height:.2f} 0 0"
    drawn = [f"/Artifact BMC q {size} cm /P Do Q EMC", "BT 3 Tr"]
    elements = []
    for place, part in enumerate(parts(leaf.items)):
        what = "/Span" if isinstance(part, Gone) else "/P"
        alternative = f"/Alt{_text(part.label)}" if isinstance(part, Gone) else ""
        elements.append(
            file.add(
                f"<</Type/StructElem/S{what}/P {document} 0 R/Pg {page} 0 R/K {place}{alternative}>>"
            )
        )
        drawn.append(f"{what}<</MCID {place}>>BDC")
        drawn += [] if isinstance(part, Gone) else [_shown(word, leaf) for word in part]
        drawn.append("EMC")
    contents = file.stream("\n".join([*drawn, "ET"]).encode("ascii"))
    file.put(
        page,
        f"<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 {leaf.width:.2f} {leaf.height:.2f}]"
        f"/Resources<</XObject<</P {picture} 0 R>>/Font<</F {font} 0 R>>>>"
        f"/Contents {contents} 0 R/StructParents {number}/Tabs/S>>",
    )
    return elements


def parts(items: Sequence[Word | Gone]) -> Iterator[Gone | list[Word]]:
    """Yield paragraphs, and what was removed between them."""
    paragraph = 0
    numbered = []
    before: Word | Gone | None = None
    for item in items:
        paragraph += _begins_part(before, item)
        numbered.append((paragraph, item))
        before = item
    for _number, group in groupby(numbered, key=lambda one: one[0]):
        found = [item for _paragraph, item in group]
        first = found[0]
        yield first if isinstance(first, Gone) else [one for one in found if isinstance(one, Word)]


def _begins_part(before: Word | Gone | None, item: Word | Gone) -> bool:
    if not isinstance(before, Word) or not isinstance(item, Word):
        return True
    height = max(before.bottom - before.top, 0.001)
    return not -1.6 * height <= item.top - before.bottom <= 0.6 * height


def can_be_written(text: str) -> str:
    """Return a word as the font can have it: without spaces, characters beyond its codes replaced."""
    seen = "".join(one for one in text if one.isprintable() and not one.isspace())
    return "".join(one if ord(one) < 0x10000 else "\ufffd" for one in seen) or "\ufffd"


def _shown(word: Word, leaf: Leaf) -> str:
    height = max((word.bottom - word.top) * leaf.height, 1.0)
    width = max((word.right - word.left) * leaf.width, 0.5)
    said = can_be_written(word.text)
    stretch = 100 * width / (len(said) * height * glyphless.WIDTH / glyphless.EM)
    across, up = word.left * leaf.width, (1 - word.bottom) * leaf.height
    codes = f"{said} ".encode("utf-16-be", "replace").hex()
    return f"/F {height:.2f} Tf {stretch:.2f} Tz 1 0 0 1 {across:.2f} {up:.2f} Tm <{codes}> Tj"


def _text(value: str) -> str:
    return f"<{(chr(0xFEFF) + value).encode('utf-16-be', 'replace').hex()}>"
