"""What happens when a file is taken in, and when it goes again."""

from ccsr.content import noted
from ccsr.content.content import intake_item
from ccsr.content.content import scanning
from ccsr.content.content import scans
from ccsr.content.domain import uploads
from ccsr.content.intake import batches
from ccsr.content.intake import reading
from ccsr.content.interfaces import IPages
from plone.uuid.interfaces import IUUID


def item_added(item, event):
    """Give the file a name that can be kept, keep its text, and put the upload on record."""
    item.file.filename = item.title = uploads.file_name(item.file.filename)
    item.file.contentType = uploads.CONTENT_TYPE
    if IPages(item).update():
        file = {"file": item.title, "size": item.file.getSize()}
        noted.note("uploaded", item, **file, sha256=IPages(item).digest)
    scanning.note(item)
    scans.note(item)
    _tell_drop(item, batches.TAKEN)


def item_read_by_machine(item, event):
    """Have an item whose pages were pictures read for what it is about."""
    intake_item.put_state(item, intake_item.RECEIVED)
    reading.read_later(item)


def item_gone(item, event):
    """Keep in its drop what became of an item: it was filed, or somebody discarded it."""
    scans.drop(IUUID(item))
    filed = intake_item.state(item) == intake_item.FILED
    _tell_drop(item, batches.FILED if filed else batches.DISCARDED)


def _tell_drop(item, outcome):
    entry = batches.entry_of(item)
    if entry is not None and entry.outcome != batches.PURGED:
        entry.outcome = outcome
