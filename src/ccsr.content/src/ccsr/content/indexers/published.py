"""Plone's day of publication, which goes by the name of the day an event is in force from.

An event of a day to come is no unpublished thing: who may see it finds it today.
"""

from ccsr.content.content.document import Document
from ccsr.content.content.event import IRegistrationEvent
from plone.indexer import indexer


@indexer(IRegistrationEvent)
def effective(event):
    """Return what Plone says of every thing that nobody dated."""
    return Document.effective(event)
