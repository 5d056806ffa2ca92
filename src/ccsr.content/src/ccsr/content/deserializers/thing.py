"""What services are sent about a thing: its fields, and nothing of how Plone shows it."""

from ccsr.content.interfaces import IContentLayer
from plone.dexterity.interfaces import IDexterityContent
from plone.restapi.deserializer import json_body
from plone.restapi.deserializer.dxcontent import DeserializeFromJson
from plone.restapi.interfaces import IDeserializeFromJson
from zope.component import adapter
from zope.interface import implementer


@implementer(IDeserializeFromJson)
@adapter(IDexterityContent, IContentLayer)
class ThingDeserializer(DeserializeFromJson):
    """Passes over ``layout``: whoever may write a field could take the page from everybody."""

    def __call__(self, validate_all=False, data=None, **how):
        """Return the thing with the fields that were sent."""
        sent = json_body(self.request) if data is None else data
        kept = {name: value for name, value in sent.items() if name != "layout"}
        return super().__call__(validate_all, kept, **how)
