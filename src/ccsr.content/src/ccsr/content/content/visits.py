"""Where the portal remembers when somebody opened their home page (``domain.visits``)."""

from BTrees.OOBTree import OOBTree
from ccsr.content.domain.visits import visited
from datetime import datetime
from datetime import UTC
from plone.protect.utils import safeWrite
from zope.annotation.interfaces import IAnnotations


KEY = "ccsr.content.visits"


def since(site, user_id, request):
    """Return since when something is new to this account, None at its first visit.

    Writes on the first opening of a day only. That write comes with a GET, and
    all it does is to note the hour; so it is marked as safe, the tree and its
    own buckets alone: whatever else a page wrote would still be refused.
    """
    annotations = IAnnotations(site)
    kept = annotations.get(KEY)
    before = kept.get(user_id) if kept is not None else None
    now = visited(before, datetime.now(UTC))
    if now != before:
        _note(site, annotations, user_id, now, request)
    return now.before


def forget(site, user_id):
    """Forget when an account opened its home page."""
    kept = IAnnotations(site).get(KEY)
    if kept is not None:
        kept.pop(user_id, None)


def _note(site, annotations, user_id, visits, request):
    if KEY not in annotations:
        annotations[KEY] = OOBTree()
        # The new tree has no number before it is known to the connection.
        site._p_jar.add(annotations[KEY])
        safeWrite(site, request)
        safeWrite(site.__annotations__, request)
    annotations[KEY][user_id] = visits
    safeWrite(annotations[KEY], request)
