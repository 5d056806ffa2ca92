"""What goes into an evidence pack, and the packs that are kept until they are fetched."""

from __future__ import annotations

from BTrees.OOBTree import OOBTree
from ccsr.content.content import kept
from ccsr.content.content import scanning
from ccsr.content.content.readiness import evidence as evidences
from ccsr.content.content.readiness import frameworks
from ccsr.content.content.readiness import slots
from ccsr.content.domain.readiness.packs import Paper
from ccsr.content.domain.readiness.packs import Section
from ccsr.content.interfaces import IEvidence
from ccsr.content.interfaces import IPages
from collections.abc import Iterable
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from os import SEEK_END
from persistent import Persistent
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Any
from uuid import uuid4
from ZODB.blob import Blob


#: On the site: packs by id.
PACKS = "ccsr.content.evidence_packs"
#: For how long a pack waits to be fetched, and how many of one account do.
LASTS = timedelta(days=7)
MOST = 5


class Pack(Persistent):
    """A pack: `account` alone may fetch it; `uids` are of all that is in it."""

    #: Sections without a document.
    missing = 0

    def __init__(self, account: str, name: str, uids: tuple[str, ...], blob: Blob) -> None:
        self.account, self.name, self.uids, self.blob = account, name, uids, blob
        self.made: datetime = datetime.now(UTC)

    @property
    def size(self) -> int:
        """Return its bytes."""
        with self.blob.open("r") as file:
            return file.seek(0, SEEK_END)


def new_id() -> str:
    """Return an id that nobody guesses."""
    return uuid4().hex


def keep(id: str, pack: Pack) -> None:
    """Keep a pack, and drop the oldest of its account where there are too many."""
    tree = kept.tree(PACKS, OOBTree)
    tree[id] = pack
    for old, _pack in own(pack.account)[MOST:]:
        del tree[old]


def own(account: str) -> list[tuple[str, Pack]]:
    """Return the packs of an account with their ids, the newest first."""
    found = [(id, one) for id, one in kept.read(PACKS).items() if one.account == account]
    return sorted(found, key=lambda pair: pair[1].made, reverse=True)


def get(id: str, account: str) -> Pack | None:
    """Return a pack of this account, or None."""
    found = kept.read(PACKS).get(id)
    return found if found is not None and found.account == account else None


def is_whole(pack: Pack) -> bool:
    """Return whether the caller may still see everything in a pack, as it was put there."""
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.searchResults(UID=list(pack.uids))
    # A file that was taken back for another one is not given out by an old pack.
    seen = {brain.UID for brain in found if brain.modified.asdatetime() <= pack.made}
    return seen == set(pack.uids)


def purge() -> int:
    """Drop the packs that waited too long; return their number."""
    tree, before = kept.read(PACKS), datetime.now(UTC) - LASTS
    old = [id for id, one in tree.items() if one.made < before]
    for id in old:
        del kept.tree(PACKS, OOBTree)[id]
    return len(old)


# -- what goes in -------------------------------------------------------------------


def of_framework(key: str, language: str) -> list[Section]:
    """Return what a framework asks for, each with its evidence; then what nothing asks for."""
    framework = frameworks.framework(key)
    if framework is None:
        return []
    found = _evidence(framework.key)
    sections, used = [], set()
    for request in framework.requests:
        wanted = {f"{key}/{id}" for id in request.elements}
        chosen = [one for one in found if not wanted or wanted & set(one.elements)]
        used |= {IUUID(one) for one in chosen}
        sections.append(Section(request.title_for(language), papers(chosen, language)))
    rest = [one for one in found if IUUID(one) not in used]
    for element in framework.elements:
        ref = f"{key}/{element.id}"
        chosen = [one for one in rest if ref in one.elements]
        if chosen:
            sections.append(Section(element.title_for(language), papers(chosen, language)))
    return sections


def of_inspection(inspection: Any, language: str, day: Any) -> list[Section]:
    """Return the slots of an inspection in their order; `day` puts a moment in words."""
    return [
        Section(one.title_for(language), papers(_named(one.evidence), language), day(one.due))
        for one in slots.slots(inspection)
    ]


def papers(things: Iterable[Any], language: str) -> tuple[Paper, ...]:
    """Return the documents of evidence whose files the caller may have."""
    found = (_paper(one, language) for one in things)
    return tuple(one for one in found if one is not None)


def _evidence(key: str) -> list[Any]:
    refs = list(frameworks.framework(key).refs())
    found = api.content.find(
        object_provides=IEvidence.__identifier__,
        readiness_elements=refs,
        sort_on="sortable_title",
    )
    return [brain.getObject() for brain in found]


def _named(uid: str) -> list[Any]:
    return [brain.getObject() for brain in api.content.find(UID=uid)] if uid else []


def _paper(thing: Any, language: str) -> Paper | None:
    source = thing
    if IEvidence.providedBy(thing) and not thing.file:
        source = evidences.document_of(thing)
    if source is None or not getattr(source, "file", None) or not _is_clean(source):
        return None
    return Paper(IUUID(source), thing.title_for(language), lambda: source.file.data)


def _is_clean(source: Any) -> bool:
    return IPages(source).scanned or scanning.stopped_by(source) is None
