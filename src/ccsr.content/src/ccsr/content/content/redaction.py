"""What is kept of a document's redaction: marks, the original, and what was done.

All of it stands in an annotation of the document, so that it is copied, disposed
of and backed up with it and is in no serialisation of its fields. While there is a
copy the document's ``file`` is the copy, and the file that came stands here.
"""

from __future__ import annotations

from ccsr.content.content import layers
from ccsr.content.domain import paper
from ccsr.content.domain.paper import Word
from ccsr.content.domain.redaction.marks import in_order
from ccsr.content.domain.redaction.marks import is_new
from ccsr.content.domain.redaction.marks import Mark
from ccsr.content.domain.redaction.proof import Proof
from ccsr.content.interfaces import IPages
from collections.abc import Iterable
from dataclasses import astuple
from dataclasses import dataclass
from datetime import datetime
from persistent import Persistent
from plone.namedfile.file import NamedBlobFile
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.i18nmessageid import Message

import json
import zlib


KEY = "ccsr.content.redaction"
#: Lists of marks that can be gone back to.
MOST_UNDONE = 30
MADE, UNDONE = "made", "undone"
#: What the catalog keeps of a draft that marks change: whether it can be shared.
STOPS = ["sharing_stops"]

Words = dict[int, tuple[Word, ...]]


@dataclass(frozen=True)
class Deed:
    """A copy was made, or taken back: who, when, and of how many marks."""

    what: str
    by: str
    at: datetime
    marks: int


class StoredWords(Persistent):
    """The words of the original by page, packed; they may have come from a scan."""

    def __init__(self, words: Words) -> None:
        told = {number: [astuple(word) for word in found] for number, found in words.items()}
        self.data = zlib.compress(json.dumps(told, ensure_ascii=False).encode("utf-8", "replace"))

    def words(self) -> Words:
        """Return them."""
        told = json.loads(zlib.decompress(self.data))
        return {int(number): tuple(Word(*one) for one in found) for number, found in told.items()}


class StoredRedaction(Persistent):
    """All that is kept; ``applied`` are the marks that the copy was made with.

    ``marked_digest`` is of the file that was marked (SHA-256, hex); ``job`` makes the copy, under ``name``; ``refused`` says why the last one was not made.
    """

    marked_digest = ""
    marks: tuple[Mark, ...] = ()
    before: tuple[tuple[Mark, ...], ...] = ()
    rejected: frozenset[str] = frozenset()
    original: NamedBlobFile | None = None
    original_digest = ""
    original_words: StoredWords | None = None
    copy_digest = ""
    applied: tuple[Mark, ...] = ()
    proof: Proof | None = None
    deeds: tuple[Deed, ...] = ()
    job = ""
    name = ""
    refused: Message | None = None


def kept(document: Any) -> StoredRedaction | None:
    """Return what is kept, or None."""
    found: StoredRedaction | None = IAnnotations(document).get(KEY)
    return found


def to_write(document: Any) -> StoredRedaction:
    """Return what is kept, to be written to."""
    found: StoredRedaction = IAnnotations(document).setdefault(KEY, StoredRedaction())
    return found


def forget(document: Any) -> None:
    """Drop all of it, of a copy that brought it along."""
    IAnnotations(document).pop(KEY, None)


# -- what there is -----------------------------------------------------------


def marks(document: Any) -> tuple[Mark, ...]:
    """Return the marks in the order of reading."""
    found = kept(document)
    return found.marks if found else ()


def is_redacted(document: Any) -> bool:
    """Return whether the document's file is a copy without what was marked."""
    found = kept(document)
    return bool(found and found.original is not None)


def is_up_to_date(document: Any) -> bool:
    """Return whether the copy has all that is marked removed, and nothing else."""
    found = kept(document)
    return found is not None and found.original is not None and found.marks == found.applied


def has_unapplied(document: Any) -> bool:
    """Return whether something is marked that the document's file still holds."""
    applied = _applied_ids(document)
    return any(mark.id not in applied for mark in marks(document))


def original_digest(document: Any) -> str:
    """Return the SHA-256 of the original where the file is a copy, hex; '' elsewhere."""
    found = kept(document)
    return found.original_digest if found and found.original is not None else ""


def words(document: Any) -> Words:
    """Return the words of the document's file by page; raise ``UnsuitableFile``."""
    if layers.is_complete(document):
        count = len(layers.sizes(document))
        return {number: layers.words(document, number) for number in range(1, count + 1)}
    sheets = paper.sheets(document.file.data)
    # What was read of a scan is not in its file, which may say a few words of its own there.
    is_read = IPages(document).confidence
    return {
        one.number: layers.words(document, one.number)
        if is_read(one.number) is not None or not one.words
        else one.words
        for one in sheets
    }


def original_words(document: Any) -> Words:
    """Return the words of the original by page; raise ``UnsuitableFile``."""
    found = kept(document)
    if found is None or found.original_words is None:
        return words(document)
    return found.original_words.words()


# -- marking -----------------------------------------------------------------


def add(document: Any, new: Iterable[Mark]) -> int:
    """Add marks that are not there yet; return how many."""
    found = marks(document)
    added: list[Mark] = []
    for mark in new:
        if is_new(mark, (*found, *added)):
            added.append(mark)
    if added:
        _keep(document, (*found, *added))
    return len(added)


def remove(document: Any, ids: Iterable[str], with_applied: bool) -> int:
    """Take marks away; return how many.

    Without ``with_applied`` those that the copy was made with stay: what they took
    away would come back with the next copy.
    """
    stay = frozenset() if with_applied else _applied_ids(document)
    going = frozenset(ids) - stay
    left = tuple(mark for mark in marks(document) if mark.id not in going)
    gone = len(marks(document)) - len(left)
    if gone:
        _keep(document, left)
    return gone


def can_undo(document: Any, with_applied: bool) -> bool:
    """Return whether the last change of the marks can be taken back."""
    found = kept(document)
    if not found or not found.before:
        return False
    return with_applied or _applied_ids(document) <= {mark.id for mark in found.before[-1]}


def undo(document: Any) -> None:
    """Take the last change of the marks back."""
    stored = to_write(document)
    stored.marks, stored.before = stored.before[-1], stored.before[:-1]
    document.reindexObject(idxs=STOPS)


def reject(document: Any, keys: Iterable[str]) -> None:
    """Propose these no more (``suggestions.remembered``)."""
    stored = to_write(document)
    stored.rejected = stored.rejected.union(keys)


def restore_suggestions(document: Any) -> None:
    """Propose again what was rejected."""
    to_write(document).rejected = frozenset()


def is_applied(document: Any, mark: Mark) -> bool:
    """Return whether the copy was made with a mark."""
    return mark.id in _applied_ids(document)


def _applied_ids(document: Any) -> frozenset[str]:
    found = kept(document)
    return frozenset(mark.id for mark in found.applied) if found else frozenset()


def _keep(document: Any, changed: Iterable[Mark]) -> None:
    stored = to_write(document)
    stored.before = (*stored.before, stored.marks)[-MOST_UNDONE:]
    stored.marks = tuple(in_order(changed))
    if stored.original is None:
        stored.marked_digest = IPages(document).digest
    document.reindexObject(idxs=STOPS)


def drop_marks_of_another_file(document: Any) -> None:
    """Drop the marks of a file that is not the document's any more: they stand nowhere in this."""
    stored = kept(document)
    if stored and stored.original is None and stored.marked_digest != IPages(document).digest:
        stored.marks, stored.before, stored.job = (), (), ""
