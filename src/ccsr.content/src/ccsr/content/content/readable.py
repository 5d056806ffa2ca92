"""Whether a reader may read a field: the schema names the permission it takes."""

from plone.autoform.interfaces import READ_PERMISSIONS_KEY
from plone.supermodel.utils import mergedTaggedValueDict
from zope.component import getUtility
from zope.security.interfaces import IPermission


def may_read(schema, name, allowed):
    """Return whether the reader may read a field; ``allowed`` says so of a permission's title."""
    guard = mergedTaggedValueDict(schema, READ_PERMISSIONS_KEY).get(name)
    return not guard or allowed(getUtility(IPermission, guard).title)
