"""Pages drawn anew with parts of them painted over. Runs in the examiner's process.

What comes out is a picture and nothing else of the file. The file comes with a
question before it, since it is longer than what can be asked beside it: eight
bytes with the length of the JSON that follows, then the file.
"""

from __future__ import annotations

from ccsr.content.domain.examiner.layout import opened
from ccsr.content.domain.examiner.refused import Refused
from collections.abc import Iterator
from PIL import Image
from PIL import ImageChops
from PIL import ImageDraw
from PIL import JpegImagePlugin  # noqa: F401  # nothing can be loaded under the limits
from PIL import PngImagePlugin  # noqa: F401
from typing import Any

import io
import json
import math
import pypdfium2
import struct


HEAD = struct.Struct(">Q")
#: Width times height of a picture; A4 at 200 dots an inch has 4 million.
MOST_PIXELS = 16_000_000
#: How far the channels of a pixel may differ on a page that is printed in grey, and how
#: light and dark must differ where something is to be read, of 255.
GREY, SEEN = 24, 12
SHADES, COLOURS, QUALITY = 16, 128, 80
#: Of PNG, 0…9: more takes three times as long and saves a tenth.
EFFORT = 4


def taken_apart(data: bytes) -> tuple[Any, bytes]:
    """Return question and file."""
    size = HEAD.unpack_from(data)[0]
    place = HEAD.size + size
    return json.loads(data[HEAD.size : place]), data[place:]


def painting(data: bytes) -> Iterator[bytes]:
    """Yield two parts a page: JSON of what it is and which words are seen, and its picture.

    Asked are ``{"resolution", "pages": [{"number", "boxes", "words"}]}``, boxes of
    both as parts of the page.
    """
    asked, file = taken_apart(data)
    document = opened(file)
    if document.get_formtype():
        document.init_forms()
    for page in asked["pages"]:
        image, size = _drawn(document, page["number"], asked["resolution"])
        _paint(image, page["boxes"])
        grey = image.convert("L")
        seen = [_is_seen(grey, box) for box in page["words"]]
        about, picture = _packed(image, grey)
        yield json.dumps({**about, "size": size, "seen": seen}).encode()
        yield picture


def _drawn(
    document: pypdfium2.PdfDocument, number: int, resolution: int
) -> tuple[Image.Image, tuple[float, float]]:
    try:
        page = document[number - 1]
        width, height = page.get_size()
        bitmap = page.render(scale=_scale(width, height, resolution), rev_byteorder=True)
    except (pypdfium2.PdfiumError, IndexError, ValueError) as error:
        raise Refused("damaged") from error
    image = bitmap.to_pil().convert("RGB")
    bitmap.close()
    page.close()
    return image, (width, height)


def _scale(width: float, height: float, resolution: int) -> float:
    """Return pixels a point; fewer for a page that would be too large."""
    wanted = resolution / 72
    most = math.sqrt(MOST_PIXELS / max(width * height, 1.0))
    return min(wanted, most)


def _paint(image: Image.Image, boxes: list[list[float]]) -> None:
    draw = ImageDraw.Draw(image)
    for left, top, right, bottom in boxes:
        corners = (
            math.floor(left * image.width),
            math.floor(top * image.height),
            math.ceil(right * image.width),
            math.ceil(bottom * image.height),
        )
        draw.rectangle(corners, fill=(0, 0, 0))


def _is_seen(grey: Image.Image, box: list[float]) -> bool:
    """Return whether there is anything in a box but one shade."""
    left, top, right, bottom = box
    corners = [left * grey.width, top * grey.height, right * grey.width, bottom * grey.height]
    across, down = round(corners[0]), round(corners[1])
    part = grey.crop(
        (across, down, max(round(corners[2]), across + 1), max(round(corners[3]), down + 1))
    )
    darkest, lightest = _extremes(part)
    return bool(lightest - darkest >= SEEN)


def _packed(image: Image.Image, grey: Image.Image) -> tuple[dict[str, Any], bytes]:
    """Return a picture as small as it can be read well, and how it is packed."""
    is_grey = _is_grey(image)
    about = {"width": image.width, "height": image.height, "grey": is_grey}
    photo = _saved(grey if is_grey else image, "JPEG", quality=QUALITY)
    few = _shaded(grey) if is_grey else image.quantize(COLOURS, Image.Quantize.FASTOCTREE)
    bits = 4 if is_grey else 8
    plain = _saved(few, "PNG", bits=bits, compress_level=EFFORT)
    if len(photo) < len(plain):
        return {**about, "kind": "jpeg"}, photo
    return {**about, "kind": "png", "bits": bits}, plain


def _is_grey(image: Image.Image) -> bool:
    red, green, blue = image.split()
    pairs = (ImageChops.difference(red, green), ImageChops.difference(green, blue))
    return all(_extremes(pair)[1] <= GREY for pair in pairs)


def _extremes(grey: Image.Image) -> tuple[int, int]:
    darkest, lightest, *_rest = map(int, grey.getextrema())  # type: ignore[arg-type]
    return darkest, lightest


def _shaded(grey: Image.Image) -> Image.Image:
    step = 255 // (SHADES - 1)
    few = Image.frombytes(
        "P", grey.size, grey.point([round(n / step) for n in range(256)]).tobytes()
    )
    few.putpalette([shade * step for shade in range(SHADES) for _channel in range(3)])
    return few


def _saved(image: Image.Image, kind: str, **how: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def with_question(asked: Any, file: bytes) -> bytes:
    """Return what is sent for a question that comes before its file."""
    head = json.dumps(asked).encode()
    return HEAD.pack(len(head)) + head + file


def warm_up(data: bytes) -> None:
    """Load all that painting needs."""
    page = {"number": 1, "boxes": [[0, 0, 0.1, 0.1]], "words": [[0, 0, 1, 1]]}
    for _part in painting(with_question({"resolution": 36, "pages": [page]}, data)):
        continue
