"""Which source listed a service last, and which services a source lists no more.

Kept beside the services: a mark wakes none, and none is found by it in the catalog.
"""

from BTrees.OOBTree import OOBTree
from ccsr.content.content import kept
from plone.uuid.interfaces import IUUID
from zope.component.hooks import getSite


#: Source → UID → the day as at which its list had the service.
SEEN = "ccsr.content.register_seen"
#: UID → source and day as at which a list lacked it.
VANISHED = "ccsr.content.register_vanished"


def seen(source):
    """Return when the source last listed each service, by UID."""
    return kept.read(SEEN).get(source, {})


def see(source, uids, day):
    """Note that a list of that day has these services."""
    sources = kept.tree(SEEN)
    if source not in sources:
        sources[source] = OOBTree()
    for uid in uids:
        if sources[source].get(uid) is None or sources[source][uid] < day:
            sources[source][uid] = day


def vanished(uid):
    """Return source and day if a service is marked as vanished, else None."""
    return kept.read(VANISHED).get(uid)


def mark(uid, source, day):
    """Mark a service as vanished from a source's list of that day."""
    kept.tree(VANISHED)[uid] = (source, day)


def unmark(uid):
    """Take the mark away; return what it was."""
    return kept.tree(VANISHED).pop(uid, None)


def service_deleted(service, event):
    """Drop what is kept of a service that is deleted."""
    if getSite() is None:
        # The whole portal is deleted, and what it keeps with it.
        return
    uid = IUUID(service, None)
    if vanished(uid):
        unmark(uid)
    for source in kept.read(SEEN).values():
        source.pop(uid, None)
