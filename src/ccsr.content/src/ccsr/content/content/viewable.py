"""Whether the user may view a thing: it, and whatever holds it."""

from AccessControl import getSecurityManager
from Acquisition import aq_chain
from Acquisition import aq_inner
from ccsr.content.content.area import IArea
from plone.dexterity.interfaces import IDexterityContent
from Products.CMFCore.interfaces import ISiteRoot


def is_viewable(thing):
    """Return whether the user may view it.

    An area on the way is a door: a provider's contact goes through the register
    to their provider without being able to view the register.
    """
    held = [one for one in aq_chain(aq_inner(thing)) if is_content(one)]
    inside = [one for one in held if not IArea.providedBy(one)] or held[:1]
    may = getSecurityManager().checkPermission
    return all(may("View", one) for one in inside)


def is_content(thing):
    """Return whether it is a thing of the portal, and not the portal itself."""
    return IDexterityContent.providedBy(thing) and not ISiteRoot.providedBy(thing)
