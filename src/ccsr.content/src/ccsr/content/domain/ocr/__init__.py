"""Reading pages that are pictures: Tesseract, where Debian's packages for it are installed.

The examiner draws a page (``domain.examiner``), so that nothing of a file is opened
here, and the program gets nothing but the shades of its points. It
straightens what is skewed, and Tesseract turns what lies on its side or its head; the
boxes of words are those of the page as it is displayed.
"""

from __future__ import annotations

from ccsr.content.domain import examiner
from ccsr.content.domain.ocr import hocr
from ccsr.content.domain.ocr import program
from ccsr.content.domain.ocr.hocr import ReadPage
from ccsr.content.domain.ocr.straight import Picture
from collections.abc import Iterable
from collections.abc import Iterator
from concurrent.futures import as_completed
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import logging
import os


__all__ = ["ReadPage", "read"]

logger = logging.getLogger(__name__)

#: Dots an inch.
RESOLUTION = 200
CORES = len(os.sched_getaffinity(0))


def read(data: bytes, numbers: Iterable[int]) -> Iterator[ReadPage]:
    """Yield each of these pages (from 1) of a PDF as soon as it is read, on all cores.

    A page that cannot be read comes without words. Where Tesseract is not installed
    only those come that show nothing. Whoever stops listening waits for the pages
    that are being read, and no other is begun.
    """
    languages = program.languages()
    with _pool() as pool:
        waiting = [pool.submit(_page, data, number, languages) for number in numbers]
        for done in as_completed(waiting):
            if (page := done.result()) is not None:
                yield page


@contextmanager
def _pool() -> Iterator[ThreadPoolExecutor]:
    pool = ThreadPoolExecutor(CORES, thread_name_prefix="ocr")
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _page(data: bytes, number: int, languages: tuple[str, ...]) -> ReadPage | None:
    drawn = examiner.parts(data, "shades", number, RESOLUTION)
    if isinstance(drawn, str):
        logger.warning("A page cannot be drawn: %s", drawn)
        return ReadPage(number)
    if len(drawn) == 1:
        return ReadPage(number, confidence=None)
    if not languages:
        return None
    found = program.run(drawn[1], languages, RESOLUTION)
    return hocr.page(number, found, Picture.of(drawn[0], RESOLUTION))
