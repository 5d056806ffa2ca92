"""What Tesseract has read, out of the hOCR that it writes (one picture)."""

from __future__ import annotations

from ccsr.content.domain.ocr.straight import Box
from ccsr.content.domain.ocr.straight import Picture
from ccsr.content.domain.ocr.straight import Seen
from ccsr.content.domain.paper import Word
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import fmean
from typing import Any
from xml.etree.ElementTree import fromstring
from xml.etree.ElementTree import ParseError

import re


#: Confidence, 0…100, below which a word is doubtful: two of three such words are wrong.
DOUBTFUL = 60
#: What is no letter or digit is a speck or a rule more often than a sign.
SAYS = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page (from 1) as a machine read it.

    ``confidence`` is the mean of its words, 0…100; 0 where nothing could be read, and
    None where there is nothing to be read. ``doubtful`` are the places in ``words`` of
    those that are probably wrong. Lines of ``text`` are the
    lines of the page, and an empty one parts paragraphs.
    """

    number: int
    text: str = ""
    confidence: float | None = 0.0
    words: tuple[Word, ...] = ()
    doubtful: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    """A word and how sure the program is of it."""

    word: Word
    sure: float


def page(number: int, hocr: bytes, picture: Picture) -> ReadPage:
    """Return what was read of the picture of a page."""
    try:
        tree = fromstring(hocr)
    except ParseError:
        return ReadPage(number)
    shown = next(_of(tree, "ocr_page"), None)
    if shown is None:
        return ReadPage(number)
    seen = Seen(picture, *_box(shown)[2:])
    paragraphs = [
        [list(_words(line, seen)) for line in _lines(paragraph)]
        for paragraph in _of(shown, "ocr_par")
    ]
    return _page(number, [[line for line in one if line] for one in paragraphs])


def _page(number: int, paragraphs: list[list[list[_Read]]]) -> ReadPage:
    read = [word for paragraph in paragraphs for line in paragraph for word in line]
    texts = ("\n".join(map(_text, paragraph)) for paragraph in paragraphs if paragraph)
    return ReadPage(
        number,
        "\n\n".join(texts),
        round(fmean(one.sure for one in read), 1) if read else 0.0,
        tuple(one.word for one in read),
        tuple(place for place, one in enumerate(read) if one.sure < DOUBTFUL),
    )


def _text(line: list[_Read]) -> str:
    return " ".join(one.word.text for one in line)


def _of(tree: Any, name: str) -> Iterator[Any]:
    return (one for one in tree.iter() if one.get("class") == name)


#: What hOCR calls a line, by what it is taken for.
LINES = frozenset({"ocr_line", "ocr_caption", "ocr_header", "ocr_textfloat"})


def _lines(paragraph: Any) -> Iterator[Any]:
    return (one for one in paragraph.iter() if one.get("class") in LINES)


def _words(line: Any, seen: Seen) -> Iterator[_Read]:
    size = seen.picture.points(_number(line, "x_size"))
    for one in _of(line, "ocrx_word"):
        text = "".join(one.itertext()).strip()
        sure = _number(one, "x_wconf")
        if text and (SAYS.search(text) or sure >= DOUBTFUL):
            yield _Read(Word(text, *seen.place(_box(one)), size), sure)


def _box(one: Any) -> Box:
    left, top, right, bottom = re.findall(r"bbox (\d+) (\d+) (\d+) (\d+)", one.get("title", ""))[0]
    return float(left), float(top), float(right), float(bottom)


def _number(one: Any, name: str) -> float:
    found = re.search(rf"\b{name} ([\d.]+)", one.get("title", ""))
    return float(found[1]) if found else 0.0
