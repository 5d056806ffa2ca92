"""What happens when a file is taken in."""

from ccsr.content import noted
from ccsr.content.domain import uploads
from ccsr.content.interfaces import IPages


def item_added(item, event):
    """Give the file a name that can be kept, keep its text, and put the upload on record."""
    item.file.filename = item.title = uploads.file_name(item.file.filename)
    item.file.contentType = uploads.CONTENT_TYPE
    if IPages(item).update():
        file = {"file": item.title, "size": item.file.getSize()}
        noted.note("uploaded", item, **file, sha256=IPages(item).digest)
