"""Taking one PDF into a drop.

Every file is examined by the field that keeps it, as in every other way in. What is
refused has its reason in the drop; nothing else stays of it.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.content import intake_item
from ccsr.content.content.intake_item import IIntakeItemSchema
from ccsr.content.domain import archives
from ccsr.content.domain import uploads
from ccsr.content.intake import batches
from ccsr.content.intake import reading
from ccsr.content.intake import same
from ccsr.content.intake.batches import Batch
from ccsr.content.intake.batches import Entry
from hashlib import sha256
from plone import api
from plone.dexterity.utils import addContentToContainer
from plone.dexterity.utils import createContent
from plone.namedfile.file import NamedBlobFile
from typing import Any
from zope.i18nmessageid import Message
from zope.schema.interfaces import ValidationError


SAME_BYTES = "same_bytes"
SAME_IN_DROP = _(
    "intake_same_in_drop_as", default="The same file is in this upload already, as “${name}”."
)
SAME = _("intake_same", default="The same file is in the portal already.")


def take_one(batch: Batch, key: str, name: str, data: bytes) -> Entry:
    """Take one PDF into a drop, or keep why it is refused."""
    entry = batch.add(key, Entry(uploads.file_name(name), len(data)))
    digest = sha256(data).hexdigest()
    try:
        _examine(entry.name, data)
    except ValidationError as error:
        # It came under its own name, not under that of a PDF.
        entry.name = shown(name)
        return refuse(entry, "file", error.doc())
    first = _first(batch, digest)
    if first is not None:
        named = Message(SAME_IN_DROP, mapping={"name": first.name})
        return refuse(entry, SAME_BYTES, named)
    batch.digests[digest] = key
    found = same.bytes_like(digest)
    if found:
        entry.same = found[0].UID
        return refuse(entry, SAME_BYTES, SAME)
    entry.item = _keep(batch, entry.name, data).getId()
    return entry


def refuse(entry: Entry, rule: str, message: Any) -> Entry:
    """Keep why a file was not taken."""
    entry.outcome, entry.rule, entry.message = batches.REFUSED, rule, message
    return entry


def shown(name: str) -> str:
    """Return the name of what is no PDF as it can be shown: with the ending that it came with."""
    kept = uploads.file_name(name)
    return kept if name.lower().endswith(uploads.SUFFIX) else kept.removesuffix(uploads.SUFFIX)


def kept_name(name: str) -> str:
    """Return the name that a file is kept under, or an archive is shown by."""
    is_archive = name.lower().endswith(archives.SUFFIX)
    return shown(name) if is_archive else uploads.file_name(name)


def _first(batch, digest):
    """Return the drop's entry of these bytes, None where there is none or it was discarded."""
    found = batch.entries.get(batch.digests.get(digest, ""))
    return found if found and found.outcome in (batches.TAKEN, batches.FILED) else None


def _examine(name, data):
    file = NamedBlobFile(data, contentType=uploads.CONTENT_TYPE, filename=name)
    IIntakeItemSchema["file"].validate(file)


def _keep(batch, name, data):
    file = NamedBlobFile(data, contentType=uploads.CONTENT_TYPE, filename=name)
    item = createContent(intake_item.ITEM, title=name, file=file)
    intake_item.put_batch(item, batch.id)
    area = api.portal.get()[intake_item.AREA]
    made = addContentToContainer(area, item, checkConstraints=False)
    reading.read_later(made)
    return made
