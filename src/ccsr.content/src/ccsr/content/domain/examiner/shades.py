"""A page in shades of grey, for the program that reads pictures. Runs in the examiner's process."""

from __future__ import annotations

from ccsr.content.domain.examiner import limits
from ccsr.content.domain.examiner.layout import opened
from ccsr.content.domain.examiner.refused import Refused
from ccsr.content.domain.examiner.skew import skew
from collections.abc import Iterator
from PIL import Image
from typing import Any

import json
import math
import pypdfium2


POINTS = 72
WHITE = 255
#: How much light and dark must differ on a page that holds anything, of 255.
SEEN = 24


def shades(data: bytes, number: int, resolution: int) -> Iterator[bytes]:
    """Yield two parts: what was done to a page, and its picture, PGM, with straight lines.

    ``resolution`` is in dots an inch, fewer for a poster. The first is JSON: width,
    height (pixels) before it was turned, and degrees, anticlockwise. A page that
    shows nothing has no picture.
    """
    page = _drawn(opened(data), number, resolution)
    shows = _shows_something(page)
    angle = skew(page) if shows else 0.0
    yield json.dumps([page.width, page.height, angle]).encode()
    if shows:
        yield _pgm(_turned(page, angle) if angle else page)


def _shows_something(page: Image.Image) -> bool:
    used = [shade for shade, times in enumerate(page.histogram()) if times]
    return used[-1] - used[0] >= SEEN


def _turned(page: Image.Image, angle: float) -> Image.Image:
    return page.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=WHITE)


def _pgm(image: Image.Image) -> bytes:
    return b"P5 %d %d 255\n" % image.size + image.tobytes()


def _drawn(document: pypdfium2.PdfDocument, number: int, resolution: int) -> Image.Image:
    if document.get_formtype():
        document.init_forms()
    try:
        page = document[number - 1]
        bitmap = page.render(scale=_scale(page, resolution), grayscale=True)
    except (pypdfium2.PdfiumError, IndexError, ValueError) as error:
        raise Refused("damaged") from error
    image: Image.Image = bitmap.to_pil().convert("L")
    return image


def _scale(page: Any, resolution: int) -> float:
    """Return pixels a point."""
    across, down = page.get_size()
    if not (across > 0 and down > 0):
        raise Refused("damaged")
    return min(resolution / POINTS, math.sqrt(limits.MOST_SHADES / (across * down)))
