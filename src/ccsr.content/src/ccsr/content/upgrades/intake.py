"""1003 → 1004: intake, and what tells that two files say the same."""

from ccsr.content.interfaces import IDocument
from ccsr.content.upgrades.search import BATCH
from ccsr.content.upgrades.search import give_back_memory
from plone import api
from zExceptions import NotFound


def add_types(setup):
    """Add the types and what the catalog knows of them; index what every document says."""
    for step in ("typeinfo", "catalog", "plone.app.registry"):
        setup.runImportStepFromProfile("profile-ccsr.content:default", step)
    catalog = api.portal.get_tool("portal_catalog")
    # Not an answer to a user: every document there is, whoever may see it.
    every = catalog.unrestrictedSearchResults(object_provides=IDocument.__identifier__)
    for done, brain in enumerate(every, 1):
        try:
            document = brain._unrestrictedGetObject()
        except (AttributeError, KeyError, NotFound):  # a record of nothing
            continue
        catalog.catalog_object(document, brain.getPath(), idxs=["text_digest"], update_metadata=0)
        if not done % BATCH:
            give_back_memory(catalog)
