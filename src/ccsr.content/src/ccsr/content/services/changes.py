"""``@changes`` and ``@ids``: what other systems ask to keep a copy of what they may see.

No object is woken: everything is in the catalog's columns, and the catalog says
who sees it, at the moment of asking.
"""

from ccsr.content.domain import changes
from ccsr.content.domain.changes import NotAsked
from ccsr.content.domain.naming import title_in
from ccsr.content.interfaces import IReviewed
from ccsr.content.interfaces import IServicePart
from DateTime import DateTime
from datetime import datetime
from datetime import UTC
from functools import cached_property
from plone import api
from plone.restapi.services import Service
from zope.i18n import translate
from zope.i18nmessageid import Message


#: What is told of: the register and all that stands in it.
KINDS = (IReviewed.__identifier__, IServicePart.__identifier__)

#: What was done, by the column that says when; of two at once the later one.
MOVES = (
    ("changed", "modified"),
    ("created", "created"),
    ("shared", "shared_on"),
    ("concealed", "concealed_on"),
)
COLUMNS = ("UID", "review_state", *(column for _what, column in MOVES))

#: Names that Plone itself puts into addresses.
NOT_OURS = frozenset({"set_language"})


class Entries:
    """What the reader may see, as entries of the feed."""

    def __init__(self):
        self.catalog = api.portal.get_tool("portal_catalog")

    @cached_property
    def all(self):
        """Every entry, in no order."""
        found = self.catalog.searchResults(object_provides=KINDS)
        return [self._entry(brain.getRID()) for brain in found]

    def _entry(self, rid):
        values = self.catalog._catalog.data[rid]
        uid, state, *moments = [values[place] for place in self._places]
        moved = zip((what for what, _column in MOVES), map(_moment, moments), strict=True)
        # A thing without a state of its own has Plone's empty one.
        return changes.Entry(rid, uid, state if isinstance(state, str) else "", tuple(moved))

    @cached_property
    def _places(self):
        return [self.catalog._catalog.schema[name] for name in COLUMNS]

    def brain(self, entry):
        """Return the record of an entry."""
        return self.catalog._catalog[entry.rid]


def _moment(value):
    # A column that has nothing holds an object that answers to every name.
    return value.asdatetime().astimezone(UTC) if isinstance(value, DateTime) else None


class FeedService(Service):
    """What both services have in common."""

    def __init__(self, context, request):
        super().__init__(context, request)
        self.entries = Entries()

    def reply(self):
        """Return the answer, or 400 with a sentence for what cannot be asked."""
        try:
            return self.answer(self.asked())
        except NotAsked as error:
            self.request.response.setStatus(400)
            sentence = Message(
                error.message, mapping={**(error.message.mapping or {}), "name": error.name}
            )
            message = translate(sentence, context=self.request)
            return {"type": "BadRequest", "message": message, "parameter": error.name}

    def asked(self):
        """Return the parameters by name."""
        form = {name: one for name, one in self.request.form.items() if name not in NOT_OURS}
        for name in form:
            if name not in self.known:
                raise NotAsked(name, changes.UNKNOWN)
        return form

    def item(self, entry):
        """Return what both say of a thing."""
        brain = self.entries.brain(entry)
        return {
            "@id": brain.getURL(),
            "@type": brain.portal_type,
            "UID": entry.uid,
            "version": entry.version,
        }


class ChangesGet(FeedService):
    """``GET {site}/@changes?since=&b_size=``: what changed, the oldest change first."""

    known = ("since", "b_size")

    def answer(self, form):
        """Return a page of the feed, where the next begins, and the digest of all there is."""
        since = changes.read_cursor(str(form.get("since", "")))
        size = changes.size(str(form.get("b_size", "")))
        feed = changes.in_order(self.entries.all)
        page = changes.page(feed, since, size, datetime.now(UTC))
        buckets = {
            name: changes.digest_of_bucket(held)
            for name, held in changes.buckets(self.entries.all).items()
        }
        return {
            "items": [self.changed(one) for one in page.entries],
            "since": page.since,
            "more": page.more,
            "items_total": len(feed),
            "digest": changes.digest_of_all(buckets),
        }

    def changed(self, entry):
        """Return an item of the feed."""
        brain = self.entries.brain(entry)
        what, when = entry.latest
        return {
            **self.item(entry),
            "title": title_in(
                self.request.get("LANGUAGE", "en"), brain.Title, brain.title_cy or None
            ),
            "review_state": entry.state or None,
            "change": what,
            "changed": when.isoformat(),
        }


class IdsGet(FeedService):
    """``GET {site}/@ids``: digests of all there is, by bucket; with ``bucket`` what is in it."""

    known = ("bucket",)

    def answer(self, form):
        """Return the digests, or the contents of the buckets that are asked for."""
        asked = changes.read_buckets(form.get("bucket"))
        held = changes.buckets(self.entries.all)
        if asked:
            return {"buckets": {name: self.contents(held.get(name, ())) for name in asked}}
        digests = {name: changes.digest_of_bucket(entries) for name, entries in held.items()}
        return {
            "items_total": len(self.entries.all),
            "digest": changes.digest_of_all(digests),
            "buckets": {
                name: {"items_total": len(entries), "digest": digests[name]}
                for name, entries in held.items()
            },
        }

    def contents(self, entries):
        """Return a bucket with what is in it."""
        return {
            "items_total": len(entries),
            "digest": changes.digest_of_bucket(entries),
            "items": [self.item(one) for one in entries],
        }
