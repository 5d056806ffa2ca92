"""1001 → 1002: the days that the retention schedule counts from."""

from ccsr.content.content import closing
from ccsr.content.content.service import IService
from ccsr.content.interfaces import IRetained
from ccsr.content.upgrades.search import BATCH
from ccsr.content.upgrades.search import give_back_memory
from itertools import count
from plone import api
from zExceptions import NotFound

import logging


logger = logging.getLogger(__name__)
KINDS = (
    "ccsr.content.interfaces.IDocument",
    "ccsr.content.interfaces.IServicePart",
    IService.__identifier__,
)


def index_events(setup):
    """Add the index, and fill it for all that the schedule has a rule for."""
    setup.runImportStepFromProfile("profile-ccsr.content:default", "catalog")
    setup.runImportStepFromProfile("profile-ccsr.content:default", "controlpanel")
    catalog = api.portal.get_tool("portal_catalog")
    # Not an answer to a user: every thing there is, whoever may see it.
    everything = catalog.unrestrictedSearchResults(object_provides=list(KINDS))
    total = len(everything)
    for done, brain in zip(count(1), everything, strict=False):
        _index(catalog, brain)
        if done % BATCH == 0 or done == total:
            logger.info("Looked at %s of %s for the retention schedule", done, total)
            give_back_memory(catalog)


def _index(catalog, brain):
    try:
        # Whoever runs the upgrade: what is hidden is indexed, too, and shown to nobody.
        thing = brain._unrestrictedGetObject()
    except (AttributeError, KeyError, NotFound):
        logger.warning("The catalog knows %s, where nothing is", brain.getPath())
        return
    if IService.providedBy(thing):
        # Not known any better: it was closed by the day of its last edit.
        closing.note(thing, closing.last_edited(thing))
    if IRetained(thing, None) is not None:
        catalog.catalog_object(thing, brain.getPath(), idxs=["retention_events"], update_metadata=0)
