"""What goes with a thing of governance or readiness, and when its years begin."""

from ccsr.content.content import disposals
from ccsr.content.content.readiness import inspection_links
from plone.uuid.interfaces import IUUID


def protocol_moved(protocol, event):
    """Index when it was replaced."""
    protocol.reindexObject(idxs=["retention_events"])


def inspection_gone(inspection, event):
    """Drop the links to its slots, which stand on the site with the names of partners."""
    inspection_links.forget(inspection.getId())


def thing_gone(thing, event):
    """Drop what was decided and proposed about its disposal."""
    disposals.forget(IUUID(thing, None))
