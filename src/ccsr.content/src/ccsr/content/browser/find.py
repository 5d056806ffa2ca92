"""``@@find``: the page of :class:`ccsr.content.services.find.Find`."""

from ccsr.content import _
from ccsr.content.browser import display
from ccsr.content.browser import rows
from ccsr.content.browser import words
from ccsr.content.config import frameworks
from ccsr.content.domain.facets import BY_NAME
from ccsr.content.domain.facets import FACETS
from ccsr.content.domain.facets import NotKnown
from ccsr.content.domain.find import Search
from ccsr.content.domain.passages import mark
from ccsr.content.services.find import Find
from ccsr.content.services.hits import Hits
from dataclasses import dataclass
from dataclasses import replace
from functools import cached_property
from itertools import groupby
from plone import api
from Products.Five.browser import BrowserView
from urllib.parse import urlencode


SORTS = {
    "relevance": _("find_sort_relevance", default="Best match first"),
    "date": _("find_sort_date", default="Newest first"),
    "title": _("find_sort_title", default="By name"),
}
#: Facets that stand open from the start; the others open when they are in use.
OPEN = frozenset({"type", "service_type", "local_authority"})
#: Pages of results that are linked on each side of the one shown.
NEAR = 2
#: Passages shown of each hit.
PASSAGES = 2


@dataclass(frozen=True)
class Option:
    """A value of a facet, or a filter in use; the link adds or removes it."""

    title: str
    url: str
    count: int | None = None
    selected: bool = False


@dataclass(frozen=True)
class Group:
    """Values of a facet that belong together; ``title`` is empty where it has one group."""

    title: str
    options: list


@dataclass(frozen=True)
class Filter:
    """A facet with its values."""

    name: str
    title: str
    groups: list
    opened: bool


@dataclass(frozen=True)
class PageLink:
    """A link to another page of the results; ``number`` is None for a gap."""

    number: int | None
    url: str = ""
    current: bool = False


