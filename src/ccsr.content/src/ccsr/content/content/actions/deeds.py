"""What is done with an action after it was agreed: notes, and its status."""

from AccessControl import Unauthorized
from ccsr.content import noted
from ccsr.content.domain import actions as rules
from datetime import datetime
from datetime import UTC
from plone import api
from zExceptions import BadRequest
from zope.event import notify
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent


class Refused(BadRequest):
    """A deed that a rule refuses, with its sentence."""

    def __init__(self, message):
        super().__init__(translate(message, context=getRequest()))
        self.sentence = message


def owns(action):
    """Return whether whoever is signed in is the owner."""
    return bool(action.owner) and action.owner == api.user.get_current().getId()


def offered(action):
    """Return the ids of what whoever is signed in may do with it."""
    keeps = api.user.has_permission("Modify portal content", obj=action)
    return rules.offered(action.status, bool(keeps), owns(action))


def do(action, deed, words):
    """Do it as whoever is signed in.

    Raises ``Unauthorized`` for who may not at all and ``Refused`` where the status or the
    words do not allow it.
    """
    words = (words or "").strip()
    found = rules.problem(deed, action.status, words)
    if found is None and deed not in offered(action):
        raise Unauthorized(deed)
    if found is not None:
        raise Refused(found)
    after = rules.DEEDS[deed].after
    action.notes = (*action.notes, _note(deed, words))
    action.status = after or action.status
    action.reindexObject()
    notify(ObjectModifiedEvent(action, Attributes(None, "notes", "status")))
    noted.note("action-noted", action, deed=deed)


def _note(deed, words):
    at = datetime.now(UTC).isoformat(timespec="seconds")
    return {"at": at, "by": api.user.get_current().getId() or "", "deed": deed, "text": words}
