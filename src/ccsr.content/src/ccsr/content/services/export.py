"""The rows of a result list for a file, made after its request is over.

What a reader may see is known when the request ends; what they are shown is
looked up anew for some hundred rows at a time, each time in the database as it
is then. What is concealed while a long list is written is not in the rest of
it. No object is woken: a row is made from the catalog's own columns.
"""

from AccessControl import getSecurityManager
from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.config.authorities import region_of
from ccsr.content.domain import dates
from ccsr.content.domain import export
from ccsr.content.domain import find
from ccsr.content.domain.facets import BY_NAME
from ccsr.content.domain.facets import NotKnown
from ccsr.content.domain.judgements import read
from ccsr.content.domain.naming import title_in
from ccsr.content.services.find import NOT_OURS
from ccsr.content.services.hits import Hits
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import replace
from DateTime import DateTime
from datetime import datetime
from functools import cache
from functools import cached_property
from plone import api
from transaction import TransactionManager
from urllib.parse import quote
from urllib.parse import urlencode
from zope.i18n import translate
from zope.i18nmessageid import Message


#: Rows that are looked up at a time.
CHUNK = 500

#: Who holds one of these sees more than what is shared.
SEES_STATES = (permissions.ViewHistory, permissions.UseCrossReference)

WORDS = _("export_about_words", default="Words")
FROM = _("export_about_from", default="From")
TO = _("export_about_to", default="To")


@dataclass(frozen=True)
class Asked:
    """What is asked for: raises ``NotKnown`` for what cannot be."""

    search: find.Search
    format: str
    with_progress: bool

    @classmethod
    def of(cls, form):
        """Read a form: the parameters of Find, ``format`` and ``progress``."""
        own = {name: _last(form.get(name)) for name in ("format", "progress")}
        rest = {name: form[name] for name in form if name not in own and name not in NOT_OURS}
        _expect("format", own["format"], export.FORMATS)
        _expect("progress", own["progress"], ("1",))
        # A list is exported as a whole, whatever page of it was looked at.
        search = replace(find.parse(rest), b_start=0, b_size=find.BATCH)
        return cls(search, own["format"] or export.FORMATS[0], bool(own["progress"]))


def _last(value):
    return str(value[-1] if isinstance(value, list) and value else value or "").strip()


def _expect(name, value, known):
    if value and value not in known:
        raise NotKnown(name, value, known)


@dataclass(frozen=True)
class Reader:
    """For whom a list is made: who they are to the catalog, and how they are told."""

    ids: frozenset
    sees_all_times: bool
    sees_states: bool
    language: str
    site_url: str
    site_path: str

    @classmethod
    def of(cls, catalog, request):
        """Return whoever is signed in."""
        site = api.portal.get()
        user = getSecurityManager().getUser()
        may = getSecurityManager().checkPermission
        return cls(
            ids=frozenset(catalog._listAllowedRolesAndUsers(user)),
            sees_all_times=bool(catalog.allow_inactive({})),
            sees_states=any(may(permission, site) for permission in SEES_STATES),
            language=request.get("LANGUAGE", "en"),
            site_url=site.absolute_url(),
            site_path="/".join(site.getPhysicalPath()),
        )

    def say(self, message, **about):
        """Return a message in the reader's language."""
        given = Message(message, mapping=about) if about else message
        return translate(given, target_language=self.language)

    def url(self, path):
        """Return the address of a path."""
        return f"{self.site_url}{quote(path[len(self.site_path) :])}"


class Export:
    """A result list to be written; nothing of it needs the request once it is made."""

    def __init__(self, context, request):
        catalog = api.portal.get_tool("portal_catalog")
        self.asked = Asked.of(request.form)
        self.reader = Reader.of(catalog, request)
        self.made = datetime.now(dates.ZONE)
        self._database = catalog._p_jar.db()
        self._oid = catalog._catalog._p_oid
        self._hits = Hits(catalog, self.asked.search)
        self.total = self._hits.total

    @cached_property
    def columns(self):
        """The columns that this reader gets."""
        return export.columns(self.reader.sees_states)

    @cached_property
    def headings(self):
        """Their names in the reader's language."""
        return [self.reader.say(column.title) for column in self.columns]

    def prepare(self):
        """Fix the order of the list; called while the request lasts."""
        self._rids = self._hits.ordered(0, self.total)
        del self._hits

    def chunks(self):
        """Yield lists of rows, each row a list of cells in the order of ``columns``."""
        say = cache(self.reader.say)
        for start in range(0, len(self._rids), CHUNK):
            with fresh(self._database, self._oid) as catalog:
                rows = Rows(catalog, self.reader, say)
                found = [rows.row(rid) for rid in self._rids[start : start + CHUNK]]
            names = [column.name for column in self.columns]
            yield [[row[name] for name in names] for row in found if row]

    def about(self, count):
        """Return label and value of what the list is."""
        say = self.reader.say
        pairs = self.asked.search.pairs()
        address = f"{self.reader.site_url}/@@find"
        return [
            *((say(label), say(value)) for label, value in _criteria(pairs) or EVERYTHING),
            (say(RESULTS), count),
            (say(MADE), self.made.replace(tzinfo=None)),
            (say(SEARCH), f"{address}?{urlencode(pairs)}" if pairs else address),
            (say(CARE), say(CARE_TEXT)),
        ]


