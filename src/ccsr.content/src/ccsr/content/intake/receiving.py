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
    """Have a PDF examined, whose result is then at hand when it is received."""
    if not archives.is_archive(file.read(len(archives.MAGIC))):
        file.seek(0)
        with suppress(uploads.UnsuitableFile):
            uploads.accept(file.read(uploads.LARGEST + 1))
    file.seek(0)


def receive(batch: Batch, key: str, name: str, file: BinaryIO) -> Entry:
    """Take a file, or an archive of files, into a drop; return what became of it.

    ``key`` names the file in its drop: what was sent twice is taken once.
    """
    known = batch.entries.get(key)
    if known is not None:
        return known
    if archives.is_archive(file.read(len(archives.MAGIC))):
        return _take_archive(batch, key, name, file)
    file.seek(0)
    # One more than is allowed: the field says that it is too large.
    return take_one(batch, key, name, file.read(uploads.LARGEST + 1))


def _take_archive(batch, key, name, file):
    """Unpack a small archive at once; a large one is left to a job where there is a worker."""
    size = file.seek(0, 2)
    entry = batch.add(key, Entry(shown(name), size, batches.UNPACKING))
    try:
        members = archives.look(file)
    except archives.UnsuitableArchive as error:
        return refuse(entry, error.rule, error.message)
    batch.expected += len(members)
    if len(members) > AT_ONCE and jobs.is_working():
        file.seek(0)
        batches.put_archive(batch, key, file, entry.name)
        unpacking.go_on(batch, key)
        return entry
    for member in members:
        unpacking.unpack(batch, key, file, member)
    entry.outcome = batches.UNPACKED
    return entry
