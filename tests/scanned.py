"""Scans: pages of text, drawn and put into a PDF as pictures, as a copier does."""

from io import BytesIO
from PIL import Image
from PIL import ImageChops
from random import Random

import pypdfium2
import typst


RESOLUTION = 150
#: Small, so that reading one takes a moment.
PAGE = "#set page(width: 105mm, height: 90mm, margin: 8mm)\n#set text(size: 11pt)\n"


def digital(*texts: str) -> bytes:
    """Return a PDF with these texts, a page each, as small as the scans are."""
    return typst.compile((PAGE + "\n#pagebreak()\n".join(texts)).encode())


def scan(*texts: str, turn: int = 0, lean: float = 0.0) -> bytes:
    """Return a PDF of pictures, with a copier's noise.

    ``turn`` and ``lean`` are degrees anticlockwise.
    """
    pages = [_copied(page, turn, lean) for page in _drawn(digital(*texts))]
    out = BytesIO()
    first, *others = pages
    first.save(out, "PDF", resolution=RESOLUTION, save_all=True, append_images=others)
    return out.getvalue()


def _drawn(data):
    for page in pypdfium2.PdfDocument(data):
        yield page.render(scale=RESOLUTION / 72, grayscale=True).to_pil().convert("L")


def _copied(page, turn, lean):
    page = page.rotate(lean, Image.Resampling.BICUBIC, fillcolor=255)
    # The same each time.
    grain = Image.frombytes("L", page.size, Random(7).randbytes(page.width * page.height))
    noise = grain.point([104 + shade * 48 // 255 for shade in range(256)])
    return ImageChops.add(page, noise, offset=-128).rotate(turn, expand=True)
