"""Which records the signed-in user may find, as a bitmap.

The catalog decides: what is here is the answer of its own indexes to what
``searchResults`` asks them, without a list being made of it.
"""

from AccessControl import getSecurityManager
from BTrees.IIBTree import multiunion
from ccsr.content.domain.facets import TYPES
from ccsr.search import facets
from ccsr.search.results import bitmap
from DateTime import DateTime
from itertools import chain
from Products.CMFCore.indexing import processQueue
from time import time


#: Of what it depends who may see.
INDEXES = ("allowedRolesAndUsers", "portal_type", "effectiveRange")


def visible(catalog):
    """Return the records of Find's types that the user may see.

    A ``BitMap`` of unsigned record ids: exactly those of
    ``catalog.searchResults(portal_type=…)``. Others may have it too: not to be changed.
    """
    # What this transaction changed is in the indexes only then.
    processQueue()
    indexes = [catalog._catalog.getIndex(name) for name in INDEXES]
    readers = frozenset(catalog._listAllowedRolesAndUsers(getSecurityManager().getUser()))
    minute = None if catalog.allow_inactive({}) else int(time() // 60)
    return facets.remembered(indexes, (readers, minute), lambda: _found(indexes, readers, minute))


def _found(indexes, readers, minute):
    allowed, types, effective = indexes
    found = facets.matching(allowed, readers)
    found &= facets.matching(types, [term.token for term in TYPES])
    return found if minute is None else found - inactive(effective, DateTime())


def inactive(index, now):
    """Return the records whose time has not come or is over, which are few."""
    minute = index._convertDateTime(now)
    sets = chain(
        index._since_only.values(minute + 1),
        index._since.values(minute + 1),
        index._until_only.values(None, minute - 1),
        index._until.values(None, minute - 1),
    )
    return bitmap(multiunion(list(sets)))
