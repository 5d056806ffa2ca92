"""1000 → 1001: the text index of ``ccsr.search``, and what hits are shown with."""

from Acquisition import aq_base
from ccsr.content.domain.facets import TYPES
from ccsr.content.interfaces import IPages
from itertools import count
from plone import api
from zExceptions import NotFound

import logging
import transaction


logger = logging.getLogger(__name__)

#: Documents after which progress is told and memory is given back.
BATCH = 500


def use_text_index(setup):
    """Install the index, add new columns and indexes, and fill them."""
    setup.runImportStepFromProfile("profile-ccsr.content:default", "catalog")
    setup.runAllImportStepsFromProfile("profile-ccsr.search:default")
    index_anew()


def index_anew():
    """Keep typed text beside the pages, and index numbers and columns of everything."""
    catalog = api.portal.get_tool("portal_catalog")
    # Not an answer to a user: every thing there is, whoever may see it.
    everything = catalog.unrestrictedSearchResults(portal_type=[term.token for term in TYPES])
    total = len(everything)
    for done, brain in zip(count(1), everything, strict=False):
        _index_again(catalog, brain)
        if done % BATCH == 0 or done == total:
            logger.info("Indexed %s of %s for Find", done, total)
            give_back_memory(catalog)


def _index_again(catalog, brain):
    try:
        # Whoever runs the upgrade: what is hidden is indexed, too, and shown to nobody.
        thing = brain._unrestrictedGetObject()
    except (AttributeError, KeyError, NotFound):
        logger.warning("The catalog knows %s, where nothing is", brain.getPath())
        return
    pages = IPages(thing, None)
    if pages is not None:
        pages.keep_typed()
    # The catalog's own way, since an edit's would index the holder again.
    catalog.catalog_object(thing, brain.getPath(), idxs=["number", "ages"])


def give_back_memory(catalog):
    """Let go of what was loaded; what was changed is kept for the commit."""
    transaction.savepoint(optimistic=True)
    aq_base(catalog)._p_jar.cacheGC()
