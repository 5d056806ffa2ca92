"""The files of an archive, one after the other; of a large one by a job, in parts."""

from __future__ import annotations

from ccsr.content import _
from ccsr.content import jobs
from ccsr.content.domain import archives
from ccsr.content.domain import uploads
from ccsr.content.importing.jobs import acting
from ccsr.content.intake import batches
from ccsr.content.intake import taking
from ccsr.content.intake.batches import Batch
from ccsr.content.intake.batches import Entry
from typing import Any
from typing import BinaryIO


UNPACK = "ccsr.content.intake-unpack"
#: Files that are taken before what was done is kept for good.
PART = 5


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


def go_on(batch: Batch, key: str) -> None:
    """Have the next files of an archive taken."""
    jobs.queue(UNPACK, batch=batch.id, key=key)


class Unpack(jobs.Job):
    """Takes the next files of an archive as whoever uploaded it, then asks for itself."""

    title = _("job_intake_unpack", default="Unpack a ZIP file")

    def run(self, site: Any, progress: Any, batch: str = "", key: str = "") -> None:
        """Take one part; nothing where it is done or forgotten."""
        found = batches.get(batch)
        if found is None or key not in found.archives:
            return
        with acting(found.by):
            left = self.part(found, key, progress)
        if left:
            go_on(found, key)
        else:
            del found.archives[key]
            found.entries[key].outcome = batches.UNPACKED

    def part(self, batch: Batch, key: str, progress: Any) -> int:
        """Take the next files; return how many are left."""
        with batch.archives[key].open() as file:
            members = archives.look(file)
            todo = [one for one in members if f"{key}-{one.place}" not in batch.entries]
            for member in todo[:PART]:
                unpack(batch, key, file, member)
        left = len(todo[PART:])
        progress(len(members) - left, len(members))
        return left
