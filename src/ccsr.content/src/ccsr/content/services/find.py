"""``@find``: search in text and register, with facets (DOMAIN 8).

:class:`Find` is the resource; the service, the page and exports ask it.
"""

from ccsr.content import _
from ccsr.content.config import frameworks
from ccsr.content.domain import find
from ccsr.content.domain.facets import BY_NAME
from ccsr.content.domain.facets import FACETS
from ccsr.content.domain.facets import NotKnown
from ccsr.content.domain.naming import alphabetic
from ccsr.content.domain.naming import bare_number
from ccsr.content.domain.naming import title_in
from ccsr.content.services.correction import corrected
from ccsr.content.services.hits import Hits
from ccsr.content.services.inspections import Inspections
from ccsr.content.services.inspections import judgements_of
from ccsr.content.services.snippets import shown
from dataclasses import dataclass
from functools import cached_property
from functools import lru_cache
from plone import api
from plone.restapi.services import Service
from zope.i18n import translate

import json


#: Names that Plone itself puts into addresses; they do not change what is found.
NOT_OURS = frozenset({"set_language", "ajax_load"})


@dataclass(frozen=True)
class Place:
    """A service or provider that holds a hit and that the user may see."""

    url: str
    title: str
    state: str


@dataclass(frozen=True)
class Found:
    """One hit, for whoever shows it. ``snippet`` and the pages' ``html`` are safe HTML."""

    brain: object
    url: str
    title: str
    state: str
    service: Place | None
    provider: Place | None
    date: object
    judgements: tuple
    snippet: str
    pages: tuple
    inspections: tuple
    whereabouts: str | None
    miles: int | None


NOT_ALL = _(
    "find_not_all",
    default="The index of texts is being made anew: not every document is found by its words yet. "
    "Ask again in a few minutes.",
)


