"""Moments in Wales, as services send and are told them: with their zone."""

from ccsr.content.content.moment import aware
from ccsr.content.content.moment import IMoment
from ccsr.content.content.moment import in_wales
from ccsr.content.content.readiness.inspection_fixed import INotification
from ccsr.content.interfaces import IContentLayer
from datetime import datetime
from datetime import UTC
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


@implementer(IFieldDeserializer)
@adapter(INotification, IDexterityContent, IContentLayer)
class NotificationDeserializer(DefaultFieldDeserializer):
    """Takes a moment as the one above does, and keeps it with a zone that the database knows."""

    def __call__(self, value):
        """Return the moment in UTC; raises ValueError for what is none."""
        found = aware(datetime.fromisoformat(value)) if value else None
        found = found and _in_utc(found)
        self.field.validate(found)
        return found


def _in_utc(moment):
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(str(error)) from error


@implementer(IFieldSerializer)
@adapter(IMoment, IDexterityContent, IContentLayer)
class MomentSerializer(DefaultFieldSerializer):
    """Gives the moment with its offset."""

    def __call__(self):
        """Return it, None without one."""
        value = aware(self.get_value())
        return value.isoformat() if value else None
