"""Discarding what is to be filed: it is out of sight at once, and gone a day later."""

from __future__ import annotations

from ccsr.content import noted
from ccsr.content.content import intake_item
from ccsr.content.intake import batches
from ccsr.content.intake.batches import Batch
from ccsr.content.intake.batches import Entry
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from typing import Any


#: How long it can be taken back.
UNDO = timedelta(days=1)
INDEXES = ["intake_batch", "file_digest", "text_digest"]


def discard(batch: Batch, key: str = "") -> int:
    """Discard what is to be filed of a drop, or one file of it; return how many."""
    return sum(1 for entry in _entries(batch, key, batches.TAKEN) if _put(entry, _now()))


def take_back(batch: Batch, key: str = "") -> int:
    """Take back what was discarded of a drop, or one file of it; return how many."""
    return sum(1 for entry in _entries(batch, key, batches.DISCARDED) if _put(entry, None))


def can_be_taken_back(batch: Batch) -> int:
    """Return how many files of a drop were discarded and are still there."""
    return sum(1 for entry in _entries(batch, "", batches.DISCARDED) if _item(entry) is not None)


def _entries(batch: Batch, key: str, outcome: str) -> list[Entry]:
    found = batch.entries.get(key)
    some = batch.entries.values() if not key else [found] if found else []
    return [entry for entry in some if entry.outcome == outcome]


def _put(entry: Entry, at: datetime | None) -> bool:
    item = _item(entry)
    if item is None:
        return False
    intake_item.put_discarded(item, at)
    entry.outcome = batches.DISCARDED if at else batches.TAKEN
    item.reindexObject(idxs=INDEXES)
    noted.note("intake-discarded" if at else "intake-taken-back", item, file=item.title)
    return True


def _item(entry: Entry) -> Any:
    return api.portal.get()[intake_item.AREA].get(entry.item) if entry.item else None


def _now() -> datetime:
    return datetime.now(UTC)
