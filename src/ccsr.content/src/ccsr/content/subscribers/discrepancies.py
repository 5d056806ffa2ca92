"""Whatever may make claim and register agree or disagree has the service looked at."""

from ccsr.content.content import finding
from ccsr.content.content.service import IService
from zope.container.interfaces import IContainerModifiedEvent


def service_saved(service, event):
    """The registration may have changed; a child that comes or goes tells by itself."""
    if not IContainerModifiedEvent.providedBy(event):
        finding.look_at(service)


def part_saved(part, event):
    """A condition or the claim was saved."""
    finding.look_at(part.__parent__)


def part_moved(part, event):
    """A condition or the claim came or went, not with its service."""
    if event.object is not part:
        return
    for service in filter(IService.providedBy, (event.oldParent, event.newParent)):
        finding.look_at(service)


def event_moved(happening, event):
    """An event of registration was shared."""
    if event.transition:
        finding.look_at(happening.__parent__)
