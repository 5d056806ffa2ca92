"""Ids of new things (``INameChooser``)."""

from ccsr.content.content import claim
from ccsr.content.content.area import IArea
from ccsr.content.content.service import IService
from ccsr.content.domain import naming
from ccsr.content.interfaces import IEntryFolder
from zope.component import adapter
from zope.container.interfaces import INameChooser
from zope.interface import implementer


class _Names:
    def __init__(self, context):
        self.context = context

    def checkName(self, name, obj):
        """Every name that the folder itself takes is fine."""
        return name not in self.context.objectIds()

    def chooseName(self, name, obj):
        """Return a fresh id; what was asked for is not followed."""
        while True:
            chosen = self.propose(obj)
            if self.checkName(chosen, obj):
                return chosen


@implementer(INameChooser)
@adapter(IEntryFolder)
class RegisterNames(_Names):
    """Readable ids for providers and services, with a random end."""

    def propose(self, obj):
        """Return an id made from the title."""
        return naming.readable_id(obj.title)


@implementer(INameChooser)
@adapter(IArea)
class AreaNames(_Names):
    """Random ids for what is in the other areas; their titles are for few."""

    def propose(self, obj):
        """Return a random id."""
        return naming.random_id()


@implementer(INameChooser)
@adapter(IService)
class DocumentNames(_Names):
    """Random ids for what is in a service; its one claim has a name of its own."""

    def chooseName(self, name, obj):
        """Return a fresh id; a second claim finds the name taken."""
        return claim.ID if claim.IProviderClaim.providedBy(obj) else super().chooseName(name, obj)

    def propose(self, obj):
        """Return a random id."""
        return naming.random_id()
