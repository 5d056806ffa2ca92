"""Making the redacted copy of a document, and taking it back.

The copy is always made from the original with all marks. It becomes the
document's ``file`` by the way of every other file: examined, read, indexed.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content import jobs
from ccsr.content.content import layers
from ccsr.content.content import redaction
from ccsr.content.content.document import IDocumentSchema
from ccsr.content.content.redaction import Deed
from ccsr.content.content.redaction import MADE
from ccsr.content.content.redaction import StoredWords
from ccsr.content.content.redaction import UNDONE
from ccsr.content.content.redaction_reasons import reasons
from ccsr.content.domain import uploads
from ccsr.content.domain.redaction import making
from ccsr.content.domain.redaction import marks as rules
from ccsr.content.domain.redaction import proof
from ccsr.content.interfaces import IPages
from ccsr.content.noted import note
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from datetime import UTC
from hashlib import sha256
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.event import notify
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent


GONE = _("redaction_alt", default="Removed: ${reason}")
NOT_PROVED = _(
    "redaction_not_proved",
    default="The copy was not kept: something of what is marked was still found in it "
    "(${rules}). The document is as it was. Tell whoever looks after the portal.",
)

#: The UID of the document whose file is being exchanged in this thread.
_changing: ContextVar[str | None] = ContextVar("changing", default=None)


class NotMade(Exception):
    """The copy could not be made; ``message`` says why in a sentence."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


def is_changing(document: Any) -> bool:
    """Return whether the file is being exchanged for a copy or the original."""
    return _changing.get() is not None and _changing.get() == IUUID(document, None)


@contextmanager
def _exchanging(document: Any) -> Iterator[None]:
    token = _changing.set(IUUID(document))
    try:
        yield
    finally:
        _changing.reset(token)


def make(
    document: Any,
    by: str,
    name: str = "",
    progress: Callable[[int, int], object] = lambda _done, _total: None,
) -> proof.Proof:
    """Make the copy, and give it to the document once it is proved; return the proof.

    ``name`` is the copy's file name, '' for the one that the file has. Raises
    ``NotMade``; the document is then as it was.
    """
    stored = redaction.to_write(document)
    original = stored.original or document.file
    words = redaction.original_words(document)
    labels, language = _labels(document)
    try:
        copy = making.make(original.data, _wanted(stored, words), labels, language, progress)
        found = proof.prove(copy, labels.values(), language)
        if not found.holds:
            raise NotMade(_not_proved(found))
        uploads.accept(copy.data)
    except uploads.UnsuitableFile as error:
        raise NotMade(error.message) from error
    _keep_original(stored, original, words)
    stored.applied, stored.proof = stored.marks, found
    stored.copy_digest = sha256(copy.data).hexdigest()
    file = NamedBlobFile(
        copy.data,
        contentType=uploads.CONTENT_TYPE,
        filename=uploads.file_name(name or document.file.filename),
    )
    _exchange(document, file)
    _note(document, stored, by)
    return found


def take_back(document: Any, by: str) -> None:
    """Give the document its original again; the marks stay."""
    stored = redaction.to_write(document)
    original = stored.original
    count = len(stored.applied)
    stored.original, stored.original_words, stored.proof = None, None, None
    stored.original_digest = stored.copy_digest = ""
    stored.applied = ()
    if stored.job:
        jobs.cancel(stored.job)
    # The job that runs does nothing without it.
    stored.job = ""
    _exchange(document, original)
    stored.deeds = (*stored.deeds, Deed(UNDONE, by, datetime.now(UTC), count))
    note("redaction-undone", document, marks=count)


def _wanted(stored: redaction.StoredRedaction, words: redaction.Words) -> list[making.Wanted]:
    pages = rules.by_page(stored.marks)
    return [
        making.Wanted(number, found, tuple(pages.get(number, ())))
        for number, found in sorted(words.items())
    ]


def _labels(document: Any) -> tuple[dict[str, str], str]:
    """Return what is read aloud in place of what was removed, and the document's language."""
    language = "cy" if document.Language() == "cy" else "en"
    used = {mark.reason for mark in redaction.marks(document)}
    titles = {**dict.fromkeys(used, ""), **reasons(language)}
    return {
        token: str(
            translate(Message(GONE, mapping={"reason": title or token}), target_language=language)
        )
        for token, title in titles.items()
    }, language


def _not_proved(found: proof.Proof) -> Message:
    said = ", ".join(f"{rule} {page or ''}".strip() for rule, page in found.failures)
    return Message(NOT_PROVED, mapping={"rules": said})


def _keep_original(
    stored: redaction.StoredRedaction, original: NamedBlobFile, words: redaction.Words
) -> None:
    if stored.original is None:
        stored.original = original
        stored.original_digest = sha256(original.data).hexdigest()
        stored.original_words = StoredWords(words)


def _exchange(document: Any, file: NamedBlobFile) -> None:
    layers.forget(document)
    document.file = file
    with _exchanging(document):
        notify(ObjectModifiedEvent(document, Attributes(IDocumentSchema, "file")))
    document.reindexObject()


def _note(document: Any, stored: redaction.StoredRedaction, by: str) -> None:
    stored.deeds = (*stored.deeds, Deed(MADE, by, datetime.now(UTC), len(stored.marks)))
    note(
        "redacted",
        document,
        # A job makes it in the name of whoever asked.
        who=by,
        marks=len(stored.marks),
        pages=sorted({mark.page for mark in stored.marks}),
        reasons=sorted({mark.reason for mark in stored.marks}),
        sha256=IPages(document).digest,
        original_sha256=stored.original_digest,
    )
