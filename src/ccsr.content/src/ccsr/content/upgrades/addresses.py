"""1001 → 1002: the address of a service without a type is kept like that of a home."""

from ccsr.content.subscribers.editing import protect_address
from plone import api
from zExceptions import NotFound


def protect_all(setup):
    """Say anew of every service who reads its address."""
    catalog = api.portal.get_tool("portal_catalog")
    # Not an answer to a user: every service there is, whoever may see it.
    for brain in catalog.unrestrictedSearchResults(portal_type="Service"):
        try:
            protect_address(brain._unrestrictedGetObject(), None)
        except (AttributeError, KeyError, NotFound):
            continue