class Find:
    """Search results for a request; raises ``NotKnown`` for what cannot be asked."""

    def __init__(self, context, request):
        self.context = context
        self.request = request

    def __call__(self):
        """Return the answer of ``@find``."""
        return {
            "items_total": self.total,
            "items": [self.item(found) for found in self.results],
            "facets": {facet.name: self.rows(facet) for facet in FACETS},
            "suggestion": self.suggestion,
            "exact": self.exact,
            "read_as": self.read_as,
            "notes": [self.translated(note) for note in self.notes],
        }

    @cached_property
    def search(self):
        """What is asked for."""
        form = {name: value for name, value in self.request.form.items() if name not in NOT_OURS}
        return find.parse(form)

    @cached_property
    def hits(self):
        """What the catalog has for it."""
        return Hits(api.portal.get_tool("portal_catalog"), self.search, self.language)

    @property
    def total(self):
        """How many there are."""
        return self.hits.total

    @property
    def notes(self):
        """Sentences on how the words were read otherwise than they were written.

        And that not everything is found yet, while a host makes its index of texts anew.
        """
        notes = self.search.words.notes
        return [*notes, NOT_ALL] if self.search.q and self.hits.is_partial else notes

    @property
    def read_as(self):
        """The words as they were read, None where that is as they were written."""
        return self.search.words.read_as

    @cached_property
    def suggestion(self):
        """What was probably meant, as ``query`` and ``title``; None where all is well."""
        found = corrected(self.hits)
        return {"query": found, "title": found} if found else None

    @cached_property
    def exact(self):
        """The URL of the one thing whose URN or reference was typed, else None."""
        number = bare_number(self.search.q)
        return self.hits.numbered(number) if number else None

    @property
    def language(self):
        """The reader's language."""
        return self.request.get("LANGUAGE", "en")

    @cached_property
    def results(self):
        """The batch, each hit with its place and passages."""
        brains = self.hits.batch()
        places = self._places(brains)
        return [self._found(brain, places) for brain in brains]

    def rows(self, facet):
        """Return the values of a facet with their counts, in the facet's own order."""
        counts = self.hits.counts(facet)
        selected = self.search.selected.get(facet.name, ())
        shown = [value for value, count in counts.items() if count or value in selected]
        rows = [
            {"value": value, "title": self.title_of(facet, value), "count": counts[value]}
            for value in sorted(shown, key=facet.place)
        ]
        # GSS codes are in no order that a reader knows.
        if not facet.by_title:
            return rows
        return sorted(rows, key=lambda row: alphabetic(row["title"], self.language))

    def title_of(self, facet, value):
        """Return the title of a facet's value in the reader's language."""
        return _title(facet.name, value, self.language)

    def item(self, found):
        """Return one hit as the service shows it."""
        return {
            "@id": found.url,
            "@type": found.brain.portal_type,
            "title": found.title,
            "review_state": found.state,
            "service": _reference(found.service),
            "provider": _reference(found.provider),
            "date": found.date.isoformat() if found.date else None,
            "judgements": [self._judgement(one) for one in found.judgements],
            "snippet": found.snippet,
            "pages": [{"number": one.number, "snippet": one.html} for one in found.pages],
            "inspections": [self._inspection(one) for one in found.inspections],
            "miles": found.miles,
        }

    def translated(self, message):
        """Return a message in the reader's language."""
        # With the language given, it is not negotiated for each of hundreds.
        return translate(message, target_language=self.language)

    def _inspection(self, inspection):
        return {
            "@id": inspection.url,
            "title": inspection.title,
            "date": inspection.day.isoformat(),
            "judgements": [self._judgement(one) for one in inspection.judgements],
        }

    def _judgement(self, judgement):
        framework = frameworks.BY_TOKEN[judgement.framework]
        return {
            name: {"token": term.token, "title": self.translated(term.title)}
            for name, term in (
                ("framework", framework),
                ("theme", judgement.theme),
                ("grade", judgement.grade),
            )
        }

    def _found(self, brain, places):
        pages, snippet = shown(brain, self.search.words.telling)
        is_service = brain.portal_type == "Service"
        place = self.hits.whereabouts(brain) if is_service else None
        return Found(
            brain=brain,
            url=brain.getURL(),
            title=title_in(self.language, brain.Title, brain.title_cy or None),
            state=brain.review_state,
            service=places.get(_path(brain.service_ref)),
            provider=places.get(_path(brain.provider_ref)),
            date=brain.document_date or None,
            judgements=judgements_of(brain.judgements),
            snippet=snippet,
            pages=pages,
            inspections=self.inspections.last(brain.getPath()) if is_service else (),
            whereabouts=place,
            miles=self.search.near.miles(place) if self.search.near else None,
        )

    @cached_property
    def inspections(self):
        """The reports of services."""
        return Inspections(self.hits.catalog, self.hits.visible)

    def _places(self, brains):
        """Return the holders of the hits by path, those that the user may see."""
        paths = {_path(ref) for one in brains for ref in (one.service_ref, one.provider_ref)}
        paths.discard(None)
        found = self.hits.visible_at(paths)
        return {
            one.getPath(): Place(
                one.getURL(),
                title_in(self.language, one.Title, one.title_cy or None),
                one.review_state,
            )
            for one in found
        }


@lru_cache(maxsize=4096)
def _title(name, value, language):
    """Return the title of a facet's value, of which a page has a hundred."""
    return translate(BY_NAME[name].title_of(value), target_language=language)


def _path(reference):
    return reference[0] if reference else None


def _reference(place):
    return {"@id": place.url, "title": place.title} if place else None


class FindGet(Service):
    """``GET {site}/@find``."""

    def render(self):
        """Return the answer in short: Python writes indented JSON in a tenth of the speed."""
        self.check_permission()
        self.request.response.setHeader("Content-Type", self.content_type)
        return json.dumps(self.reply(), separators=(",", ":"), sort_keys=True)

    def reply(self):
        """Return the answer, or 400 with what is not known and what is."""
        try:
            return Find(self.context, self.request)()
        except NotKnown as error:
            self.request.response.setStatus(400)
            return {
                "type": "BadRequest",
                "message": translate(error.message, context=self.request),
                "parameter": error.parameter,
                "value": error.value,
                "known": list(error.known),
            }
