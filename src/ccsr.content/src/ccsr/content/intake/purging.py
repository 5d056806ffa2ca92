"""What lies too long is deleted: files that nobody files, drops that are done, parts of files."""

from __future__ import annotations

from ccsr.content import _
from ccsr.content import jobs
from ccsr.content import noted
from ccsr.content.content import intake_item
from ccsr.content.controlpanels.settings import settings
from ccsr.content.intake import batches
from ccsr.content.intake import discarding
from ccsr.content.intake import parts
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from typing import Any


class Purge(jobs.Job):
    """Deletes it every night."""

    title = _("job_intake_purge", default="Delete uploads that nobody filed")
    schedule = "nightly"

    def run(self, site: Any, progress: Any) -> dict[str, int]:
        """Return how many files and drops are gone."""
        now = datetime.now(UTC)
        parts.purge()
        area = site[intake_item.AREA]
        late = [one for one in area.objectValues() if is_late(one, now)]
        for done, item in enumerate(late):
            progress(done, len(late))
            _delete(area, item)
        _give_up_archives(now)
        return {"files": len(late), "drops": _forget(now)}


def days() -> int:
    """Return after how many days a file that nobody filed is deleted."""
    return settings().intake_days


def is_late(item: Any, now: datetime) -> bool:
    """Return whether an item is to be deleted."""
    discarded = intake_item.discarded(item)
    if discarded:
        return now - discarded > discarding.UNDO
    return now - item.created().asdatetime() > timedelta(days=days())


def _delete(area, item):
    entry = batches.entry_of(item)
    if entry is not None and not intake_item.discarded(item):
        entry.outcome = batches.PURGED
    noted.note("intake-purged", item, file=item.title)
    area._delObject(item.getId())


def _give_up_archives(now):
    """Delete the archives whose unpacking was cancelled, or failed, and that are as old."""
    before = now - timedelta(days=days())
    for batch in batches.newest():
        for key in [one for one in batch.archives if batch.entries[one].at < before]:
            del batch.archives[key]
            batch.entries[key].outcome = batches.PURGED


def _forget(now):
    """Forget the drops of which nothing is left and that are as old."""
    before = now - timedelta(days=days())
    old = [one for one in batches.newest() if one.at < before and not is_open(one)]
    for batch in old:
        batches.drop(batch)
    return len(old)


def is_open(batch: batches.Batch) -> bool:
    """Return whether something of a drop is still to be unpacked or filed."""
    counts = batch.counts()
    return bool(batch.archives or counts[batches.TAKEN] or discarding.can_be_taken_back(batch))
