"""The files of an archive, one after the other; of a large one in parts.

A job does it where there is a worker, else the request that brought the archive. Each
part is kept for good, so that what was cut short can be begun anew and does nothing twice.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content import jobs
from ccsr.content import noted
from ccsr.content.acting import acting
from ccsr.content.domain import archives
from ccsr.content.domain import uploads
from ccsr.content.intake import batches
from ccsr.content.intake import taking
from ccsr.content.intake import turns
from ccsr.content.intake.batches import Batch
from ccsr.content.intake.batches import Entry
from contextlib import suppress
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from typing import Any
from typing import BinaryIO

import transaction


UNPACK = "ccsr.content.intake-unpack"
#: Files that are taken before what was done is kept for good.
PART = 5
#: How long a request that unpacks may be silent.
SILENT = timedelta(minutes=2)


def unpack(batch: Batch, key: str, file: BinaryIO, member: archives.Member) -> None:
    """Take one file of an archive, or keep why it is refused."""
    own = f"{key}-{member.place}"
    if own in batch.entries:
        return
    try:
        data = archives.read(file, member.place)
    except (archives.UnsuitableArchive, uploads.UnsuitableFile) as error:
        refused = batch.add(own, Entry(taking.shown(member.name), member.size))
        taking.refuse(refused, error.rule, error.message)
        return
    taking.take_one(batch, own, member.name, data)


def examine(file: BinaryIO, members: list[archives.Member]) -> None:
    """Have files of an archive examined, whose results are then at hand when they are taken."""
    for member in members[:PART]:
        with suppress(archives.UnsuitableArchive, uploads.UnsuitableFile):
            uploads.accept(archives.read(file, member.place))


def go_on(batch: Batch, key: str) -> None:
    """Have the next files of an archive taken."""
    batch.entries[key].job = jobs.queue(UNPACK, batch=batch.id, key=key)


def unpack_in_turns(batch: Batch, key: str) -> None:
    """Take all files of an archive in this request; others write between its parts.

    What was done before is committed.
    """
    batch.entries[key].moved = datetime.now(UTC)
    while key in batch.archives:
        transaction.commit()
        with batch.archives[key].open() as file:
            examine(file, _todo(batch, key, archives.look(file)))
        turns.wait()
        if key in batch.archives:
            take_part(batch, key)


def take_part(batch: Batch, key: str, progress: Any = jobs.UNSEEN) -> int:
    """Take the next files, and let go of the archive after the last; return how many are left."""
    with batch.archives[key].open() as file:
        members = archives.look(file)
        todo = _todo(batch, key, members)
        for member in todo[:PART]:
            unpack(batch, key, file, member)
    left = len(todo[PART:])
    progress(len(members) - left, len(members))
    entry = batch.entries[key]
    entry.moved = datetime.now(UTC)
    if not left:
        del batch.archives[key]
        entry.outcome = batches.UNPACKED
    return left


def _todo(batch, key, members):
    return [one for one in members if f"{key}-{one.place}" not in batch.entries]


class Unpack(jobs.Job):
    """Takes the next files of an archive as whoever uploaded it, then asks for itself."""

    title = _("job_intake_unpack", default="Unpack a ZIP file")

    def run(self, site: Any, progress: Any, batch: str = "", key: str = "") -> None:
        """Take one part; nothing where it is done or forgotten."""
        found = batches.get(batch)
        if found is None or key not in found.archives:
            return
        with acting(found.entries[key].by or found.by):
            left = take_part(found, key, progress)
        if left:
            go_on(found, key)


# -- what was cut short -------------------------------------------------------


def stopped(batch: Batch, key: str) -> Any:
    """Return why nobody unpacks an archive any more, None while somebody does."""
    entry = batch.entries[key]
    job = jobs.state(entry.job) if entry.job else None
    if job is None and entry.moved and datetime.now(UTC) - entry.moved < SILENT:
        return None
    if job is not None and job.state not in jobs.ENDED:
        return None
    if job is not None and job.state == jobs.CANCELLED:
        return CANCELLED
    return INTERRUPTED if api.user.get(userid=entry.by or batch.by) else NO_ACCOUNT


def begin_anew(batch: Batch, key: str) -> bool:
    """Have the rest of an archive unpacked, as whoever asks; return whether it had stopped."""
    if key not in batch.archives or stopped(batch, key) is None:
        return False
    batch.entries[key].by = api.user.get_current().getId() or ""
    if jobs.is_working():
        go_on(batch, key)
    else:
        unpack_in_turns(batch, key)
    return True


def give_up(batch: Batch, key: str) -> bool:
    """Discard the rest of an archive whose unpacking has stopped; what was taken stays."""
    if key not in batch.archives or stopped(batch, key) is None:
        return False
    del batch.archives[key]
    entry = batch.entries[key]
    entry.outcome = batches.DISCARDED
    noted.note("intake-discarded", None, file=entry.name)
    return True


CANCELLED = _(
    "intake_unpack_cancelled",
    default="The unpacking was cancelled. Begin it anew, or discard what is left.",
)
INTERRUPTED = _(
    "intake_unpack_interrupted",
    default="The unpacking was interrupted. Begin it anew, or discard what is left.",
)
NO_ACCOUNT = _(
    "intake_unpack_no_account",
    default="The account that uploaded it is gone. Begin the unpacking anew, under your name, "
    "or discard what is left.",
)
