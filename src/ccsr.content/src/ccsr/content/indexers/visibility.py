"""Who finds a thing, and what the catalog keeps to itself.

Found is a thing by those who may view it and all that holds it.

A concealed or draft document names its own readers; it would be listed to the
inspectorate while its service, as a draft, is hidden from them.
"""

from ccsr.content.interfaces import IReviewed
from ccsr.content.interfaces import IServicePart
from plone.indexer import indexer
from Products.CMFPlone.CatalogTool import allowedRolesAndUsers as own_readers


def _allowed(thing):
    return list(readers(thing))


readers_of_reviewed = indexer(IReviewed)(_allowed)
readers_of_part = indexer(IServicePart)(_allowed)


def readers(thing):
    """Return the readers that a thing has in common with what holds it."""
    found = set(own_readers(thing)())
    holder = thing.__parent__
    return found & readers(holder) if IReviewed.providedBy(holder) else found


def _no_name(thing):
    """Whoever finds a thing is not told which account made it; its history says so."""
    return ""


def _no_names(thing):
    return ()


creator_of_reviewed = indexer(IReviewed)(_no_name)
creator_of_part = indexer(IServicePart)(_no_name)
creators_of_reviewed = indexer(IReviewed)(_no_names)
creators_of_part = indexer(IServicePart)(_no_names)
