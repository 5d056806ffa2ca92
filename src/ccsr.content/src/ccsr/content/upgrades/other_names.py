"""1003 → 1004: what services are also known as, and were called, for papers about them."""

from ccsr.content.content import candidates
from ccsr.content.content.service import IService
from contextlib import suppress
from plone import api
from zExceptions import NotFound


def keep_names(setup):
    """Keep the other names of every service."""
    catalog = api.portal.get_tool("portal_catalog")
    # Not an answer to a user: every service there is, whoever may see it.
    for brain in catalog.unrestrictedSearchResults(object_provides=IService.__identifier__):
        with suppress(AttributeError, KeyError, NotFound):  # a record of nothing
            candidates.keep(brain._unrestrictedGetObject())