EVERYTHING = [
    (WORDS, _("export_about_everything", default="None: the list holds all that you can see."))
]
RESULTS = _("export_about_results", default="Results")
MADE = _("export_about_made", default="Made")
SEARCH = _("export_about_search", default="The same search in the portal")
CARE = _("export_about_care", default="Care")
CARE_TEXT = _(
    "export_about_care_text",
    default="The list holds what you could see when it was made. Delete it when you no longer need it.",
)
LABELS = {"q": WORDS, "from": FROM, "to": TO}


def _criteria(pairs):
    """Return label and value of what was asked for, as messages."""
    return [
        (BY_NAME[name].title, BY_NAME[name].title_of(value))
        if name in BY_NAME
        else (LABELS[name], value)
        for name, value in pairs
        if name in BY_NAME or name in LABELS
    ]


#: What is read of a record.
COLUMNS = (
    "Title",
    "capacity",
    "document_date",
    "framework",
    "judgements",
    "local_authority",
    "portal_type",
    "provider_ref",
    "registration_status",
    "review_state",
    "service_ref",
    "service_type",
    "title_cy",
    "urn",
)


@contextmanager
def fresh(database, oid):
    """Give an object of the database as it is now; nothing stays open afterwards."""
    manager = TransactionManager()
    connection = database.open(manager)
    try:
        # What another process has just committed is seen only from here on.
        manager.begin()
        yield connection.get(oid)
    finally:
        manager.abort()
        connection.close()


class Rows:
    """Records of a catalog at one moment, as cells by the name of their column."""

    def __init__(self, catalog, reader, say):
        self.catalog = catalog
        self.reader = reader
        self.say = say
        self._readers = catalog.getIndex("allowedRolesAndUsers").getEntryForObject
        times = catalog.getIndex("effectiveRange")
        self._times = times.getEntryForObject
        self._now = times._convertDateTime(DateTime())
        self._holder = cache(self._look_up)

    def row(self, rid):
        """Return the cells of a record; None where it is gone or not for this reader."""
        one = self.record(rid)
        if one is None:
            return None
        service = self._holder(_path(one["service_ref"]))
        provider = self._holder(_path(one["provider_ref"]))
        return {
            "title": one["Title"],
            "title_cy": one["title_cy"] or "",
            "kind": self._title_of("type", one["portal_type"]),
            "service": self._name(service),
            "provider": self._name(provider),
            "urn": _first((one if one["urn"] else service or {}).get("urn")),
            "date": one["document_date"] or None,
            "state": self.say(export.STATES[one["review_state"]]),
            "address": self.reader.url(self.catalog.paths[rid]),
            **self._of_register(one),
            **self._of_judgements(one),
        }

    def record(self, rid):
        """Return a record's columns by name; None where it is not for this reader."""
        values = self.catalog.data.get(rid)
        if values is None or not self.is_visible(rid):
            return None
        return {name: values[self.catalog.schema[name]] for name in COLUMNS}

    def is_visible(self, rid):
        """Return whether the catalog would list a record to this reader now."""
        if self.reader.ids.isdisjoint(self._readers(rid) or ()):
            return False
        since, until = self._times(rid) or (None, None)
        early = since is not None and since > self._now
        late = until is not None and until < self._now
        return self.reader.sees_all_times or not (early or late)

    def _of_register(self, one):
        authority = one["local_authority"] or ""
        places, youngest, oldest = one["capacity"] or (None, None, None)
        return {
            "local_authority": self._title_of("local_authority", authority),
            "region": self._title_of("region", region_of(authority) or ""),
            "service_type": self._title_of("service_type", one["service_type"] or ""),
            "status": self._title_of("registration_status", one["registration_status"] or ""),
            "places": places,
            "age_from": youngest,
            "age_to": oldest,
        }

    def _of_judgements(self, one):
        rows = one["judgements"] or ()
        said = [text for row in rows if (text := self._judgement(*row))]
        return {
            "framework": self._title_of("framework", one["framework"] or ""),
            "judgements": export.BETWEEN_JUDGEMENTS.join(said),
        }

    def _judgement(self, framework, theme, grade):
        for one in read(framework, [{"theme": theme, "grade": grade}]):
            return self.say(
                export.JUDGEMENT, theme=self.say(one.theme.title), grade=self.say(one.grade.title)
            )
        return None

    def _title_of(self, facet, value):
        return self.say(BY_NAME[facet].title_of(value)) if value else ""

    def _look_up(self, path):
        rid = self.catalog.uids.get(path) if path else None
        return None if rid is None else self.record(rid)

    def _name(self, one):
        return title_in(self.reader.language, one["Title"], one["title_cy"] or None) if one else ""


def _path(reference):
    return reference[0] if reference else None


def _first(urns):
    return urns[0] if urns else ""
