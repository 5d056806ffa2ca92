"""What is on shortlists already, for pages that offer to put services there."""

from AccessControl import getSecurityManager
from ccsr.content import _
from ccsr.content.interfaces import IShortlists


#: What the link says, by whether a service is on a shortlist.
LINKS = {
    False: _("shortlist_add", default="Add to shortlist"),
    True: _("shortlist_listed", default="On your shortlist"),
}


def listed(context):
    """Return the UIDs of all services on shortlists of the reader; nothing is looked up.

    Nobody's are none: a process renders Find for no account before it is ready.
    """
    if getSecurityManager().getUser().getId() is None:
        return set()
    return {entry.uid for one in IShortlists(context).all() for entry in one.entries}
