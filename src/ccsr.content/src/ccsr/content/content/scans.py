"""Pages that are pictures: which of them wait to be read by machine, and what was read.

``note`` is called whenever a thing is saved: it asks for the job where pages want
reading. What was read takes the place of the text that is missing (``IPages``), is
marked as such, and its words are kept where the reader looks for them (``layers``).
The file stays as it is.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content import jobs
from ccsr.content.content import kept
from ccsr.content.content import layers
from ccsr.content.domain import ocr
from ccsr.content.domain import paper
from ccsr.content.domain import uploads
from ccsr.content.domain.examiner import sense
from ccsr.content.domain.ocr import program
from ccsr.content.domain.ocr.hocr import ReadPage
from ccsr.content.domain.paper import Sheet
from ccsr.content.domain.uploads import UnsuitableFile
from ccsr.content.interfaces import IPaged
from ccsr.content.interfaces import IPages
from ccsr.content.interfaces import ITextRead
from collections.abc import Iterable
from contextlib import closing
from contextlib import suppress
from dataclasses import replace
from plone.app.uuid.utils import uuidToObject
from plone.uuid.interfaces import IUUID
from time import monotonic
from typing import Any
from zope.event import notify
from zope.interface import implementer
from zope.interface.interfaces import ObjectEvent


NAME = "ocr"
LOOK = "ccsr.content.look-again"
#: Things that a job looks at in one transaction.
PORTION = 25
#: On the site: the UIDs of what has pages that want reading → the digest of its file and
#: the id of the job.
WAITING = "ccsr.content.waiting_for_ocr"
#: Seconds of work that a worker that is killed may lose.
KEEP_EVERY = 5.0
#: What is made of the text, in the catalog.
FROM_TEXT = ("SearchableText", "text_digest")


@implementer(ITextRead)
class TextRead(ObjectEvent):
    """All pages of a thing are read that can be."""


def note(paged: Any) -> None:
    """Keep whether a thing waits, and ask for it to be read unless that was done."""
    uid, digest = IUUID(paged, None), IPages(paged).digest
    if uid is None or kept.read(WAITING).get(uid, ("",))[0] == digest:
        return
    if IPages(paged).unread:
        kept.tree(WAITING)[uid] = (digest, jobs.queue(NAME, uid=uid))
    else:
        drop(uid)


def look_again(uids: list[str]) -> None:
    """Ask for things to be looked at that were uploaded before pictures were looked for."""
    for start in range(0, len(uids), PORTION):
        jobs.queue(LOOK, uids=uids[start : start + PORTION])


class LookAgain(jobs.Job):
    """Finds the pictures of some things; each may be examined anew."""

    title = _("job_look_again", default="Look for scanned pages")

    def run(self, site: Any, progress: Any, uids: list[str]) -> None:
        """Look at each that is still there."""
        for done, uid in enumerate(uids, 1):
            # The program's own business, whoever may see the thing.
            paged = uuidToObject(uid, unrestricted=True)
            if IPaged.providedBy(paged):
                _look(paged)
            progress(done, len(uids))


def _look(paged: Any) -> None:
    pages = IPages(paged)
    if paged.file and not all(page.strip() for page in pages.pages):
        with suppress(UnsuitableFile):
            pages.keep_pictures(uploads.accept(paged.file.data).pictures)
            note(paged)


def drop(uid: str) -> None:
    """Let something wait no more."""
    if uid in kept.read(WAITING):
        del kept.tree(WAITING)[uid]


def waiting() -> list[str]:
    """Return the UIDs of what waits."""
    return list(kept.read(WAITING))


def job(paged: Any) -> str:
    """Return the id of the job that is to read a thing, '' where it does not wait."""
    return kept.read(WAITING).get(IUUID(paged, None), ("", ""))[1]


def is_waiting(paged: Any) -> bool:
    """Return whether the pages of a thing wait to be read, and there is what reads them."""
    return IUUID(paged, None) in kept.read(WAITING) and bool(program.languages())


class Ocr(jobs.Job):
    """Reads one thing, page by page; by the hour, asks for all that still wait."""

    title = _("job_ocr", default="Read scanned pages")
    schedule = "hourly"
    alone = True

    def run(self, site: Any, progress: Any, uid: str = "") -> None:
        """Read what is wanting; nothing where the thing is gone, or waits no more."""
        if not uid:
            _ask_again()
            return
        if uid not in kept.read(WAITING):
            return
        # The program's own business, whoever may see the thing.
        paged = uuidToObject(uid, unrestricted=True)
        if IPaged.providedBy(paged) and paged.file:
            read(paged, progress)
        else:
            drop(uid)


def _ask_again() -> None:
    """Ask for what still waits: Tesseract, or a language, may have been installed since."""
    if not program.languages():
        return
    waiting = kept.read(WAITING)
    for uid, (digest, job) in list(waiting.items()):
        state = jobs.state(job)
        # What somebody cancelled stays so, and a failure is for administrators.
        if state is None or state.state == jobs.DONE:
            waiting[uid] = (digest, jobs.queue(NAME, uid=uid))


def sheets(paged: Any) -> tuple[Sheet, ...]:
    """Return ``paper.sheets`` of a thing with the words that were read by machine.

    Raises ``UnsuitableFile``.
    """
    is_read = IPages(paged).confidence
    return tuple(
        replace(one, words=layers.words(paged, one.number)) if is_read(one.number) else one
        for one in paper.sheets(paged.file.data)
    )


def read(paged: Any, progress: Any) -> None:
    """Read what is wanting of a thing; what was read is kept every few seconds."""
    numbers = IPages(paged).unread
    digest, total = IPages(paged).digest, len(IPages(paged).pages)
    done, began = total - len(numbers), monotonic()
    portion: list[ReadPage] = []
    progress(done, total)
    with closing(ocr.read(paged.file.data, numbers)) as found:
        for page in found:
            portion.append(page)
            done += 1
            progress(done, total)
            if monotonic() - began > KEEP_EVERY:
                keep(paged, portion)
                progress.keep()
                if IPages(paged).digest != digest:
                    # It has another file by now, as a redacted copy, and a job for that.
                    return
                portion, began = [], monotonic()
    keep(paged, portion)
    _settle(paged)


def keep(paged: Any, read: Iterable[ReadPage]) -> None:
    """Keep pages that were read: of each what says more, its own text or what was read."""
    _watch(paged)
    pages = IPages(paged)
    taken = {}
    for page in read:
        if not page.words or sense.says_more(page.text, pages.pages[page.number - 1]):
            taken[page.number] = page
        else:
            # Looked at, and left as it was.
            taken[page.number] = ReadPage(page.number, confidence=None)
    with_words = [page for page in taken.values() if page.words]
    pages.keep_read(
        {page.number: page.text for page in with_words},
        {page.number: page.confidence for page in taken.values()},
        {page.number: page.doubtful for page in with_words if page.doubtful},
    )
    for page in with_words:
        layers.keep_words(paged, page.number, page.words)
    if with_words:
        paged.reindexObject(idxs=list(FROM_TEXT))


def _watch(paged: Any) -> None:
    """Have the commit fail where somebody gave the thing another file meanwhile."""
    annotations = getattr(paged, "__annotations__", None)
    if annotations is not None and getattr(annotations, "_p_jar", None) is not None:
        annotations._p_jar.readCurrent(annotations)


def _settle(paged: Any) -> None:
    if IPages(paged).unread:
        return
    _end(paged)
    # Drafts of one file wait all: what is read of one is read of them.
    for other in _waiting_with(IPages(paged).digest):
        _watch(other)
        IPages(other).take_over(paged)
        layers.take_over_words(paged, other)
        other.reindexObject(idxs=list(FROM_TEXT))
        _end(other)


def _end(paged: Any) -> None:
    drop(IUUID(paged))
    notify(TextRead(paged))


def _waiting_with(digest: str) -> list[Any]:
    uids = [uid for uid, (one, _job) in kept.read(WAITING).items() if one == digest]
    # The program's own business: nobody is told what has the same bytes.
    found = [uuidToObject(uid, unrestricted=True) for uid in uids]
    return [one for one in found if IPaged.providedBy(one)]
