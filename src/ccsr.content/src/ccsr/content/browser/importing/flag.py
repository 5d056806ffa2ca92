"""Above a service: that the source which used to list it does not any more."""

from ccsr.content.browser.listing import Listing
from ccsr.content.importing import mappings
from ccsr.content.importing import marks
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.interface import implementer
from zope.viewlet.interfaces import IViewlet


@implementer(IViewlet)
class VanishedFlag(Listing):
    """The flag, for staff."""

    index = ViewPageTemplateFile("templates/flag.pt")

    def __init__(self, context, request, view, manager):
        super().__init__(context, request)
        self.__parent__ = view

    def update(self):
        """Look whether the service is marked."""
        self.mark = marks.vanished(api.content.get_uuid(self.context))

    def render(self):
        """Return the flag, or nothing."""
        return self.index() if self.mark else ""

    def source(self):
        """Return what the source is called."""
        found = mappings.get(self.mark[0])
        return found.title if found else self.mark[0]
