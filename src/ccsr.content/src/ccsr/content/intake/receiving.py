"""What comes in: a PDF, or a ZIP file of them. The one way of the page, of services and programs."""

from __future__ import annotations

from ccsr.content import jobs
from ccsr.content.domain import archives
from ccsr.content.domain import uploads
from ccsr.content.intake import batches
from ccsr.content.intake import unpacking
from ccsr.content.intake.batches import Batch
from ccsr.content.intake.batches import Entry
from ccsr.content.intake.taking import refuse
from ccsr.content.intake.taking import shown
from ccsr.content.intake.taking import take_one
from contextlib import suppress
from typing import BinaryIO


#: Files of an archive that are taken at once; what holds more is unpacked by a job.
AT_ONCE = 5


def examine(file: BinaryIO) -> None:
    """Have a PDF, or what is taken at once of an archive, examined: its result is then at hand."""
    with suppress(uploads.UnsuitableFile, archives.UnsuitableArchive):
        if archives.is_archive(file.read(len(archives.MAGIC))):
            members = archives.look(file)
            unpacking.examine(file, members if len(members) <= AT_ONCE else ())
        else:
            file.seek(0)
            uploads.accept(file.read(uploads.LARGEST + 1))
    file.seek(0)


def receive(batch: Batch, key: str, name: str, file: BinaryIO, puts_aside: bool = False) -> Entry:
    """Take a file, or an archive of files, into a drop; return what became of it.

    ``key`` names the file in its drop: what was sent twice is taken once. ``puts_aside``
    says that who calls has a large archive unpacked where no worker does.
    """
    known = batch.entries.get(key)
    if known is not None:
        return known
    if archives.is_archive(file.read(len(archives.MAGIC))):
        return _take_archive(batch, key, name, file, puts_aside)
    file.seek(0)
    # One more than is allowed: the field says that it is too large.
    return take_one(batch, key, name, file.read(uploads.LARGEST + 1))


def _take_archive(batch, key, name, file, puts_aside):
    """Unpack a small archive at once; a large one is left to a job where there is a worker."""
    size = file.seek(0, 2)
    entry = batch.add(key, Entry(shown(name), size, batches.UNPACKING))
    try:
        members = archives.look(file)
    except archives.UnsuitableArchive as error:
        return refuse(entry, error.rule, error.message)
    batch.expected += len(members)
    is_working = jobs.is_working()
    if len(members) > AT_ONCE and (is_working or puts_aside):
        file.seek(0)
        batches.put_archive(batch, key, file, entry.name)
        if is_working:
            unpacking.go_on(batch, key)
        return entry
    for member in members:
        unpacking.unpack(batch, key, file, member)
    entry.outcome = batches.UNPACKED
    return entry
