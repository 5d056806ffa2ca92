"""Which service came before which: the same place under another registration.

Both ends keep the UID of the other, outside the fields: what a reader is shown of
it is what the catalog finds for them, so that a hidden service leaves no link.
"""

from plone import api
from plone.uuid.interfaces import IUUID


EARLIER, LATER = ENDS = ("predecessors", "successors")


def uids(service, end):
    """Return the UIDs that are kept at one end."""
    return getattr(service.aq_base, end, ())


def link(earlier, later):
    """Keep that one service was followed by another."""
    _keep(later, EARLIER, {*uids(later, EARLIER), IUUID(earlier)})
    _keep(earlier, LATER, {*uids(earlier, LATER), IUUID(later)})


def unlink(earlier, later):
    """Forget it."""
    _keep(later, EARLIER, {*uids(later, EARLIER)} - {IUUID(earlier)})
    _keep(earlier, LATER, {*uids(earlier, LATER)} - {IUUID(later)})


def _keep(service, end, found):
    setattr(service, end, tuple(sorted(found)))


def chain(service, end):
    """Return the services that the reader may see on one end, the nearest first.

    Where one is hidden the chain ends: what is beyond it would tell of it.
    """
    found, seen = [], {IUUID(service)}
    waiting = list(uids(service, end))
    while waiting:
        near = [uid for uid in waiting if uid not in seen]
        seen |= set(near)
        things = [brain.getObject() for brain in api.content.find(UID=near)] if near else []
        things.sort(key=lambda one: (one.registered_on is None, one.registered_on, one.title))
        found += things
        waiting = [uid for one in things for uid in uids(one, end)]
    return found