class FindPage(BrowserView):
    """The find box, the filters and the results."""

    refused = None

    def __call__(self):
        """Return the page; 400 with a sentence for what cannot be asked."""
        try:
            self.search = self.find.search
        except NotKnown as error:
            self.refused = error
            self.search = Search()
            self.request.response.setStatus(400)
        return self.index()

    @cached_property
    def find(self):
        """The resource."""
        return Find(self.context, self.request)

    # -- addresses ------------------------------------------------------------

    @property
    def action(self):
        """Return the page's own address."""
        return f"{api.portal.get().absolute_url()}/@@find"

    @property
    def resources(self):
        """Return where style and script are."""
        return f"{api.portal.get().absolute_url()}/++plone++ccsr.content"

    def url(self, search):
        """Return the address of a search."""
        pairs = search.pairs()
        return f"{self.action}?{urlencode(pairs)}" if pairs else self.action

    @property
    def kept(self):
        """Return names and values that the form carries along: the filters."""
        return [pair for pair in self.search.pairs() if pair[0] in (*BY_NAME, "b_size")]

    # -- the box --------------------------------------------------------------

    @property
    def sorts(self):
        """Return the orders to choose from, the usual one first and without a value.

        So that a list ordered by date goes on to the best match when words are typed.
        """
        usual = replace(self.search, sort=None).order
        names = [usual, *(name for name in SORTS if name not in (usual, "relevance"))]
        return [
            {
                "value": "" if name == usual else name,
                "title": SORTS[name],
                "selected": name == self.search.order,
            }
            for name in names
        ]

    # -- filters --------------------------------------------------------------

    @property
    def chips(self):
        """Return the filters in use, each with the address of the search without it."""
        return [Option(title, self.url(search)) for title, search in self._without_one()]

    def _without_one(self):
        for name in BY_NAME:
            for value in self.search.selected.get(name, ()):
                yield self.find.title_of(BY_NAME[name], value), self.search.toggled(name, value)

    @property
    def ways_out(self):
        """Return the filters without which something is found, with how much."""
        catalog = api.portal.get_tool("portal_catalog")
        counted = [
            Option(title, self.url(search), len(Hits(catalog, search).rids))
            for title, search in self._without_one()
        ]
        return [one for one in counted if one.count]

    @property
    def without_filters(self):
        """Return the address of the same words without any filter."""
        return self.url(replace(self.search, selected={}, b_start=0))

    @property
    def without_start(self):
        """Return the address of the first page of the same list."""
        return self._page(0)

    @cached_property
    def filters(self):
        """Return the facets that have values."""
        found = [self._filter(facet) for facet in FACETS]
        return [one for one in found if one.groups]

    def _filter(self, facet):
        rows = self.find.rows(facet)
        groups = [
            Group(title, [self._option(facet, row) for row in same])
            for title, same in groupby(rows, key=lambda row: self._group_of(facet, row))
        ]
        opened = facet.name in OPEN or facet.name in self.search.selected
        return Filter(facet.name, facet.title, groups, opened)

    def _option(self, facet, row):
        value = row["value"]
        return Option(
            _grade(value) or row["title"],
            self.url(self.search.toggled(facet.name, value)),
            row["count"],
            value in self.search.selected.get(facet.name, ()),
        )

    def _group_of(self, facet, row):
        scale = frameworks.BY_TOKEN.get(row["value"].partition(":")[0])
        return scale.title if scale and _grade(row["value"]) else ""

    # -- results --------------------------------------------------------------

    @cached_property
    def results(self):
        """Return what the template shows of each hit."""
        return [self._result(found) for found in self.find.results]

    def _result(self, found):
        brain = found.brain
        places = [one for one in (found.service, found.provider) if one and one.url != found.url]
        return {
            "url": found.url,
            "title": self.marked(found.title),
            "kind": self._kind(brain),
            **rows.registration(brain, self.request),
            "state": found.state if found.state != "shared" else None,
            "state_word": words.STATES.get(found.state),
            "places": [{"url": one.url, "title": self.marked(one.title)} for one in places],
            "authority": BY_NAME["local_authority"].title_of(brain.local_authority or ""),
            "day": display.day(found.date, self.request),
            "grades": [display.grade(one) for one in found.judgements],
            "snippet": found.snippet if not found.pages else "",
            "pages": [
                {
                    "number": one.number,
                    "html": one.html,
                    "url": f"{found.url}/@@display-file/file#page={one.number}",
                }
                for one in found.pages[:PASSAGES]
            ],
        }

    def _kind(self, brain):
        """Return what a hit is; of a service its type says more."""
        token = brain.portal_type == "Service" and brain.service_type
        title = display.term("ccsr.content.service_types", token or None, self.context)
        return title or words.TYPES[brain.portal_type].one

    def marked(self, text):
        """Return text as HTML with the words marked that were looked for."""
        return mark(text, self.search.words.wanted)

    @property
    def first(self):
        """Return the number of the first result shown."""
        return self.search.b_start + 1

    @property
    def last(self):
        """Return the number of the last result shown."""
        return self.search.b_start + len(self.results)

    # -- pages of results -----------------------------------------------------

    @property
    def pages(self):
        """Return links to the first, the near and the last pages; empty where there is one."""
        current = self.search.b_start // self.search.b_size
        count = -(-self.find.total // self.search.b_size)
        near = range(max(0, current - NEAR), min(count, current + NEAR + 1))
        shown = sorted({0, *near, count - 1}) if count > 1 else []
        links = []
        for before, number in zip([-1, *shown], shown, strict=False):
            if number - before > 1:
                links.append(PageLink(None))
            links.append(PageLink(number + 1, self._page(number), number == current))
        return links

    @property
    def previous(self):
        """Return the address of the page before, None on the first."""
        current = self.search.b_start // self.search.b_size
        return self._page(current - 1) if current else None

    @property
    def next(self):
        """Return the address of the page after, None on the last."""
        current = self.search.b_start // self.search.b_size
        more = (current + 1) * self.search.b_size < self.find.total
        return self._page(current + 1) if more else None

    def _page(self, number):
        return self.url(replace(self.search, b_start=number * self.search.b_size))


def _grade(value):
    """Return the grade's own title of a ``framework:grade``, None of anything else."""
    framework, colon, token = value.partition(":")
    if not colon:
        return None
    grades = frameworks.BY_TOKEN[framework].grades
    return next(grade.title for grade in grades if grade.token == token)
