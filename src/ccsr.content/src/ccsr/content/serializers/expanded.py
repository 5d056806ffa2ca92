"""What JSON offers to show beside a thing."""

from AccessControl import getSecurityManager
from ccsr.content.interfaces import IContentLayer
from plone.restapi.interfaces import IExpandableElement
from plone.restapi.services.aliases.get import Aliases as PloneAliases
from plone.restapi.services.locking.get import Lock as PloneLock
from zope.component import adapter
from zope.interface import implementer
from zope.interface import Interface


@implementer(IExpandableElement)
@adapter(Interface, IContentLayer)
class Aliases(PloneAliases):
    """Earlier addresses of a thing, for those who manage them: names and places that it had."""

    def __call__(self, expand=False):
        """Return them, and to anybody else nothing."""
        may = getSecurityManager().checkPermission("Manage Context Aliases", self.context)
        return super().__call__(expand) if may else {}


class Lock(PloneLock):
    """``GET @lock``: who edits a thing is told to those who could."""

    def reply(self):
        """Return it, and to anybody else nothing."""
        may = getSecurityManager().checkPermission("Modify portal content", self.context)
        return super().reply() if may else {}
