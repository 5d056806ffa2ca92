"""Pages of Plone that tell what they should not, or that this portal has no use for."""

from ccsr.content.interfaces import IContentLayer
from plone.restapi.interfaces import IExpandableElement
from plone.restapi.services import Service
from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zope.component import adapter
from zope.interface import implementer
from zope.interface import Interface


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


@implementer(IExpandableElement)
@adapter(Interface, IContentLayer)
class NothingBeside:
    """Stands where JSON would offer to show such a service beside a thing."""

    def __init__(self, context, request):
        self.context, self.request = context, request

    def __call__(self, expand=False):
        """Add nothing."""
        return {}
