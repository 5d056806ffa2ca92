"""Puts the frameworks that come with the product where they can be read and edited."""

from ccsr.content.content.readiness.frameworks import TYPE
from ccsr.content.domain.readiness import frameworks
from plone.dexterity.utils import createContentInContainer
from typing import Any


def ensure_frameworks(area: Any) -> list[str]:
    """Add the frameworks that are shipped and not there yet; return their keys.

    What was edited stays as it is; what was deleted comes back with the next upgrade only.
    """
    there = {getattr(one, "key", None) for one in area.objectValues()}
    missing = [one.key for one in frameworks.shipped() if one.key not in there]
    for key in missing:
        text = frameworks.definition(key)
        createContentInContainer(area, TYPE, definition=text, checkConstraints=False)
    return missing
