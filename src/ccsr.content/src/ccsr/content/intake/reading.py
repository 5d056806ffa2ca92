"""Reading what was taken in: its layout, its recognition. One job an item."""

from __future__ import annotations

from ccsr.content import _
from ccsr.content import jobs
from ccsr.content.content import intake_item
from ccsr.content.content import scans
from ccsr.content.domain import recognition
from ccsr.content.domain.uploads import UnsuitableFile
from ccsr.content.interfaces import IPages
from typing import Any


READ = "ccsr.content.intake-read"


def read_later(item: Any) -> None:
    """Have an item read; without a worker it can be filed unread."""
    intake_item.put_job(item, jobs.queue(READ, item=item.getId()))


class Read(jobs.Job):
    """Reads one item, unless that was done."""

    title = _("job_intake_read", default="Read an uploaded file")

    def run(self, site: Any, progress: Any, item: str = "") -> None:
        """Keep what is recognised; nothing where the item is gone."""
        found = site[intake_item.AREA].get(item)
        if found is not None and intake_item.state(found) == intake_item.RECEIVED:
            read(found)


def read(item: Any) -> None:
    """Read an item now, and keep what was recognised."""
    pages = IPages(item).pages
    try:
        sheets = scans.sheets(item)
    except UnsuitableFile:
        # Its text was read when it came; only where the words stand is not known.
        sheets = ()
    if not any(page.strip() for page in pages):
        waits = scans.is_waiting(item)
        intake_item.put_state(item, intake_item.READING if waits else intake_item.UNREADABLE)
        return
    intake_item.keep_reading(item, recognition.read(recognition.Paper(sheets, pages)))
