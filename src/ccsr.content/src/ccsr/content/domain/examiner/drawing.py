"""Pictures of the pages of a PDF. Runs in the examiner's process."""

from __future__ import annotations

from ccsr.content.domain.examiner import limits
from ccsr.content.domain.examiner.layout import opened
from ccsr.content.domain.examiner.refused import Refused
from collections.abc import Iterator
from PIL import WebPImagePlugin  # noqa: F401  # nothing can be loaded under the limits
from typing import Any

import io
import pypdfium2


#: A page of text has few colours, and is smaller and clearer in WebP's form that loses nothing.
FEW = 1024
TEXT = {"lossless": True, "quality": 30, "method": 1}
PHOTO = {"quality": 80, "method": 2}


def drawing(data: bytes, numbers: list[int], width: int) -> Iterator[bytes]:
    """Yield a WebP of each page, ``width`` pixels wide."""
    document = opened(data)
    if document.get_formtype():
        document.init_forms()
    for number in numbers:
        yield _drawn(document, number, width)


def _drawn(document: pypdfium2.PdfDocument, number: int, width: int) -> bytes:
    try:
        page = document[number - 1]
        scale = _scale(page, width)
        bitmap = page.render(scale=scale, rev_byteorder=True)
    except (pypdfium2.PdfiumError, IndexError, ValueError) as error:
        raise Refused("damaged") from error
    out = io.BytesIO()
    drawn = bitmap.to_pil()
    drawn.save(out, "WEBP", **(TEXT if drawn.getcolors(FEW) else PHOTO))
    bitmap.close()
    page.close()
    return out.getvalue()


def _scale(page: Any, width: int) -> float:
    """Return what makes a page so wide, since its pixels are counted upwards."""
    across, down = page.get_size()
    scale = float((width - 0.5) / across)
    if width * down * scale > limits.MOST_DRAWN or down * scale < 1:
        raise Refused("heavy")
    return scale


def warm_up(data: bytes) -> None:
    """Load all that drawing needs."""
    for _picture in drawing(data, [1], 50):
        continue
