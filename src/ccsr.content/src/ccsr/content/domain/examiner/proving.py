"""Whether a copy holds what was removed. Runs in the examiner's process.

Looked at is the file as it came out, by readers that know nothing of how it was
made: PDFium for text and pixels, pikepdf for every object, string and stream.
"""

from __future__ import annotations

from ccsr.content.domain.examiner.frame import earlier_versions
from ccsr.content.domain.examiner.layout import layout
from ccsr.content.domain.examiner.layout import opened
from ccsr.content.domain.examiner.painting import taken_apart
from ccsr.content.domain.redaction import glyphless
from collections.abc import Iterator
from typing import Any

import io
import json
import math
import pikepdf
import pypdfium2
import re
import unicodedata


#: Keys that a copy has, and no other: no metadata, annotations, outlines, names, forms,
#: attachments, layers, thumbnails or earlier pages.
KEYS = frozenset(
    [
        "/Alt",
        "/Ascent",
        "/BaseFont",
        "/BitsPerComponent",
        "/CIDSystemInfo",
        "/CIDToGIDMap",
        "/CapHeight",
        "/ColorSpace",
        "/Colors",
        "/Columns",
        "/Contents",
        "/Count",
        "/DW",
        "/DecodeParms",
        "/DescendantFonts",
        "/Descent",
        "/Encoding",
        "/F",
        "/Filter",
        "/Flags",
        "/Font",
        "/FontBBox",
        "/FontDescriptor",
        "/FontFile2",
        "/FontName",
        "/Height",
        "/ItalicAngle",
        "/K",
        "/Kids",
        "/Lang",
        "/Length",
        "/Length1",
        "/MarkInfo",
        "/Marked",
        "/MediaBox",
        "/Nums",
        "/Ordering",
        "/P",
        "/Pages",
        "/Parent",
        "/ParentTree",
        "/ParentTreeNextKey",
        "/Pg",
        "/Predictor",
        "/Registry",
        "/Resources",
        "/Root",
        "/S",
        "/Size",
        "/StemV",
        "/StructParents",
        "/StructTreeRoot",
        "/Subtype",
        "/Supplement",
        "/Tabs",
        "/ToUnicode",
        "/Type",
        "/Width",
        "/XObject",
    ]
)
#: Segments of a JPEG that hold no picture: comments, and what applications add (thumbnails).
JPEG_EXTRA = frozenset((0xFE, *range(0xE1, 0xEE)))
#: Texts that the font needs, and streams: its program, and what its codes stand for.
TEXTS = frozenset(("Adobe", "Identity"))
STREAMS = frozenset((glyphless.font(), glyphless.GLYPHS, glyphless.TO_UNICODE))
#: How a page is written: its picture, then words that cannot be seen.
NUMBER = rb"-?\d+\.\d\d"
DRAWN = re.compile(
    rb"/Artifact BMC q %(n)s 0 0 %(n)s 0 0 cm /P Do Q EMC\nBT 3 Tr\n"
    rb"((?:/(?:P|Span)<</MCID \d+>>BDC\n"
    rb"(?:/F %(n)s Tf %(n)s Tz 1 0 0 1 %(n)s %(n)s Tm <(?:[0-9a-f]{4})+> Tj\n)*EMC\n)*)ET"
    % {b"n": NUMBER}
)
SHOWN = re.compile(rb"<([0-9a-f]+)> Tj")
#: Pixels at the edge of a box, and how light the rest may be, of 255.
EDGE, BLACK = 2, 24
RESOLUTION = 100


def proving(data: bytes) -> Iterator[bytes]:
    """Yield JSON of ``failures`` (rule and page, 0 for the file) and ``counts``.

    Asked are ``{"labels": [...], "pages": [{"words", "gone", "painted"}]}``; a label
    is read aloud where something went.
    """
    asked, file = taken_apart(data)
    found = _Found(TEXTS.union(asked["labels"], asked["language"]))
    with pikepdf.Pdf.open(io.BytesIO(file), attempt_recovery=False) as document:
        _whole(found, file, document, len(asked["pages"]))
        pictures, contents = _parts_of(found, document)
        for one in document.objects:
            _look(found, one, pictures, contents)
        _prove_contents(found, document, asked["pages"])
    for number, (page, words) in enumerate(zip(asked["pages"], _texts(file), strict=True), 1):
        _prove_text(found, number, page, words)
    _prove_pixels(found, file, asked["pages"])
    yield json.dumps({"failures": found.failures, "counts": found.counts}).encode()


class _Found:
    def __init__(self, texts: frozenset[str]) -> None:
        self.texts = texts
        self.failures: list[tuple[str, int]] = []
        self.counts = dict.fromkeys(
            ("objects", "strings", "streams", "words", "pixels", "pictures"), 0
        )

    def fail(self, rule: str, page: int = 0) -> None:
        if (rule, page) not in self.failures:
            self.failures.append((rule, page))


def _whole(found: _Found, file: bytes, document: pikepdf.Pdf, pages: int) -> None:
    if file.count(b"%%EOF") != 1 or file.count(b"startxref") != 1 or list(earlier_versions(file)):
        found.fail("history")
    if len(document.pages) != pages:
        found.fail("pages")
    if set(document.trailer.keys()) - KEYS:
        found.fail("keys")


