"""Which service a concern is about: found by name or number among what the reader may see."""

from ccsr.content import _
from ccsr.content.browser import display
from ccsr.content.content.service import IService
from ccsr.content.domain.matching import fold
from ccsr.content.domain.naming import title_in
from ccsr.content.services.order import names_in
from functools import cached_property
from itertools import islice
from plone import api

import re


TYPED, PICKED = "concern_service", "concern_service_uid"
#: How many are offered where several fit.
MOST = 10
NUMBER = re.compile(r"\(([^()]+)\)\s*$")

EMPTY = _("concern_service_empty", default="Name the service, or give its URN.")
NONE = _(
    "concern_service_none",
    default="No service that you can see has this name or URN. Check it on the service's page.",
)
SEVERAL = _("concern_service_several", default="Several services fit. Choose one below.")
NEARLY = _(
    "concern_service_nearly", default="Is it this one? Choose it below, or correct the name."
)


class Lookup:
    """What was typed or picked; the catalog answers with what the reader may see."""

    def __init__(self, request):
        self.request = request

    def _sent(self, name):
        value = self.request.form.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    @cached_property
    def certain(self):
        """Return the records that were picked, or have just this number or name."""
        picked, text = self._sent(PICKED), self._sent(TYPED)
        if picked:
            return _find(UID=picked)
        number = NUMBER.search(text)
        return (text and _find(urn=(number[1] if number else text).strip())) or [
            one for one in self.near if fold(text) in map(fold, _names(one))
        ]

    @cached_property
    def near(self):
        """Return the records whose names hold all the words."""
        text = self._sent(TYPED)
        query = _words(text)
        if not query:
            return []
        found = {one.getRID(): one for one in (*_find(Title=query), *_find_in_welsh(text))}
        return list(found.values())

    @property
    def thing(self):
        """Return the service, None without one."""
        return self.certain[0].getObject() if len(self.certain) == 1 else None

    def trouble(self, required):
        """Return what is wrong with the answer, or None.

        Whoever typed a part of a name has not said that it is the only one that fits.
        """
        if len(self.certain) == 1:
            return None
        if not self._sent(TYPED):
            return EMPTY if required else None
        near = self.certain or self.near
        return (SEVERAL if len(near) > 1 else NEARLY) if near else NONE

    @property
    def typed(self):
        """Return the text to show: what was typed, or the service that the address names."""
        if self._sent(TYPED):
            return self._sent(TYPED)
        uid = self._sent("service")
        found = _find(UID=uid) if uid else []
        return self.named(found[0]) if found else ""

    @property
    def offered(self):
        """Return the services to choose from."""
        near = self.certain or self.near
        return [{"uid": one.UID, "title": self.named(one)} for one in near[:MOST]]

    def named(self, brain):
        """Return name and number, as they are found again."""
        name = title_in(display.language_of(self.request), brain.Title, brain.title_cy or None)
        numbers = brain.urn or ()
        return f"{name} ({numbers[0]})" if numbers else name


def _names(brain):
    return [name for name in (brain.Title, brain.title_cy) if name]


def _words(text):
    """Return a query for all the words of a text, perhaps not yet whole; '' without any."""
    words = re.findall(r"\w+", text)
    return " AND ".join(f"{word}*" for word in words)


def _find(**query):
    return list(_services(**query)[: MOST + 1])


def _find_in_welsh(text):
    """Return the records whose Welsh names hold all the words; no index has these names."""
    words = fold(text).split()
    found = (one for one in _services() if words and _holds(one.title_cy, words))
    return list(islice(found, MOST + 1))


def _holds(name, words):
    parts = fold(name).split() if name else []
    return all(any(part.startswith(word) for part in parts) for word in words)


def _services(**query):
    catalog = api.portal.get_tool("portal_catalog")
    names = names_in(api.portal.get_current_language())
    return catalog.searchResults(object_provides=IService.__identifier__, sort_on=names, **query)
