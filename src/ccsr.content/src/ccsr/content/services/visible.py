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


def visible(catalog):
    """Return the records of Find's types that the user may see.

    A ``BitMap`` of unsigned record ids: exactly those of
    ``catalog.searchResults(portal_type=…)``.
    """
    # What this transaction changed is in the indexes only then.
    processQueue()
    index = catalog._catalog.getIndex
    user = getSecurityManager().getUser()
    readers = catalog._listAllowedRolesAndUsers(user)
    found = facets.matching(index("allowedRolesAndUsers"), readers)
    found &= facets.matching(index("portal_type"), [term.token for term in TYPES])
    if not catalog.allow_inactive({}):
        found -= inactive(index("effectiveRange"), DateTime())
    return found


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
