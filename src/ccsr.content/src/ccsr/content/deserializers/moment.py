"""Moments in Wales, as services send and are told them: with their zone."""

from ccsr.content.content.moment import aware
from ccsr.content.content.moment import IMoment
from ccsr.content.content.moment import in_wales
from ccsr.content.interfaces import IContentLayer
from datetime import datetime
from plone.dexterity.interfaces import IDexterityContent
from plone.restapi.deserializer.dxfields import DefaultFieldDeserializer
from plone.restapi.interfaces import IFieldDeserializer
from plone.restapi.interfaces import IFieldSerializer
from plone.restapi.serializer.dxfields import DefaultFieldSerializer
from zope.component import adapter
from zope.interface import implementer


@implementer(IFieldDeserializer)
@adapter(IMoment, IDexterityContent, IContentLayer)
class MomentDeserializer(DefaultFieldDeserializer):
    """Takes ``2027-06-01T10:00`` for an hour in Wales, and any other zone's with its offset."""

    def __call__(self, value):
        """Return the moment; raises ValueError for what is none."""
        found = in_wales(datetime.fromisoformat(value)) if value else None
        self.field.validate(found)
        return found


@implementer(IFieldSerializer)
@adapter(IMoment, IDexterityContent, IContentLayer)
class MomentSerializer(DefaultFieldSerializer):
    """Gives the moment with its offset."""

    def __call__(self):
        """Return it, None without one."""
        value = aware(self.get_value())
        return value.isoformat() if value else None
