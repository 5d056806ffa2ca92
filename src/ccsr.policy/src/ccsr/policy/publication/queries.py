"""Places in a query of Plone's builder, as far as the visitor may view them.

Plone takes the path of whatever has a UID, and walks to a relative place whoever
asks; what comes back then tells whether something is there. These stand in the
registry in place of Plone's own (``profiles/default/registry/queries.xml``).
"""

from AccessControl import getSecurityManager
from Acquisition import aq_parent
from plone import api
from plone.app.querystring import queryparser
from plone.base.interfaces import IPloneSiteRoot


def absolute(context, row):
    """Return the query for a path, or for the UID of what the visitor finds."""
    return queryparser._absolutePath(context, _by_path(row))


def from_navigation(context, row):
    """Return the same for a path that begins at the root of the navigation."""
    return queryparser._navigationPath(context, _by_path(row))


def relative(context, row):
    """Return the query for a place that is reached from here."""
    path, mark, depth = _text(row.values).partition("::")
    for name in filter(None, path.split("/")):
        context = _step(context, name)
    place = "/".join(context.getPhysicalPath())
    return queryparser._absolutePath(context, row._replace(values=f"{place}{mark}{depth}"))


def _by_path(row):
    value, mark, depth = _text(row.values).partition("::")
    if "/" not in value:
        found = api.content.find(UID=value) if value else ()
        # Plone answers for the whole site where a UID leads nowhere.
        value = found[0].getPath() if found else _site_path()
    return row._replace(values=f"{value}{mark}{depth}")


def _site_path():
    return "/".join(api.portal.get().getPhysicalPath())


def _text(values):
    return values if isinstance(values, str) else str(next(iter(values), ""))


def _step(context, name):
    if name == "..":
        return context if IPloneSiteRoot.providedBy(context) else aq_parent(context)
    child = context.get(name) if name in _names(context) else None
    may = getSecurityManager().checkPermission
    return child if child is not None and may("View", child) else context


def _names(context):
    return context.objectIds() if hasattr(context, "objectIds") else ()
