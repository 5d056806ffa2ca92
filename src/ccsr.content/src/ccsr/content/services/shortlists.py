"""``@shortlists``: the shortlists of whoever asks, with the services that they may see."""

from ccsr.content import _
from ccsr.content.domain import shortlists as rules
from ccsr.content.interfaces import IShortlists
from ccsr.content.services.faults import body_of
from datetime import datetime
from datetime import UTC
from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.exceptions import DeserializationError
from plone.restapi.services import Service
from zExceptions import NotFound
from zope.i18n import translate
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


NO_SERVICE = _("shortlist_no_service", default="Give the UID of a service as “service”.")
NOTE_IS_TEXT = _("shortlist_note_is_text", default="A note is text.")


def seen(uids):
    """Return the records of those services that the user may see, by UID."""
    wanted = list(uids)
    if not wanted:
        return {}
    found = api.portal.get_tool("portal_catalog").searchResults(UID=wanted, portal_type="Service")
    return {brain.UID: brain for brain in found}


def seen_of(shortlists):
    """Return the records of those services on shortlists that the user may see, by UID."""
    return seen({entry.uid for one in shortlists for entry in one.entries})


def put_on(store, shortlist, uids, note=""):
    """Put services at the end of a shortlist and return it; raises ``rules.NotKept``.

    ``uids`` are such as the user may see.
    """
    visible = {*seen_of([shortlist]), *uids}
    for uid in uids:
        shortlist = rules.add(shortlist, uid, note, datetime.now(UTC), visible)
    store.put(shortlist)
    return shortlist


def begin(store, name):
    """Make a shortlist and return it; raises ``rules.NotKept``."""
    made = rules.make(name, store.all(), datetime.now(UTC))
    store.put(made)
    return made


class ShortlistsService(Service):
    """What the methods have in common."""

    @property
    def store(self):
        """Return the shortlists of who asks."""
        return IShortlists(self.context)

    def own(self, id):
        """Return one of the caller's; NotFound for any other."""
        found = self.store.get(id)
        if found is None:
            raise NotFound(id)
        return found

    def item(self, shortlist):
        """Return one as the service shows it."""
        known = seen_of([shortlist])
        return {
            "@id": f"{self.context.absolute_url()}/@shortlists/{shortlist.id}",
            "id": shortlist.id,
            "name": shortlist.name,
            "made": shortlist.made.isoformat(),
            "services": [
                {
                    "@id": known[one.uid].getURL(),
                    "UID": one.uid,
                    "title": known[one.uid].Title,
                    "added": one.added.isoformat(),
                    "note": one.note,
                }
                for one in shortlist.entries
                if one.uid in known
            ],
        }

    def bad(self, message):
        """Answer 400 with a sentence in the caller's language."""
        self.request.response.setStatus(400)
        return {"type": "BadRequest", "message": translate(message, context=self.request)}


class ShortlistsGet(ShortlistsService):
    """``GET {site}/@shortlists``: all of the caller's, the oldest first."""

    def reply(self):
        """Return them."""
        items = [self.item(one) for one in self.store.all()]
        return {"items": items, "items_total": len(items)}


@implementer(IPublishTraverse)
class ShortlistsPost(ShortlistsService):
    """``POST {site}/@shortlists`` with ``{"name": "…"}`` makes one: 201.

    ``POST {site}/@shortlists/{id}`` with ``{"service": UID, "note": "…"}`` puts a service
    on one, or writes another note on one that is there: 200; without ``note`` that which
    is there stays. 400 with the sentence that says why not; 404 for what is not the caller's.
    """

    id = None

    def publishTraverse(self, request, name):
        """Take the id off the path; there is nothing below it."""
        if self.id is not None:
            raise NotFound(name)
        self.id = name
        return self

    def reply(self):
        """Make one, or put a service on one."""
        # As plone.restapi does: a JSON body cannot come from a form of another site.
        alsoProvides(self.request, IDisableCSRFProtection)
        try:
            body = body_of(self.request)
            return self.item(self.put(body)) if self.id else self.make(body.get("name"))
        except DeserializationError as error:
            return self.bad(error.msg)
        except rules.NotKept as error:
            return self.bad(error.message)

    def make(self, name):
        """Make a shortlist."""
        item = self.item(begin(self.store, name if isinstance(name, str) else ""))
        self.request.response.setStatus(201)
        self.request.response.setHeader("Location", item["@id"])
        return item

    def put(self, body):
        """Put a service on one and write its note."""
        shortlist = self.own(self.id)
        uid, note = body.get("service"), body.get("note")
        if not isinstance(uid, str) or uid not in seen([uid]):
            # Unknown and hidden are one.
            raise DeserializationError(NO_SERVICE)
        if note is not None and not isinstance(note, str):
            raise DeserializationError(NOTE_IS_TEXT)
        if not shortlist.entry(uid):
            return put_on(self.store, shortlist, [uid], note or "")
        if note is not None:
            shortlist = rules.write(shortlist, uid, note)
            self.store.put(shortlist)
        return shortlist


@implementer(IPublishTraverse)
class ShortlistsDelete(ShortlistsService):
    """``DELETE {site}/@shortlists/{id}`` deletes one, ``…/{id}/{UID}`` takes a service off: 204.

    404 for what is not the caller's or not there for them.
    """

    def __init__(self, context, request):
        super().__init__(context, request)
        self.path = []

    def publishTraverse(self, request, name):
        """Take the id and the UID off the path."""
        if len(self.path) > 1:
            raise NotFound(name)
        self.path.append(name)
        return self

    def reply(self):
        """Delete it."""
        alsoProvides(self.request, IDisableCSRFProtection)
        id, uid = [*self.path, None, None][:2]
        shortlist = self.own(id)
        if uid is None:
            self.store.delete(id)
        elif shortlist.entry(uid) and uid in seen([uid]):
            self.store.put(rules.remove(shortlist, uid))
        else:
            raise NotFound(uid)
        return self.reply_no_content()
