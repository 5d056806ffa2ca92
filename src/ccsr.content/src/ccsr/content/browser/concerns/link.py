"""The link on a service's page that leads to the concern form."""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser.page import Action
from ccsr.content.interfaces import IFurtherActions
from plone import api
from plone.uuid.interfaces import IUUID
from zope.interface import implementer


RAISE = _("concern_raise", default="Raise a concern")


@implementer(IFurtherActions)
class ConcernLink:
    """For the toolbar of a service."""

    def __init__(self, context):
        self.context = context

    def actions(self):
        """Yield the link to who may follow it."""
        site = api.portal.get()
        if api.user.has_permission(permissions.RaiseConcern, obj=site):
            address = f"{site.absolute_url()}/@@raise-concern?service={IUUID(self.context)}"
            yield Action("raise-concern", RAISE, address)
