"""The drops: who brought which files when, and what became of each.

Each file of a drop has an entry of its own, so that files which come at the same time
do not wait for each other. What is in an entry outlives its item: how many of a drop
were filed, and what was refused and why. ``purging`` forgets it in time.
"""

from __future__ import annotations

from BTrees.OOBTree import OOBTree
from ccsr.content.content import intake_item
from ccsr.content.content import kept
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from datetime import UTC
from persistent import Persistent
from persistent.list import PersistentList
from plone import api
from plone.namedfile.file import NamedBlobFile
from shutil import copyfileobj
from typing import Any
from uuid import uuid4

import re


BATCHES = "ccsr.content.intake_batches"
ID = re.compile(r"[0-9a-f]{32}", re.ASCII)

#: What became of a file. ``unpacking``: it is an archive, whose files have entries of their own.
TAKEN, REFUSED, UNPACKING, UNPACKED, FILED, DISCARDED, PURGED = OUTCOMES = (
    "taken",
    "refused",
    "unpacking",
    "unpacked",
    "filed",
    "discarded",
    "purged",
)


class Entry(Persistent):
    """One file of a drop.

    ``item`` is the id of what lies in the area; ``rule`` and ``message`` say why there is
    none; ``same`` is the UID of what has the same bytes. Of an archive ``job`` is what
    unpacks it, ``moved`` when that last did something, ``by`` who began it anew.
    """

    item = ""
    rule = ""
    message: Any = None
    same = ""
    job = ""
    moved: datetime | None = None
    by = ""

    def __init__(self, name: str, size: int, outcome: str = TAKEN) -> None:
        self.name = name
        self.size = size
        self.outcome = outcome
        self.at = datetime.now(UTC)


class Batch(Persistent):
    """One drop; ``entries`` by key, ``archives`` what is still to be unpacked."""

    #: How many files of an archive were found, for progress.
    expected = 0

    def __init__(self, id: str, by: str) -> None:
        self.id, self.by, self.at = id, by, datetime.now(UTC)
        self.entries, self.archives = OOBTree(), OOBTree()
        #: Name and size of the files that whoever uploads says are still to come.
        self.awaited = PersistentList()
        #: Keys by digest: of the same bytes twice in one drop one is taken.
        self.digests = OOBTree()

    def counts(self) -> Counter[str]:
        """Return how many files became what; archives do not count, their files do."""
        found = Counter(one.outcome for one in self.entries.values())
        for name in (UNPACKING, UNPACKED):
            found.pop(name, None)
        return found

    def missing(self) -> list[tuple[str, int]]:
        """Return name and size of what was to come and has not arrived."""
        there = {(one.name, one.size) for one in self.entries.values()}
        return [one for one in self.awaited if tuple(one) not in there]

    def add(self, key: str, entry: Entry) -> Entry:
        """Keep what became of a file."""
        self.entries[key] = entry
        return entry


def make() -> Batch:
    """Begin a drop for whoever is signed in."""
    id = uuid4().hex
    made = kept.tree(BATCHES)[id] = Batch(id, api.user.get_current().getId() or "")
    return made


def get(id: object) -> Batch | None:
    """Return the drop with this id, None where there is none."""
    found = isinstance(id, str) and ID.fullmatch(id) and kept.read(BATCHES).get(id)
    return found or None


def newest() -> list[Batch]:
    """Return every drop, the newest first."""
    return sorted(kept.read(BATCHES).values(), key=lambda one: one.at, reverse=True)


def drop(batch: Batch) -> None:
    """Forget a drop."""
    del kept.tree(BATCHES)[batch.id]


def entry_of(item: Any) -> Entry | None:
    """Return the entry of an item, None where its drop is forgotten."""
    batch = get(intake_item.batch(item))
    return batch and next((one for one in batch.entries.values() if one.item == item.getId()), None)


def put_archive(batch: Batch, key: str, file: Any, name: str) -> None:
    """Keep an archive until it is unpacked; ``file`` is open."""
    stored = NamedBlobFile(b"", contentType="application/zip", filename=name)
    # Given the file itself, plone.namedfile would take it away from where it is.
    with stored.open("w") as blob:
        copyfileobj(file, blob)
    batch.archives[key] = stored


def items(batch: Batch) -> Iterator[Any]:
    """Yield the records of what is still to be filed, as far as the reader may see it."""
    catalog = api.portal.get_tool("portal_catalog")
    yield from catalog.searchResults(intake_batch=batch.id, sort_on="sortable_title")
