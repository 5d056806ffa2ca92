"""IntakeItem: a file that was uploaded and is to be filed; IntakeArea: where it lies.

What is known of an item stands in an annotation of its own, so that a reading that
is kept writes nothing else. Whoever may upload sees every item, whoever uploaded it.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.content.area import Area
from ccsr.content.content.area import IArea
from ccsr.content.content.document import PDFFile
from ccsr.content.domain.recognition import Reading
from ccsr.content.interfaces import IIntakeArea
from ccsr.content.interfaces import IIntakeItem
from ccsr.content.personal import personal
from datetime import datetime
from persistent import Persistent
from plone.dexterity.content import Item
from plone.supermodel import model
from typing import Any
from zope import schema
from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer


KEY = "ccsr.content.intake"
ITEM = "IntakeItem"
AREA = "intake"

#: ``unreadable``: there is no text to read.
RECEIVED, READING, READ, UNREADABLE, FILED = STATES = (
    "received",
    "reading",
    "read",
    "unreadable",
    "filed",
)


class IIntakeAreaSchema(IIntakeArea, IArea):
    """The top folder of intake."""


@implementer(IIntakeAreaSchema)
class IntakeArea(Area):
    """The folder of what is to be filed; several files may come at the same time."""

    _ordering = "unordered"


class IIntakeItemSchema(IIntakeItem, model.Schema):
    """A file and the name that it came with."""

    personal("title", why="The name of a file may name a person.", seen_by="Officers, reviewers.")
    personal(
        "file",
        why="What the inspectorate writes of children, families and staff, before it is filed.",
        seen_by="Officers, reviewers.",
    )

    title = schema.TextLine(title=_("label_file_name", default="File name"))

    file = PDFFile(title=_("label_file", default="File"), accept=("application/pdf",))


@implementer(IIntakeItemSchema)
class IntakeItem(Item):
    """A file that is to be filed."""

    def title_for(self, language):
        """Return the name of the file."""
        return self.title


class Kept(Persistent):
    """What is known of an item: its drop, the job that reads it, how far that is, what was read."""

    batch = ""
    job = ""
    #: When it was discarded; None while it is to be filed.
    discarded: datetime | None = None
    state = RECEIVED
    reading: dict[str, Any] | None = None


def batch(item: Any) -> str:
    """Return the hex id of the drop that an item came with, '' without one."""
    return _kept(item).batch


def put_batch(item: Any, batch: str) -> None:
    """Keep which drop an item came with."""
    _to_write(item).batch = batch


def state(item: Any) -> str:
    """Return how far an item is, one of ``STATES``."""
    return _kept(item).state


def put_state(item: Any, state: str) -> None:
    """Keep how far an item is; raise ValueError for what is no state."""
    if state not in STATES:
        raise ValueError(state)
    _to_write(item).state = state


def reading(item: Any) -> Reading | None:
    """Return what was recognised in an item, None before that or where nothing was."""
    found = _kept(item).reading
    return None if found is None else Reading.from_json(found)


def keep_reading(item: Any, reading: Reading | None) -> None:
    """Keep what was recognised; None says that it was read and nothing was recognised."""
    kept = _to_write(item)
    kept.reading = None if reading is None else reading.as_json()
    kept.state = READ


def job(item: Any) -> str:
    """Return the id of the job that reads an item, '' without one."""
    return _kept(item).job


def put_job(item: Any, id: str) -> None:
    """Keep which job reads an item."""
    _to_write(item).job = id


def discarded(item: Any) -> datetime | None:
    """Return when an item was discarded, None while it is to be filed."""
    return _kept(item).discarded


def put_discarded(item: Any, at: datetime | None) -> None:
    """Keep when an item was discarded; None takes it back."""
    _to_write(item).discarded = at


def _kept(item):
    return IAnnotations(item).get(KEY) or NOTHING


def _to_write(item):
    return IAnnotations(item).setdefault(KEY, Kept())


NOTHING = Kept()
