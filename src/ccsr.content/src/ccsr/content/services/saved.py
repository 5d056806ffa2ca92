"""``@saved-searches``: the saved searches of whoever asks, and what is new in them."""

from BTrees.IIBTree import multiunion
from ccsr.content import _
from ccsr.content.domain import dates
from ccsr.content.domain import find
from ccsr.content.domain import saved as rules
from ccsr.content.domain.facets import NotKnown
from ccsr.content.domain.find import lot
from ccsr.content.interfaces import ISavedSearches
from ccsr.content.services.faults import body_of
from ccsr.content.services.hits import Hits
from ccsr.search import facets
from ccsr.search.results import bitmap
from ccsr.search.results import signed
from datetime import datetime
from datetime import UTC
from functools import cached_property
from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.exceptions import DeserializationError
from plone.restapi.services import Service
from pyroaring import BitMap
from urllib.parse import urlencode
from zExceptions import NotFound
from zope.i18n import translate
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


MINUTES_OF_A_DAY = 24 * 60

NO_QUERY = _(
    "saved_no_query",
    default="Give the search as “query”: names and values as in the address of Find.",
)


class Asked:
    """A saved search asked anew by whoever is signed in.

    ``since`` is the moment after which what was shared is new. ``refused`` is the
    ``NotKnown`` of a search that Find can no longer be asked, which finds nothing.
    """

    refused = None

    def __init__(self, catalog, saved, since=None):
        self.catalog = catalog
        self.saved = saved
        self.since = since or saved.looked
        try:
            self.search = saved.search
        except NotKnown as error:
            self.refused = error
            self.search = None

    @cached_property
    def found(self):
        """Record ids of what it finds now."""
        return BitMap() if self.refused else Hits(self.catalog, self.search).found

    @cached_property
    def new(self):
        """Record ids of what it finds and what was shared after ``since``."""
        # First, since it brings the indexes up to date.
        found = self.found
        minute = self._shared_on._convert(self.since)
        # The index knows minutes; within the minute of the look the records say it.
        same = signed(found & self._shared(minute, minute))
        return found & self._shared_from(minute + 1) | bitmap(filter(self._is_later, same))

    def newest(self, size):
        """Return brains of what is new, what was shared last first, equals by lot."""
        new, late = self.new, BitMap()
        by_day = facets.of(self._shared_on, day_of)
        for day in sorted(by_day, reverse=True):
            if len(late) < size:
                late |= by_day[day] & new
        found = sorted(signed(late), key=self._place)[:size]
        return [self.catalog._catalog[rid] for rid in found]

    @property
    def _shared_on(self):
        return self.catalog._catalog.getIndex("shared_on")

    def _shared(self, first, last):
        """Return what was shared from the first to the last minute."""
        return bitmap(multiunion(list(self._shared_on._index.values(first, last))))

    def _shared_from(self, minute):
        """Return what was shared in a minute or later: the rest of its day, and later days."""
        today = minute // MINUTES_OF_A_DAY
        rest = self._shared(minute, (today + 1) * MINUTES_OF_A_DAY - 1)
        by_day = facets.of(self._shared_on, day_of)
        return rest.union(*(rids for day, rids in by_day.items() if day > today))

    def _is_later(self, rid):
        shared = self.catalog._catalog.getMetadataForRID(rid)["shared_on"]
        return shared.timeTime() > self.since.timestamp()

    def _place(self, rid):
        uid = self.catalog._catalog.getIndex("UID").documentToKeyMap().get(rid)
        minute = self._shared_on.documentToKeyMap()[rid]
        return -minute, lot(uid or str(rid), dates.today())


def day_of(index, rid):
    """Return the day of what an index of moments holds, as a number that rises with time."""
    minute = index._unindex.get(rid)
    return () if minute is None else (minute // MINUTES_OF_A_DAY,)


def address(saved):
    """Return the address at which Find answers a saved search."""
    return f"{api.portal.get().absolute_url()}/@@find?{urlencode(saved.query)}"


def save(store, name, search):
    """Keep a search under a name and return it; raises ``rules.NotSaved``."""
    made = rules.make(name, search, store.all(), datetime.now(UTC))
    store.put(made)
    return made


class SavedSearchesService(Service):
    """What the methods have in common."""

    @property
    def store(self):
        """Return the saved searches of who asks."""
        return ISavedSearches(self.context)

    def item(self, saved):
        """Return one as the service shows it; numbers are None where it cannot be asked."""
        asked = Asked(api.portal.get_tool("portal_catalog"), saved)
        query = {}
        for name, value in saved.query:
            query.setdefault(name, []).append(value)
        return {
            "@id": f"{self.context.absolute_url()}/@saved-searches/{saved.id}",
            "id": saved.id,
            "name": saved.name,
            "query": query,
            "url": address(saved),
            "items_total": None if asked.refused else len(asked.found),
            "items_new": None if asked.refused else len(asked.new),
            "made": saved.made.isoformat(),
            "looked": saved.looked.isoformat(),
        }

    def bad(self, message, **more):
        """Answer 400 with a sentence in the caller's language."""
        self.request.response.setStatus(400)
        return {"type": "BadRequest", "message": translate(message, context=self.request), **more}


class SavedSearchesGet(SavedSearchesService):
    """``GET {site}/@saved-searches``: all of the caller's, by name."""

    def reply(self):
        """Return them with what they find now."""
        items = [self.item(one) for one in rules.by_name(self.store.all())]
        return {"items": items, "items_total": len(items)}


class SavedSearchesPost(SavedSearchesService):
    """``POST {site}/@saved-searches`` with ``{"name": "…", "query": {"q": "…", "type": […]}}``.

    201 with the saved search; 400 with the sentence that says why it is not saved.
    """

    def reply(self):
        """Save it."""
        # As plone.restapi does: a JSON body cannot come from a form of another site.
        alsoProvides(self.request, IDisableCSRFProtection)
        try:
            name, search = read(body_of(self.request))
            made = save(self.store, name, search)
        except DeserializationError as error:
            return self.bad(error.msg)
        except NotKnown as error:
            return self.bad(error.message, parameter=error.parameter, known=list(error.known))
        except rules.NotSaved as error:
            return self.bad(error.message)
        self.request.response.setStatus(201)
        item = self.item(made)
        self.request.response.setHeader("Location", item["@id"])
        return item


def read(body):
    """Return the name and the search of a request's body."""
    name, query = body.get("name"), body.get("query")
    if not isinstance(query, dict):
        raise DeserializationError(NO_QUERY)
    given = {key: value for key, value in query.items() if value is not None}
    return name if isinstance(name, str) else "", find.parse(given)


@implementer(IPublishTraverse)
class SavedSearchesDelete(SavedSearchesService):
    """``DELETE {site}/@saved-searches/{id}``: 204, and 404 for what is not the caller's."""

    id = None

    def publishTraverse(self, request, name):
        """Take the id off the path; there is nothing below it."""
        if self.id is not None:
            raise NotFound(name)
        self.id = name
        return self

    def reply(self):
        """Delete it."""
        alsoProvides(self.request, IDisableCSRFProtection)
        if self.store.get(self.id) is None:
            raise NotFound(self.id)
        self.store.delete(self.id)
        return self.reply_no_content()
