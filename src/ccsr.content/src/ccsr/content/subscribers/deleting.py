"""What may not be deleted one by one is not deleted with its container either."""

from AccessControl import getSecurityManager
from ccsr.content.content import scans
from ccsr.content.content import shortlists
from ccsr.content.content.disposals import is_going
from ccsr.content.subscribers.reindex import reindex_holder
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from plone.uuid.interfaces import IUUID
from Products.CMFCore.permissions import DeleteObjects
from zExceptions import Unauthorized


def keep_what_must_be_kept(entry, event):
    """Refuse to delete an entry that holds something the user may not delete.

    Plone asks for the permission on the thing itself only; a draft service
    would take its shared and concealed documents with it. A disposal is decided by
    two persons, on other permissions.
    """
    if event.object is not entry or is_going(entry):
        return
    if not _may_delete_below(entry):
        raise Unauthorized(DeleteObjects)


def document_deleted(document, event):
    """Renew what a service shows of its documents, unless it goes itself."""
    scans.drop(IUUID(document))
    if event.object is document and event.oldParent is not None:
        reindex_holder(event.oldParent)


def service_deleted(service, event):
    """Take a service that is gone off every shortlist, with what was noted of it."""
    # Where the whole site goes, its shortlists go with it, and no site is set.
    if not IPloneSiteRoot.providedBy(event.object):
        shortlists.drop(api.portal.get(), IUUID(service))


def _may_delete_below(entry):
    may_delete = getSecurityManager().checkPermission
    return all(
        may_delete(DeleteObjects, child) and _may_delete_below(child)
        for child in getattr(entry, "objectValues", tuple)()
    )
