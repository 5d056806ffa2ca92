"""``@@find``: the page of :class:`ccsr.content.services.find.Find`.

The parts that depend on the search are a template of their own; a script that
asks with ``X-Requested-With: XMLHttpRequest`` gets these alone.
"""

from ccsr.content import _
from ccsr.content.browser.filters import Filters
from ccsr.content.browser.filters import Option
from ccsr.content.browser.native import NativeTemplate
from ccsr.content.browser.results import Results
from ccsr.content.domain import hints
from ccsr.content.domain.facets import BY_NAME
from ccsr.content.domain.facets import FACETS
from ccsr.content.domain.facets import NotKnown
from ccsr.content.domain.find import Search
from ccsr.content.services.find import Find
from ccsr.content.services.hits import Hits
from dataclasses import dataclass
from dataclasses import replace
from functools import cached_property
from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode
from zope.i18n import translate


SORTS = {
    "relevance": _("find_sort_relevance", default="Best match first"),
    "date": _("find_sort_date", default="Newest first"),
    "title": _("find_sort_title", default="By name"),
}
#: Pages of results that are linked on each side of the one shown.
NEAR = 2


@dataclass(frozen=True)
class PageLink:
    """A link to another page of the results; ``number`` is None for a gap."""

    number: int | None
    url: str = ""
    current: bool = False


class FindPage(BrowserView):
    """The find box, the filters and the results."""

    index = ViewPageTemplateFile("templates/find.pt")
    parts = NativeTemplate("templates/find_parts.pt")
    refused = None

    def __call__(self):
        """Return the page or its parts; 400 with a sentence for what cannot be asked."""
        self.request.response.appendHeader("Vary", "X-Requested-With")
        try:
            self.search = self.find.search
        except NotKnown as error:
            self.refused = error
            self.search = Search()
            self.request.response.setStatus(400)
        if self.is_asked_by_script:
            return self.parts()
        return self.request.response.redirect(self.exact) if self.exact else self.index()

    @property
    def is_asked_by_script(self):
        """Return whether only the parts are wanted that depend on the search."""
        return self.request.getHeader("X-Requested-With") == "XMLHttpRequest"

    @cached_property
    def find(self):
        """The resource."""
        return Find(self.context, self.request)

    @cached_property
    def exact(self):
        """The address of the item whose number was typed and nothing else; '' where there is none.

        With a filter or an order the list is wanted: ``?q=…&sort=relevance``.
        """
        is_bare = not self.refused and self.search.pairs() == [("q", self.search.q)]
        return (self.find.exact or "") if is_bare else ""

    # -- addresses ------------------------------------------------------------

    @cached_property
    def site_url(self):
        """The portal's address."""
        return api.portal.get().absolute_url()

    @cached_property
    def action(self):
        """The page's own address."""
        return f"{self.site_url}/@@find"

    @property
    def resources(self):
        """Return where style and script are."""
        return f"{self.site_url}/++plone++ccsr.content"

    def url(self, search):
        """Return the address of a search."""
        return self._address("find", search.pairs())

    def _address(self, view, pairs):
        base = f"{self.site_url}/@@{view}"
        return f"{base}?{urlencode(pairs)}" if pairs else base

    @property
    def address(self):
        """Return the address of this search, in its one form."""
        return self.url(self.search)

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

    # -- what was understood --------------------------------------------------

    @property
    def suggestion(self):
        """Return another spelling where little was found."""
        offered = self.find.suggestion
        return offered and {
            "title": offered["title"],
            "url": self.url(replace(self.search, q=offered["query"], b_start=0)),
        }

    # -- what may be done with the list ---------------------------------------

    @property
    def exports(self):
        """Return the addresses of the list as a file."""
        pairs = replace(self.search, b_start=0).pairs()
        return {
            kind: self._address("export", [*pairs, ("format", kind)]) for kind in ("csv", "xlsx")
        }

    @property
    def save_url(self):
        """Return where this search is given a name and kept."""
        return self._address("save-search", replace(self.search, b_start=0).pairs())

    @property
    def saved_url(self):
        """Return where the reader's saved searches are."""
        return self._address("saved-searches", [])

    # -- filters --------------------------------------------------------------

    @cached_property
    def filters(self):
        """The filters of this search."""
        return Filters(self.find, self.search, self.url)

    @property
    def chips(self):
        """Return the filters in use, each with the address of the search without it."""
        return [Option(title, self.url(search)) for title, search in self.filters.in_use()]

    @property
    def ways_out(self):
        """Return the filters without which something is found, with how much."""
        counted = [
            Option(title, self.url(search), Hits(self.find.hits.catalog, search).total)
            for title, search in self.filters.in_use()
        ]
        return [one for one in counted if one.count]

    @property
    def any_word(self):
        """Return the search for any of the words, None where it finds nothing either."""
        return self._counted("", hints.any_word(self.search))

    @property
    def as_filters(self):
        """Return the search by filters that the words name, None where it finds nothing either."""
        search = hints.as_filters(self.search, FACETS, self._in_each_language)
        named = Filters(self.find, search or self.search, self.url).in_use()
        return self._counted(" · ".join(title for title, _without in named), search)

    def _counted(self, title, search):
        count = Hits(self.find.hits.catalog, search).total if search else 0
        return Option(title, self.url(search), count) if count else None

    def _in_each_language(self, title):
        return {translate(title, target_language=language) for language in ("en", "cy")}

    @property
    def without_filters(self):
        """Return the address of the same words without any filter."""
        return self.url(replace(self.search, selected={}, from_=None, to=None, b_start=0))

    @property
    def days(self):
        """Return the ends of the range of dates as the form's fields have them."""
        ends = {"from": self.search.from_, "to": self.search.to}
        return {name: day.isoformat() if day else "" for name, day in ends.items()}

    # -- results --------------------------------------------------------------

    @property
    def has_undated(self):
        """Return whether an order by date says nothing of some of what is shown."""
        by_date = self.search.order == "date"
        return by_date and any(found.date is None for found in self.find.results)

    @cached_property
    def results(self):
        """Return what the template shows of each hit."""
        made = Results(self.find)
        return [made.row(found) for found in self.find.results]

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

    @property
    def without_start(self):
        """Return the address of the first page of the same list."""
        return self._page(0)

    def _page(self, number):
        return self.url(replace(self.search, b_start=number * self.search.b_size))
