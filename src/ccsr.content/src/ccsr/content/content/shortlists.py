"""The shortlists of whoever is signed in (``IShortlists``).

They stand on the site by user id, each account's in an object of its own, so
that two accounts never write the same. There is no way to those of another.
"""

from AccessControl import getSecurityManager
from AccessControl import Unauthorized
from BTrees.OOBTree import OOBTree
from ccsr.content.domain import shortlists as rules
from ccsr.content.interfaces import IShortlists
from persistent import Persistent
from plone.base.interfaces import IPloneSiteRoot
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.interface import implementer


KEY = "ccsr.content.shortlists"


class Kept(Persistent):
    """What is kept for one account; ``deleted`` is the last list that was deleted."""

    deleted = None

    def __init__(self):
        self.shortlists = OOBTree()


@implementer(IShortlists)
@adapter(IPloneSiteRoot)
class Shortlists:
    """Reads and writes; nothing is made before the first is kept."""

    def __init__(self, context):
        # Asked for with every list of Find, so without the account's properties.
        self.user_id = getSecurityManager().getUser().getId()
        if self.user_id is None:
            raise Unauthorized("Shortlists need an account.")
        self.context = context

    @property
    def _kept(self):
        return IAnnotations(self.context).get(KEY, {}).get(self.user_id)

    def all(self):
        """Return every shortlist of the account, the oldest first."""
        return rules.in_order(self._kept.shortlists.values()) if self._kept else []

    def get(self, id):
        """Return one, None where the account has none with this id."""
        return self._kept.shortlists.get(id) if self._kept else None

    def put(self, shortlist):
        """Keep one, in place of the one with its id."""
        accounts = IAnnotations(self.context).setdefault(KEY, OOBTree())
        if self.user_id not in accounts:
            accounts[self.user_id] = Kept()
        kept = accounts[self.user_id]
        kept.shortlists[shortlist.id] = shortlist
        if kept.deleted and kept.deleted.id == shortlist.id:
            kept.deleted = None

    def delete(self, id):
        """Delete one, and keep it until the next is deleted."""
        self._kept.deleted = self._kept.shortlists.pop(id)

    def deleted(self, id):
        """Return the one that was deleted last if it has this id, else None."""
        last = self._kept.deleted if self._kept else None
        return last if last and last.id == id else None


def forget(site, user_id):
    """Drop everything that was kept for an account."""
    IAnnotations(site).get(KEY, {}).pop(user_id, None)


def drop(site, uid):
    """Drop a service that is gone for good from the lists of every account, with its notes."""
    for kept in IAnnotations(site).get(KEY, {}).values():
        changed = [(one, rules.without(one, uid)) for one in kept.shortlists.values()]
        for before, after in changed:
            if after != before:
                kept.shortlists[after.id] = after
        if kept.deleted and kept.deleted != rules.without(kept.deleted, uid):
            kept.deleted = rules.without(kept.deleted, uid)
