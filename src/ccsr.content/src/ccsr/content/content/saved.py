"""The saved searches of whoever is signed in (``ISavedSearches``).

They stand on the site by user id, each account's in an object of its own, so
that two accounts never write the same. There is no way to those of another.
"""

from AccessControl import Unauthorized
from BTrees.OOBTree import OOBTree
from ccsr.content.interfaces import ISavedSearches
from persistent import Persistent
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.interface import implementer


KEY = "ccsr.content.saved_searches"


class Kept(Persistent):
    """What is kept for one account; ``deleted`` is the last one that was deleted."""

    deleted = None

    def __init__(self):
        self.searches = OOBTree()


@implementer(ISavedSearches)
@adapter(IPloneSiteRoot)
class SavedSearches:
    """Reads and writes; nothing is made before the first is saved."""

    def __init__(self, context):
        if api.user.is_anonymous():
            raise Unauthorized("Saved searches need an account.")
        self.context = context
        self.user_id = api.user.get_current().getId()

    @property
    def _kept(self):
        return IAnnotations(self.context).get(KEY, {}).get(self.user_id)

    def all(self):
        """Return every saved search of the account."""
        return list(self._kept.searches.values()) if self._kept else []

    def get(self, id):
        """Return one, None where the account has none with this id."""
        return self._kept.searches.get(id) if self._kept else None

    def put(self, saved):
        """Keep one, in place of the one with its id."""
        accounts = IAnnotations(self.context).setdefault(KEY, OOBTree())
        if self.user_id not in accounts:
            accounts[self.user_id] = Kept()
        kept = accounts[self.user_id]
        kept.searches[saved.id] = saved
        if kept.deleted and kept.deleted.id == saved.id:
            kept.deleted = None

    def delete(self, id):
        """Delete one, and keep it until the next is deleted."""
        self._kept.deleted = self._kept.searches.pop(id)

    def deleted(self, id):
        """Return the one that was deleted last if it has this id, else None."""
        last = self._kept.deleted if self._kept else None
        return last if last and last.id == id else None


def forget(site, user_id):
    """Drop everything that was kept for an account."""
    IAnnotations(site).get(KEY, {}).pop(user_id, None)
