"""What the examiner can be asked about a file. Runs in its process."""

from __future__ import annotations

from ccsr.content.domain.examiner import drawing
from ccsr.content.domain.examiner import frames
from ccsr.content.domain.examiner import judge
from ccsr.content.domain.examiner import layout
from ccsr.content.domain.examiner import painting
from ccsr.content.domain.examiner import proving
from ccsr.content.domain.examiner import shades
from ccsr.content.domain.examiner.refused import Refused
from collections.abc import Callable
from collections.abc import Iterator
from typing import Any

import json


PARTS: dict[str, Callable[..., Iterator[bytes]]] = {
    "layout": layout.layout,
    "sizes": layout.sizes,
    "drawing": drawing.drawing,
    "painting": painting.painting,
    "proving": proving.proving,
    "shades": shades.shades,
}
#: A page with a word on it.
PAGE = b"""%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R
/Resources<</Font<</F1 5 0 R>>>>>> endobj
4 0 obj <</Length 33>> stream
BT /F1 9 Tf 9 9 Td (warm up) Tj ET
endstream endobj
5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj
trailer <</Root 1 0 R/Size 6>>
%%EOF
"""


def answers(data: bytes, asked: bytes) -> Iterator[bytes]:
    """Yield what is to be sent for a question, JSON of its name and what it needs."""
    name, *more = json.loads(asked)
    if name == "verdict":
        verdict: Any = judge.verdict(data)
        yield json.dumps(verdict, ensure_ascii=False).encode("utf-8", "replace")
    else:
        yield from _parts(PARTS[name](data, *more))


def _parts(parts: Iterator[bytes]) -> Iterator[bytes]:
    try:
        for part in parts:
            yield frames.framed(frames.PART, part)
    except Refused as error:
        yield frames.framed(frames.REFUSED, error.rule.encode())
    except MemoryError:
        yield frames.framed(frames.REFUSED, b"unexamined")
    else:
        yield frames.framed(frames.END, b"")


def warm_up() -> None:
    """Load all that answering needs, since nothing can be loaded under the limits."""
    judge.warm_up()
    for asked in (b'["layout"]', b'["sizes"]', b'["drawing", [1], 50]', b'["shades", 1, 50]'):
        list(answers(PAGE, asked))
    painting.warm_up(PAGE)