def _parts_of(found: _Found, document: pikepdf.Pdf) -> tuple[set[Any], set[Any]]:
    """Return the objects that are pictures and contents of pages."""
    pictures, contents = set(), set()
    for number, page in enumerate(document.pages, 1):
        drawn = page.obj.Resources.XObject
        if list(drawn.keys()) != ["/P"] or drawn.P.get("/Subtype") != "/Image":
            found.fail("pictures", number)
        pictures.add(drawn.P.objgen)
        contents.add(page.obj.Contents.objgen)
    if not len(pictures) == len(contents) == len(document.pages):
        found.fail("pictures")
    return pictures, contents


def _look(found: _Found, one: Any, pictures: set[Any], contents: set[Any]) -> None:
    found.counts["objects"] += 1
    # The colours of a picture are a string.
    colours = one.get("/ColorSpace") if one.objgen in pictures else None
    for held in _all_of(one, colours):
        if isinstance(held, (pikepdf.Dictionary, pikepdf.Stream)) and set(held.keys()) - KEYS:
            found.fail("keys")
        if isinstance(held, pikepdf.String):
            found.counts["strings"] += 1
            if str(held) not in found.texts:
                found.fail("strings")
    if not isinstance(one, pikepdf.Stream):
        return
    found.counts["streams"] += 1
    if one.objgen in pictures:
        _look_at_picture(found, one, one.read_raw_bytes())
    elif one.objgen not in contents and one.read_bytes() not in STREAMS:
        found.fail("streams")


def _all_of(found: Any, but: Any = None) -> Iterator[Any]:
    waiting = [found]
    while waiting:
        one = waiting.pop()
        if but is not None and isinstance(one, pikepdf.Array) and one == but:
            continue
        yield one
        if isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)):
            waiting += [value for value in one.values() if _is_direct(value)]
        elif isinstance(one, pikepdf.Array):
            waiting += [value for value in one if _is_direct(value)]


def _is_direct(value: Any) -> bool:
    return isinstance(value, pikepdf.Object) and not value.is_indirect


def _prove_contents(found: _Found, document: pikepdf.Pdf, pages: list[dict[str, Any]]) -> None:
    """What a page is drawn with is its picture and the words that stay, and nothing else."""
    for number, (page, wanted) in enumerate(zip(document.pages, pages, strict=True), 1):
        data = page.obj.Contents.read_bytes()
        codes = bytes.fromhex(b"".join(SHOWN.findall(data)).decode())
        said = codes.decode("utf-16-be", "replace")
        if not DRAWN.fullmatch(data) or said.split() != " ".join(wanted["words"]).split():
            found.fail("streams", number)


def _look_at_picture(found: _Found, one: Any, raw: bytes) -> None:
    found.counts["pictures"] += 1
    if one.get("/Filter") == "/DCTDecode" and any(kind in JPEG_EXTRA for kind in _segments(raw)):
        found.fail("pictures")


def _segments(jpeg: bytes) -> Iterator[int]:
    """Yield the kinds of a JPEG's segments before its picture."""
    place = 2
    while place + 4 <= len(jpeg) and jpeg[place] == 0xFF and jpeg[place + 1] != 0xDA:
        yield jpeg[place + 1]
        place += 2 + int.from_bytes(jpeg[place + 2 : place + 4], "big")


def _texts(file: bytes) -> Iterator[list[Any]]:
    for part in layout(file):
        yield json.loads(part)[2]


def _prove_text(found: _Found, number: int, page: dict[str, Any], words: list[Any]) -> None:
    """The page says what stays and nothing else, and nothing where something went."""
    found.counts["words"] += len(words)
    if _letters(word[0] for word in words) != _letters(page["words"]):
        found.fail("text", number)
    for _text, *box in (word[:5] for word in words):
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        if any(_holds(gone, middle) for gone in page["gone"]):
            found.fail("under", number)


def _letters(words: Any) -> str:
    """Return the letters of words in order: readers part them differently."""
    said = unicodedata.normalize("NFKC", "".join(words))
    return "".join(one for one in said if one.isalnum())


def _holds(box: list[float], point: tuple[float, float]) -> bool:
    return box[0] < point[0] < box[2] and box[1] < point[1] < box[3]


def _prove_pixels(found: _Found, file: bytes, pages: list[dict[str, Any]]) -> None:
    document = opened(file)
    for number, page in enumerate(pages, 1):
        if page["painted"]:
            image = _shown(document, number)
            for box in page["painted"]:
                _prove_black(found, number, image, box)


def _shown(document: pypdfium2.PdfDocument, number: int) -> Any:
    page = document[number - 1]
    bitmap = page.render(scale=RESOLUTION / 72, grayscale=True)
    image = bitmap.to_pil().convert("L")
    bitmap.close()
    page.close()
    return image


def _prove_black(found: _Found, number: int, image: Any, box: list[float]) -> None:
    left, top = math.ceil(box[0] * image.width) + EDGE, math.ceil(box[1] * image.height) + EDGE
    right, bottom = int(box[2] * image.width) - EDGE, int(box[3] * image.height) - EDGE
    if right <= left or bottom <= top:
        return
    part = image.crop((left, top, right, bottom))
    found.counts["pixels"] += part.width * part.height
    if part.getextrema()[1] > BLACK:
        found.fail("pixels", number)
