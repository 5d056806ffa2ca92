"""All things of a kind, for upgrades: whoever may see them, and however many they are."""

from Acquisition import aq_base
from collections.abc import Iterator
from itertools import count
from plone import api
from typing import Any
from zExceptions import NotFound

import logging
import transaction


logger = logging.getLogger(__name__)

#: Things after which progress is told and memory is given back.
BATCH = 500


def everything(**query: Any) -> Iterator[Any]:
    """Yield every thing that the catalog finds; what is no longer there is told in the log."""
    catalog = api.portal.get_tool("portal_catalog")
    # Not an answer to a user: what is hidden is upgraded, too, and shown to nobody.
    found = catalog.unrestrictedSearchResults(**query)
    for done, brain in zip(count(1), found, strict=False):
        try:
            thing = brain._unrestrictedGetObject()
        except (AttributeError, KeyError, NotFound):
            logger.warning("The catalog knows %s, where nothing is", brain.getPath())
        else:
            yield thing
        if done % BATCH == 0 or done == len(found):
            logger.info("Indexed or kept %s of %s", done, len(found))
        if done % BATCH == 0:
            _give_back_memory(catalog)


def index(thing: Any, *names: str, columns: bool = False) -> None:
    """Fill indexes for a thing; the catalog's own way, since an edit's would index its holder."""
    catalog = api.portal.get_tool("portal_catalog")
    path = "/".join(thing.getPhysicalPath())
    catalog.catalog_object(thing, path, idxs=list(names), update_metadata=int(columns))


def _give_back_memory(catalog):
    # What was changed is kept for the commit.
    transaction.savepoint(optimistic=True)
    aq_base(catalog)._p_jar.cacheGC()
