"""The rows of a result list for a file, made after its request is over.

What a reader may see is known when the request ends; what they are shown is
looked up anew for some hundred rows at a time, each time in the database as it
is then. What is concealed while a long list is written is not in the rest of
it. No object is woken: a row is made from the catalog's own columns.
"""

from AccessControl import getSecurityManager
from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.domain import dates
from ccsr.content.domain import export
from ccsr.content.domain import find
from ccsr.content.domain.facets import BY_NAME
from ccsr.content.domain.facets import NotKnown
from ccsr.content.services.export_rows import fresh
from ccsr.content.services.export_rows import Rows
from ccsr.content.services.find import NOT_OURS
from ccsr.content.services.hits import Hits
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from functools import cache
from functools import cached_property
from plone import api
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
NEAR = _("export_about_near", default="Near")
WITHIN = _("export_about_within", default="Miles around it")


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
        self._hits = Hits(catalog, self.asked.search, self.reader.language)
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
LABELS = {"q": WORDS, "near": NEAR, "within": WITHIN, "from": FROM, "to": TO}


def _criteria(pairs):
    """Return label and value of what was asked for, as messages."""
    return [
        (BY_NAME[name].title, BY_NAME[name].title_of(value))
        if name in BY_NAME
        else (LABELS[name], value)
        for name, value in pairs
        if name in BY_NAME or name in LABELS
    ]
