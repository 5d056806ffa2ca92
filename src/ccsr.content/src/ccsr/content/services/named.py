"""Base of services whose address goes on after their name."""

from plone.restapi.services import Service
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


@implementer(IPublishTraverse)
class NamedService(Service):
    """``names`` are the parts of the address after the name of the service."""

    def __init__(self, context, request):
        super().__init__(context, request)
        self.names = []

    def publishTraverse(self, request, name):
        """Take the next part."""
        self.names.append(name)
        return self
