"""The inspection frameworks of the portal, for whoever asks.

They stand in the area of readiness, where they can be edited. Who sees none there is told
of those that come with the product: they are no secret, and a form needs them.
"""

from ccsr.content.domain.readiness.frameworks import Element
from ccsr.content.domain.readiness.frameworks import Framework
from ccsr.content.domain.readiness.frameworks import parse
from ccsr.content.domain.readiness.frameworks import shipped
from functools import lru_cache
from plone import api


TYPE = "InspectionFramework"
#: By text: reading one takes some ten milliseconds, and they seldom change.
read = lru_cache(maxsize=64)(parse)


def frameworks() -> tuple[Framework, ...]:
    """Return those that the caller may see, else those that are shipped, by their place."""
    # Waked: the definition is too long for the catalog, and there are few.
    found = [brain.getObject() for brain in api.content.find(portal_type=TYPE)]
    order = {one.key: place for place, one in enumerate(shipped())}
    known = [read(one.definition) for one in found]
    known.sort(key=lambda one: (order.get(one.key, len(order)), one.title, one.key))
    return tuple(known) or shipped()


def framework(key: str) -> Framework | None:
    """Return the framework with this key, or None."""
    return next((one for one in frameworks() if one.key == key), None)


def element(ref: str) -> tuple[Framework, Element] | None:
    """Return the framework and the element that ``framework/element`` names, or None."""
    key, _, id = ref.partition("/")
    found = framework(key)
    part = found.element(id) if found else None
    return (found, part) if found and part else None
