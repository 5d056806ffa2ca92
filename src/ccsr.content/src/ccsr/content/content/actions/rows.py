"""Agreed actions as lists show them, from the catalog's own columns."""

from ccsr.content.content.actions.action import TYPE
from ccsr.content.domain.actions import OPEN
from ccsr.content.domain.actions import Row
from plone import api


def rows(area=None, **query):
    """Return a ``Row`` for each action that the caller may see, of one area or of all."""
    if area is not None:
        query["path"] = "/".join(area.getPhysicalPath())
    found = api.portal.get_tool("portal_catalog").searchResults(portal_type=TYPE, **query)
    return [row_of(brain) for brain in found]


def row_of(brain):
    """Return the row of a catalog record."""
    return Row(
        brain.UID,
        brain.Title,
        brain.getURL(),
        brain.due_on,
        brain.action_status or OPEN,
        brain.action_owner or "",
        brain.action_owner_name or "",
    )
