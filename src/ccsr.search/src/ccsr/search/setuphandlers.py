"""Before and after the profiles: the index of the other type, and the texts."""

from Products.CMFCore.utils import getToolByName
from typing import Any


NAME = "SearchableText"


def make_way(setup: Any) -> None:
    """Remove a text index that is not ours."""
    _remove(setup, ours=False)


def give_way(setup: Any) -> None:
    """Remove our text index."""
    _remove(setup, ours=True)


def reindex(setup: Any) -> None:
    """Index the text of every document in the index that stands now."""
    getToolByName(setup, "portal_catalog").reindexIndex(NAME, None)


def _remove(setup: Any, ours: bool) -> None:
    catalog = getToolByName(setup, "portal_catalog")
    found = [one for one in catalog.getIndexObjects() if one.getId() == NAME]
    if any((one.meta_type == "TantivyIndex") == ours for one in found):
        catalog.delIndex(NAME)
