"""Where the words of a PDF stand on its pages.

Runs in the examiner's process. PDFium places each character in the page's own
space, which begins anywhere and may be turned; readers want a place on the page
as it is shown. Words come in the order in which PDFium gives the page's text.
"""

from __future__ import annotations

from ccsr.content.domain.examiner import limits
from ccsr.content.domain.examiner.refused import Refused
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from typing import Any

import ctypes
import json
import math
import pypdfium2
import pypdfium2.raw as pdfium


#: What PDFium gives for a hyphen at the end of a line.
HYPHENS = frozenset({0x02, 0xFFFE})
#: Of a canvas that is large enough to place a word to a hundred-thousandth of the page.
CANVAS = 1_000_000
#: Bold, by the font's weight.
BOLD = 600
BOLD_NAMES = (b"bold", b"black", b"heavy")
#: Parts of a page's width and height are told to this many places.
PLACES = 5

Box = tuple[float, float, float, float]


@dataclass
class _Word:
    """A word as it is put together; the box is in the page's own space."""

    first: int
    text: list[str] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)


def layout(data: bytes, numbers: list[int] | None = None) -> Iterator[bytes]:
    """Yield, for each of these pages or all, JSON of its width, height (points) and words.

    A word is ``[text, left, top, right, bottom, size, bold]``.
    """
    document = opened(data)
    left = limits.MOST_TEXT
    for number in numbers or range(1, len(document) + 1):
        page, textpage = _page(document, number)
        placing = _Placing(page)
        words = [_told(textpage.raw, placing, one) for one in _words(textpage)]
        shown = [word for word in words if _is_on_page(word)]
        left -= sum(len(word[0]) + 1 for word in shown)
        if left < 0:
            raise Refused("heavy")
        yield json.dumps([*_size_of(page), shown], ensure_ascii=False).encode("utf-8", "replace")
        textpage.close()
        page.close()


def sizes(data: bytes) -> Iterator[bytes]:
    """Yield, for each page, JSON of its width and height (points)."""
    document = opened(data)
    try:
        for number in range(len(document)):
            yield json.dumps([round(one, 2) for one in document.get_page_size(number)]).encode()
    except pypdfium2.PdfiumError as error:
        raise Refused("damaged") from error


def _size_of(page: Any) -> list[float]:
    return [round(one, 2) for one in page.get_size()]


def opened(data: bytes) -> pypdfium2.PdfDocument:
    """Return a document; raise ``Refused``."""
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Refused("damaged") from error


def _page(document: pypdfium2.PdfDocument, number: int) -> tuple[Any, Any]:
    try:
        page = document[number - 1]
        return page, page.get_textpage()
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise Refused("damaged") from error


def _words(textpage: Any) -> Iterator[_Word]:
    word, boxes = None, _Boxes(textpage.raw)
    for place in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage.raw, place)
        is_hyphen = code in HYPHENS
        character = "-" if is_hyphen else chr(code)
        if not code or character.isspace():
            if word:
                yield word
            word = None
            continue
        word = word or _Word(place)
        word.text.append(character)
        word.boxes.append(boxes.of(place))
        if is_hyphen:
            # What it joins stands on the next line.
            yield word
            word = None
    if word:
        yield word


class _Boxes:
    """Asks PDFium for the boxes of characters; there are many."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw
        self._line = pdfium.FS_RECTF()
        self._ink = [ctypes.c_double() for _side in range(4)]

    def of(self, place: int) -> Box:
        """Return left, bottom, right and top: around the ink and the height of the line."""
        pdfium.FPDFText_GetLooseCharBox(self._raw, place, self._line)
        pdfium.FPDFText_GetCharBox(self._raw, place, *self._ink)
        left, right, bottom, top = (side.value for side in self._ink)
        ink = (left, bottom, right, top)
        line = (self._line.left, self._line.bottom, self._line.right, self._line.top)
        if line[0] == line[2] or line[1] == line[3]:
            return ink
        return line if left == right else _around([ink, line])


def _around(boxes: list[Box]) -> Box:
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


class _Placing:
    """Leads from the page's own space to parts of the page as it is shown."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._start = self._at(0, 0)
        self._across = self._step(1000, 0)
        self._up = self._step(0, 1000)

    def _at(self, x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(self._page, 0, 0, CANVAS, CANVAS, 0, x, y, across, down)
        return across.value / CANVAS, down.value / CANVAS

    def _step(self, x: float, y: float) -> tuple[float, float]:
        across, down = self._at(x, y)
        return (across - self._start[0]) / 1000, (down - self._start[1]) / 1000

    def place(self, box: Box) -> Box:
        """Return left, top, right and bottom as parts of the page."""
        left, bottom, right, top = box
        corners = [self._shown(x, y) for x in (left, right) for y in (bottom, top)]
        across, down = zip(*corners, strict=True)
        return min(across), min(down), max(across), max(down)

    def _shown(self, x: float, y: float) -> tuple[float, float]:
        return (
            self._start[0] + x * self._across[0] + y * self._up[0],
            self._start[1] + x * self._across[1] + y * self._up[1],
        )


def _told(raw: Any, placing: _Placing, word: _Word) -> list[Any]:
    places = [round(one, PLACES) for one in placing.place(_around(word.boxes))]
    text = "".join(word.text)
    return [text, *places, _size(raw, word.first), _is_bold(raw, word.first)]


def _is_on_page(word: list[Any]) -> bool:
    _text, left, top, right, bottom, *_font = word
    inside = 0 <= left + right <= 2 and 0 <= top + bottom <= 2
    word[1:5] = (min(max(one, 0.0), 1.0) for one in word[1:5])
    return bool(inside)


def _size(raw: Any, place: int) -> float:
    """Return the size of a character in points, as its line enlarges it."""
    size = pdfium.FPDFText_GetFontSize(raw, place)
    matrix = pdfium.FS_MATRIX()
    if pdfium.FPDFText_GetMatrix(raw, place, matrix):
        size *= math.hypot(matrix.c, matrix.d)
    return round(size, 1) if math.isfinite(size) else 0.0


def _is_bold(raw: Any, place: int) -> bool:
    if int(pdfium.FPDFText_GetFontWeight(raw, place)) >= BOLD:
        return True
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(raw, place, name, len(name), ctypes.c_int())
    return any(one in name.value.lower() for one in BOLD_NAMES)
