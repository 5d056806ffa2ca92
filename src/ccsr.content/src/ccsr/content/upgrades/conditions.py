"""1002 → 1003: which conditions have values that an officer has still to confirm."""

from ccsr.content.content.condition import IRegistrationCondition
from contextlib import suppress
from plone import api
from zExceptions import NotFound


def index_open(setup):
    """Add the index and fill it: of what stands there nobody has confirmed anything."""
    setup.runImportStepFromProfile("profile-ccsr.content:default", "catalog")
    catalog = api.portal.get_tool("portal_catalog")
    # Not an answer to a user: every condition there is, whoever may see it.
    for brain in catalog.unrestrictedSearchResults(
        object_provides=IRegistrationCondition.__identifier__
    ):
        with suppress(AttributeError, KeyError, NotFound):  # a record of nothing
            condition = brain._unrestrictedGetObject()
            catalog.catalog_object(
                condition, brain.getPath(), idxs=["condition_open"], update_metadata=0
            )
