"""Everything that is due in what the caller may see."""

from AccessControl import Unauthorized
from ccsr.content.domain import dues as rules
from ccsr.content.domain.dues import Due
from ccsr.content.interfaces import IDues
from ccsr.content.interfaces import IHasDues
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from plone import api
from typing import Any


def dues(from_: date | None = None, to: date | None = None, owner: str | None = None) -> list[Due]:
    """Return what is due from a day to a day, both included, in the order of time.

    ``owner`` is a user id: then what is theirs and what is everybody's. What is done is
    among it. Only things that the caller may see are asked.
    """
    found = [due for thing in _things() for due in IDues(thing).dues()]
    mine = [due for due in found if owner is None or due.concerns(owner)]
    return rules.between(mine, from_, to)


def _things() -> Iterator[Any]:
    catalog = api.portal.get_tool("portal_catalog")
    for brain in catalog.searchResults(object_provides=IHasDues.__identifier__):
        # A slot of an inspection is no record of its own; the areas hold hundreds, not thousands.
        with suppress(Unauthorized):  # hidden a moment ago, and not yet so in the catalog
            yield brain.getObject()
