"""What a reader needs of a PDF beside its text: where the words stand, what the pages look like.

Kept in an annotation of the thing: the words of a page in a record of their own,
each picture in a blob. A request writes nothing: what is not kept is made for it
alone, and ``complete`` keeps it, in a job. All of it goes when the file changes.
"""

from __future__ import annotations

from BTrees.IOBTree import IOBTree
from BTrees.OOBTree import OOBTree
from ccsr.content.domain import paper
from ccsr.content.domain.paper import Sheet
from ccsr.content.domain.paper import Word
from ccsr.content.domain.uploads import UnsuitableFile
from ccsr.content.interfaces import IPages
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import astuple
from persistent import Persistent
from threading import Lock
from time import monotonic
from typing import Any
from ZODB.blob import Blob
from zope.annotation.interfaces import IAnnotations

import json
import zlib


KEY = "ccsr.content.layers"
#: Widths of pictures, in pixels: of the list at the side, of a page, and of one that is enlarged.
THUMB, PAGE, LARGE, LARGEST = WIDTHS = (160, 900, 1800, 2700)
#: Those that are kept, of so many pages; what is seldom asked for is drawn when it is.
KEPT = (PAGE, THUMB)
MOST_KEPT = 200
#: Pages between two words about how far it is.
STEP = 10
#: Seconds in which a page that stopped its process is not tried again.
SHUNNED = 600.0
#: Stands for the words of a page where its pictures have their width.
WORDS = 0

Progress = Callable[[int, int], Any]


class StoredLayers(Persistent):
    """All that is kept of one file."""

    sizes: tuple[tuple[float, float], ...] = ()
    is_complete = False

    def __init__(self, digest: str) -> None:
        self.digest = digest
        self.words = IOBTree()
        self.pictures = OOBTree()

    def copy(self) -> StoredLayers:
        """Return the same for another thing; what is kept there later is not kept here."""
        made = StoredLayers(self.digest)
        made.sizes, made.is_complete = self.sizes, self.is_complete
        # Words and pictures of a page are replaced and never changed: both have the same.
        made.words.update(self.words)
        made.pictures.update(self.pictures)
        return made


class StoredWords(Persistent):
    """The words of one page, packed."""

    def __init__(self, words: Iterable[Word]) -> None:
        told = [astuple(word) for word in words]
        self.data = zlib.compress(json.dumps(told, ensure_ascii=False).encode("utf-8", "replace"))

    def words(self) -> tuple[Word, ...]:
        """Return them."""
        return tuple(Word(*one) for one in json.loads(zlib.decompress(self.data)))


def sizes(paged: Any) -> tuple[tuple[float, float], ...]:
    """Return width and height of each page in points; raise ``UnsuitableFile``."""
    kept = _kept(paged)
    return kept.sizes if kept and kept.sizes else paper.sizes(paged.file.data)


def words(paged: Any, number: int) -> tuple[Word, ...]:
    """Return the words of a page, kept or made; raise ``UnsuitableFile``."""
    kept = _kept(paged)
    if kept and number in kept.words:
        return kept.words[number].words()
    with _shunning(paged, number, WORDS):
        return paper.sheet(paged.file.data, number).words


def keep_words(paged: Any, number: int, words: Iterable[Word]) -> None:
    """Keep the words of a page that were read otherwise than from the file, as of a scan."""
    _to_write(paged).words[number] = StoredWords(words)


def take_over_words(source: Any, target: Any) -> None:
    """Give the words that are kept to another thing as well, which has the same file."""
    kept = _kept(source)
    if kept is not None:
        _to_write(target).words.update(kept.words)


def keep_sheets(paged: Any, sheets: Iterable[Sheet]) -> None:
    """Keep the words of all pages, as ``paper.sheets`` gave them; those that are kept stay."""
    kept = _to_write(paged)
    found = tuple(sheets)
    kept.sizes = tuple((sheet.width, sheet.height) for sheet in found)
    for sheet in found:
        if sheet.number not in kept.words:
            kept.words[sheet.number] = StoredWords(sheet.words)


def picture(paged: Any, number: int, width: int) -> bytes:
    """Return a page as WebP of one of ``WIDTHS``, kept or made; raise ``UnsuitableFile``."""
    kept = _kept(paged)
    found = kept.pictures.get((width, number)) if kept else None
    if found is not None:
        with found.open("r") as opened:
            return bytes(opened.read())
    with _shunning(paged, number, width):
        return paper.picture(paged.file.data, number, width)


def is_complete(paged: Any) -> bool:
    """Return whether all is kept that is to be."""
    kept = _kept(paged)
    return bool(kept and kept.is_complete)


def complete(paged: Any, progress: Progress = lambda _done, _total: None) -> None:
    """Keep words and pictures of all pages; what cannot be made is left out."""
    kept = _to_write(paged)
    data = paged.file.data
    if not kept.sizes:
        keep_sheets(paged, _whole(data))
    count = min(len(kept.sizes), MOST_KEPT)
    for place, (width, number) in enumerate(_lacking(kept, count)):
        if not place % STEP:
            progress(place, count * len(KEPT))
        _keep_picture(kept, width, number, data)
    kept.is_complete = True


def forget(paged: Any) -> None:
    """Drop all that is kept."""
    IAnnotations(paged).pop(KEY, None)


def hand_over(source: Any, target: Any) -> None:
    """Give what is kept to another thing that takes the file over."""
    kept = IAnnotations(source).pop(KEY, None)
    if kept is not None:
        IAnnotations(target)[KEY] = kept


def _whole(data: bytes) -> tuple[Sheet, ...]:
    try:
        return paper.sheets(data)
    except UnsuitableFile:
        return ()


def _lacking(kept: StoredLayers, count: int) -> Iterator[tuple[int, int]]:
    for width in KEPT:
        for number in range(1, count + 1):
            if (width, number) not in kept.pictures:
                yield width, number


def _keep_picture(kept: StoredLayers, width: int, number: int, data: bytes) -> None:
    try:
        drawn = paper.picture(data, number, width)
    except UnsuitableFile:
        return
    blob = kept.pictures[width, number] = Blob()
    with blob.open("w") as opened:
        opened.write(drawn)


def _kept(paged: Any) -> StoredLayers | None:
    found = IAnnotations(paged).get(KEY)
    return found if found is not None and found.digest == IPages(paged).digest else None


def _to_write(paged: Any) -> StoredLayers:
    kept = _kept(paged)
    if kept is None:
        kept = IAnnotations(paged)[KEY] = StoredLayers(IPages(paged).digest)
    return kept


class _Shunned:
    """What of a page could lately not be made, so that a hostile one costs its time once."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._since: dict[tuple[str, int, int], float] = {}

    def has(self, page: tuple[str, int, int]) -> bool:
        """Return whether a page is not to be tried."""
        with self._lock:
            return monotonic() - self._since.get(page, -SHUNNED) < SHUNNED

    def add(self, page: tuple[str, int, int]) -> None:
        """Note a page, and forget those of long ago."""
        with self._lock:
            now = monotonic()
            self._since = {key: at for key, at in self._since.items() if now - at < SHUNNED}
            self._since[page] = now


_shunned = _Shunned()


class _shunning:
    """Tries a page unless it failed lately."""

    def __init__(self, paged: Any, number: int, width: int) -> None:
        self._page = (IPages(paged).digest, number, width)

    def __enter__(self) -> None:
        if _shunned.has(self._page):
            raise UnsuitableFile("unexamined")

    def __exit__(self, _kind: Any, error: BaseException | None, _trace: Any) -> None:
        if isinstance(error, UnsuitableFile):
            _shunned.add(self._page)
