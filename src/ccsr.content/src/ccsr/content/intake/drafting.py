"""A checked file of the intake becomes drafts, one in each service, and goes; and back again.

Filing and taking it back are one transaction each: there is the file, or there are its
drafts. Who may is asked by who calls.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.content import checking
from ccsr.content.content import filed
from ccsr.content.content import filing
from ccsr.content.content import holds
from ccsr.content.content import intake_item
from ccsr.content.content import layers
from ccsr.content.content import pages
from ccsr.content.content import provenance
from ccsr.content.content import redaction
from ccsr.content.content.filed import Filing
from ccsr.content.content.past import was_shared
from ccsr.content.content.provenance import Origin
from ccsr.content.domain.checking import Row
from ccsr.content.domain.holds import sentence
from ccsr.content.domain.intake import Refused
from ccsr.content.intake import batches
from ccsr.content.intake import reading
from ccsr.content.interfaces import IPages
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from datetime import UTC
from plone import api
from plone.dexterity.utils import addContentToContainer
from plone.dexterity.utils import createContent
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import IUUID
from typing import Any
from zope.annotation.interfaces import IAnnotations


#: What a document takes along from the file that it was.
TAKEN_ALONG = (pages.KEY, layers.KEY)


# -- filing -------------------------------------------------------------------


def file(item: Any, row: Row, titles: dict[str, Any]) -> Filing:
    """File an item under every service of its row; raise ``Refused`` with what stops it."""
    stops = checking.stops(row, titles)
    if stops:
        raise Refused(stops[0].rule, stops[0].message)
    digest = IPages(item).digest
    filing.refuse_duplicate(digest)
    services = [brain.getObject() for brain in checking.services(row)]
    id, at = checking.new_step(), datetime.now(UTC)
    origin = _origin(item, id, digest, at)
    documents = filing.file_checked(
        services,
        row.kind,
        row.fields(),
        _files(item),
        lambda draft: _dress(draft, item, origin),
        row.is_declared,
    )
    for document in documents:
        provenance.keep(document, replace(origin, modified=document.modified()))
    made = Filing(
        id,
        intake_item.batch(item),
        item.getId(),
        item.title,
        origin.by,
        at,
        tuple(IUUID(one) for one in documents),
    )
    filed.remember(made)
    intake_item.put_state(item, intake_item.FILED)
    item.__parent__._delObject(item.getId())
    return made


def _origin(item: Any, id: str, digest: str, at: datetime) -> Origin:
    found = intake_item.reading(item)
    return Origin(
        id,
        digest,
        api.user.get_current().getId() or "",
        at,
        item.created(),
        found and found.as_json(),
        checking.answers(item),
        checking.steps(item),
    )


def _files(item: Any) -> Iterator[NamedBlobFile]:
    """Yield the item's own file, then copies: no two documents share what one may change."""
    yield item.file
    while True:
        yield NamedBlobFile(
            item.file.data, contentType=item.file.contentType, filename=item.file.filename
        )


def _dress(draft: Any, item: Any, origin: Origin) -> None:
    """Give a draft what is known of its file, so that nothing is read anew."""
    _carry(item, draft)
    provenance.keep(draft, origin)


def _carry(one: Any, other: Any) -> None:
    found = IAnnotations(one)
    for key in TAKEN_ALONG:
        if key in found:
            IAnnotations(other)[key] = found[key].copy()


# -- back again ---------------------------------------------------------------


def undo(found: Filing) -> Any:
    """Take untouched drafts away again and return their file, back in the intake.

    Raises ``Refused`` where one of them has been changed, shared or deleted since.
    """
    documents = [_untouched(uid) for uid in found.documents]
    first = documents[0]
    origin = provenance.of(first)
    item = _back(found, first, origin)
    for document in documents:
        api.content.delete(document, check_linkintegrity=False)
    made = _put_down(found, item)
    if origin.reading is None:
        # It was filed unread, or its pictures have been read since.
        reading.read_later(made)
    filed.forget(found)
    return made


def may_undo(found: Filing) -> bool:
    """Return whether nothing stands in the way of taking a filing back."""
    try:
        return bool([_untouched(uid) for uid in found.documents])
    except Refused:
        return False


def _untouched(uid: str) -> Any:
    brains = api.content.find(UID=uid)
    document = brains[0].getObject() if brains else None
    if document is None:
        raise Refused("gone", GONE)
    if was_shared(document) or api.content.get_state(document) != "draft":
        raise Refused("shared", SHARED)
    if _was_edited(document):
        raise Refused("edited", EDITED)
    if not api.user.has_permission("Delete objects", obj=document):
        raise Refused("may", MAY_NOT)
    held = holds.holding(document)
    if held:
        raise Refused("held", sentence(held))
    return document


def _was_edited(document: Any) -> bool:
    origin = provenance.of(document)
    if origin is None or document.modified() != origin.modified or redaction.marks(document):
        return True
    return not provenance.is_of_this_file(document, origin)


def _back(found: Filing, document: Any, origin: Origin) -> Any:
    item = createContent(intake_item.ITEM, id=found.item, title=found.name, file=document.file)
    item.creation_date = origin.arrived
    _carry(document, item)
    intake_item.put_batch(item, found.batch)
    if origin.reading is not None:
        intake_item.keep_reading(item, origin.read())
    checking.restore(item, origin.answers, origin.steps)
    return item


def _put_down(found: Filing, item: Any) -> Any:
    area = api.portal.get()[intake_item.AREA]
    made = addContentToContainer(area, item, checkConstraints=False)
    batch = batches.get(found.batch)
    for entry in batch.entries.values() if batch else ():
        if entry.item == found.item:
            entry.item, entry.outcome = made.getId(), batches.TAKEN
    return made


GONE = _("check_undo_gone", default="It cannot be taken back: its draft is no longer there.")
SHARED = _("check_undo_shared", default="It cannot be taken back: its draft has been shared.")
EDITED = _("check_undo_edited", default="It cannot be taken back: its draft has been changed.")
MAY_NOT = _("check_undo_may_not", default="You may not delete its draft.")
