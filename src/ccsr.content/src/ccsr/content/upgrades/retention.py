"""1001 → 1002: the days that the retention schedule counts from."""

from ccsr.content.content import closing
from ccsr.content.content.service import IService
from ccsr.content.interfaces import IRetained
from ccsr.content.upgrades.everything import everything
from ccsr.content.upgrades.everything import index


KINDS = (
    "ccsr.content.interfaces.IDocument",
    "ccsr.content.interfaces.IServicePart",
    IService.__identifier__,
)


def index_events(setup):
    """Add the index, and fill it for all that the schedule has a rule for."""
    setup.runImportStepFromProfile("profile-ccsr.content:default", "catalog")
    setup.runImportStepFromProfile("profile-ccsr.content:default", "controlpanel")
    for thing in everything(object_provides=list(KINDS)):
        if IService.providedBy(thing):
            # Not known any better: it was closed by the day of its last edit.
            closing.note(thing, closing.last_edited(thing))
        if IRetained(thing, None) is not None:
            index(thing, "retention_events")
