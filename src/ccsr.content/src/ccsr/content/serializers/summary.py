"""A thing in a list in JSON: what the catalog knows of it, and nothing else.

Plone's own takes the list of what may be told from the request where it finds
one there, and what is in a request is the visitor's.
"""

from ccsr.content.interfaces import IContentLayer
from plone import api
from plone.restapi.deserializer import json_body
from plone.restapi.interfaces import ISerializeToJsonSummary
from plone.restapi.serializer.summary import DefaultJSONSummarySerializer
from plone.restapi.serializer.summary import merge_serializer_metadata_utilities_data
from zope.component import adapter
from zope.interface import implementer
from zope.interface import Interface


ALL = "_all"


@implementer(ISerializeToJsonSummary)
@adapter(Interface, IContentLayer)
class Summary(DefaultJSONSummarySerializer):
    """The summary of a record of the catalog, or of a thing."""

    def __init__(self, context, request):
        self.context = context
        self.request = request
        vars(self).update(merge_serializer_metadata_utilities_data())

    def metadata_fields(self):
        """Return the names of what is told."""
        asked = (self.request.form or json_body(self.request)).get("metadata_fields", [])
        names = {str(name) for name in (asked if isinstance(asked, list) else [asked])}
        known = {*api.portal.get_tool("portal_catalog").schema(), *self.non_metadata_attributes}
        return self.default_metadata_fields | (known if ALL in names else known & names)
