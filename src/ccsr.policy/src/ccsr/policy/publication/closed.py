"""Pages of Plone that tell what they should not, or that this portal has no use for."""

from plone.restapi.services import Service
from Products.Five.browser import BrowserView
from zExceptions import NotFound


class Closed(BrowserView):
    """Stands where such a page would be."""

    def publishTraverse(self, request, name):
        """Take whatever follows."""
        return self

    def __call__(self):
        """There is nothing here, for anybody."""
        raise NotFound(self.__name__)


class ClosedService(Service):
    """Stands where such a service would be."""

    def reply(self):
        """There is nothing here, for anybody."""
        raise NotFound(self.__name__)
