"""Who finds a thing: those who may view it and all that holds it.

A concealed or draft document names its own readers. Without this it would be
listed to the inspectorate while its service, as a draft, is hidden from them.
"""

from ccsr.content.interfaces import IReviewed
from plone.indexer import indexer
from Products.CMFPlone.CatalogTool import allowedRolesAndUsers as own_readers


@indexer(IReviewed)
def allowedRolesAndUsers(thing):
    """Return roles and ``user:`` entries that may view the thing and its holders."""
    return list(readers(thing))


def readers(thing):
    """Return the readers that a thing has in common with what holds it."""
    found = set(own_readers(thing)())
    holder = thing.__parent__
    return found & readers(holder) if IReviewed.providedBy(holder) else found
