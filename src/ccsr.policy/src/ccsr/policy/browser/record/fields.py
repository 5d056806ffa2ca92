"""What the fields are called that a line of the record tells of."""

from plone import api
from plone.dexterity.utils import iterSchemataForType
from zope.schema import getFields


def titles(portal_type: str) -> dict[str, str]:
    """Return the titles of the fields of a type by their names; none of what is no type."""
    if portal_type not in api.portal.get_tool("portal_types"):
        return {}
    schemata = iterSchemataForType(portal_type)
    return {name: one.title for schema in schemata for name, one in getFields(schema).items()}
