"""1003 → 1004: intake, and what tells that two files say the same."""

from ccsr.content.interfaces import IDocument
from contextlib import suppress
from plone import api
from zExceptions import NotFound


def add_types(setup):
    """Add the types and what the catalog knows of them; index what every document says."""
    for step in ("typeinfo", "catalog", "plone.app.registry"):
        setup.runImportStepFromProfile("profile-ccsr.content:default", step)
    catalog = api.portal.get_tool("portal_catalog")
    # Not an answer to a user: every document there is, whoever may see it.
    for brain in catalog.unrestrictedSearchResults(object_provides=IDocument.__identifier__):
        with suppress(AttributeError, KeyError, NotFound):  # a record of nothing
            document = brain._unrestrictedGetObject()
            catalog.catalog_object(
                document, brain.getPath(), idxs=["text_digest"], update_metadata=0
            )
