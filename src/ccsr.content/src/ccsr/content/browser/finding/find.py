"""``@@find``: the page of :class:`ccsr.content.services.find.Find`.

The parts that depend on the search are a template of their own; a script that
asks with ``X-Requested-With: XMLHttpRequest`` gets these alone.
"""

from ccsr.content import _
from ccsr.content.browser.finding.filters import Filters
from ccsr.content.browser.finding.filters import Option
from ccsr.content.browser.finding.result_pages import PagesOfResults
from ccsr.content.browser.finding.results import Results
from ccsr.content.browser.native import NativeTemplate
from ccsr.content.browser.register.services_form import ServicesForm
from ccsr.content.browser.shortlists.listed import LINKS
from ccsr.content.browser.shortlists.listed import listed
from ccsr.content.domain import find
from ccsr.content.domain import hints
from ccsr.content.domain.facets import BY_NAME
from ccsr.content.domain.facets import FACETS
from ccsr.content.domain.facets import NotKnown
from ccsr.content.domain.find import Search
from ccsr.content.domain.near import NotAPlace
from ccsr.content.domain.near import town_name
from ccsr.content.services.find import Find
from ccsr.content.services.find import NOT_OURS
from ccsr.content.services.hits import Hits
from dataclasses import replace
from functools import cached_property
from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import urlencode
from zope.i18n import translate


SORTS = {
    "relevance": _("find_sort_relevance", default="Best match first"),
    "distance": _("find_sort_distance", default="Nearest first"),
    "date": _("find_sort_date", default="Newest first"),
    "title": _("find_sort_title", default="By name"),
}
#: Parameters of a place to be near to.
PLACE = ("near", "within")
#: Cookie of a reader who has the map open.
MAP = "ccsr-find-map"


class FindPage(PagesOfResults, BrowserView):
    """The find box, the filters and the results."""

    index = ViewPageTemplateFile("templates/find.pt")
    parts = NativeTemplate("templates/find_parts.pt")
    # Apart: with this piece among the parts @@find was measured half as slow again; the
    # function that they are compiled to is very long by then.
    map_place = NativeTemplate("templates/find_map_place.pt")
    refused = None

    def __call__(self):
        """Return the page or its parts; 400 with a sentence for what cannot be asked."""
        self.request.response.appendHeader("Vary", "X-Requested-With")
        try:
            self.search = self.find.search
        except NotKnown as error:
            self.refused = error
            self.search = self._without_place(error)
            self.request.response.setStatus(400)
        if self.is_asked_by_script:
            return self.parts()
        return self.request.response.redirect(self.exact) if self.exact else self.index()

    def _without_place(self, error):
        """Return the rest of what was asked where only the place is not known."""
        if not isinstance(error, NotAPlace):
            return Search()
        asked = {name: self.request.form[name] for name in self.request.form if name != "near"}
        try:
            return find.parse({name: asked[name] for name in asked if name not in NOT_OURS})
        except NotKnown:
            return Search()

    @cached_property
    def services_form(self):
        """The form that asks for services as a commissioner does."""
        return ServicesForm(self.context, self.request, self.search, self.refused)

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
        return [pair for pair in self.search.pairs() if pair[0] in (*BY_NAME, *PLACE, "b_size")]

    # -- the box --------------------------------------------------------------

    @property
    def sorts(self):
        """Return the orders to choose from, the usual one first and without a value.

        So that a list ordered by date goes on to the best match when words are typed.
        """
        usual, *others = self.search.orders
        return [
            {
                "value": "" if name == usual else name,
                "title": SORTS[name],
                "selected": name == self.search.order,
            }
            for name in (usual, *others)
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

    @property
    def shortlists_url(self):
        """Return where the reader's shortlists are."""
        return self._address("shortlists", [])

    @cached_property
    def shortlist_url(self):
        """Return where a service is put on a shortlist; its UID follows."""
        return self._address("shortlist-add", [("uid", "")])

    @property
    def listed(self):
        """Return by UID what the link to the shortlists says; each word is translated once."""
        uids = [row["uid"] for row in self.results if row["uid"]]
        on = listed(self.context) if uids else ()
        words = {is_on: translate(LINKS[is_on], context=self.request) for is_on in LINKS}
        return {uid: words[uid in on] for uid in uids}

    @property
    def map_url(self):
        """Return where the list is as a map."""
        return self._address("find-map", replace(self.search, b_start=0, sort=None).pairs())

    @property
    def is_map_open(self):
        """Return whether the reader left the map open (``find_map.js`` keeps it)."""
        return self.request.cookies.get(MAP) == "open"

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
        return self.url(
            replace(self.search, selected={}, from_=None, to=None, near=None, b_start=0)
        )

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

    @property
    def near_town(self):
        """Return the town from whose centre distances are."""
        return town_name(self.search.near.town, self.find.language)

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
