"""The page of an event of registration."""

from ccsr.content.browser.documents import DocumentView
from ccsr.content.content.event import IRegistrationEvent


class EventView(DocumentView):
    """An event: what happened, from which day, and what it changed."""

    schema = IRegistrationEvent
    fields = ("kind", "effective", "received", "places", "detail")
    judgements = ()
