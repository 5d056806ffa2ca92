"""Whether a page is a picture of text rather than text. Runs in the examiner's process.

A page is to be read by machine where its text makes no sense (``sense``), or where
it has next to none and shows something: images that cover much of it, or the outlines
of many letters. An empty page is neither.
"""

from __future__ import annotations

from ccsr.content.domain.examiner import sense
from itertools import islice
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium


#: Share of the page that images must cover, and the outlines that are a few lines of text.
COVERED, OUTLINES = 0.3, 150
#: Objects that are looked at, and how deep.
MOST, DEPTH = 20_000, 5


def is_picture(page: Any, text: str) -> bool:
    """Return whether a page with this text is to be read by machine."""
    return sense.is_senseless(text) or (sense.is_short(text) and _shows_something(page))


def _shows_something(page: Any) -> bool:
    across, down = page.get_size()
    covered, outlines = 0.0, 0
    kinds = [pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH]
    for one in islice(page.get_objects(filter=kinds, max_depth=DEPTH), MOST):
        if one.type == pdfium.FPDF_PAGEOBJ_PATH:
            outlines += 1
        else:
            covered += _area(one)
    return covered >= COVERED * across * down or outlines >= OUTLINES


def _area(image: Any) -> float:
    try:
        left, bottom, right, top = image.get_bounds()
    except pypdfium2.PdfiumError:
        return 0.0
    return max(0.0, float(right - left)) * max(0.0, float(top - bottom))
