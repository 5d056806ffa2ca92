"""Services and events of registration in JSON: what their pages say beside the fields."""

from ccsr.content.content import event_told
from ccsr.content.content import succession
from ccsr.content.content.event import IRegistrationEvent
from ccsr.content.content.service import IService
from ccsr.content.domain.naming import title_in
from ccsr.content.interfaces import IContentLayer
from ccsr.content.serializers.thing import Holder
from ccsr.content.serializers.thing import Thing
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.converters import json_compatible
from zope.component import adapter
from zope.interface import implementer


@implementer(ISerializeToJson)
@adapter(IService, IContentLayer)
class Service(Holder):
    """A service, with those before and after it that its reader may see, the nearest first."""

    def __call__(self, *arguments, **options):
        """Return what every thing says, and both ends of the chain."""
        answer = super().__call__(*arguments, **options)
        for end in succession.ENDS:
            found = succession.chain(self.context, end)
            answer[end] = [self.link(one) for one in found]
        return answer

    def link(self, service):
        """Return address and name of a service."""
        language = self.request.get("LANGUAGE", "en")
        title = title_in(language, service.title, service.title_cy)
        return {"@id": service.absolute_url(), "title": title}


@implementer(ISerializeToJson)
@adapter(IRegistrationEvent, IContentLayer)
class Event(Thing):
    """An event, with what it changed as far as its reader may read that."""

    def __call__(self, *arguments, **options):
        """Return what every thing says, and the changes."""
        answer = super().__call__(*arguments, **options)
        answer["changes"] = [
            {"field": name, "before": json_compatible(old), "after": json_compatible(new)}
            for name, old, new in event_told.changes(self.context)
        ]
        answer["conditions"] = [
            {"action": change.action, "text": text}
            for change, text in event_told.conditions(self.context)
        ]
        return answer
