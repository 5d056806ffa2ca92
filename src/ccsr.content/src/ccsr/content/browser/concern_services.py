"""Which service a concern is about: found by name or number among what the reader may see."""

from ccsr.content import _
from ccsr.content.content.service import IService
from functools import cached_property
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


class Lookup:
    """What was typed or picked; the catalog answers with what the reader may see."""

    def __init__(self, request):
        self.request = request

    def _sent(self, name):
        value = self.request.form.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    @cached_property
    def found(self):
        """Return the records that fit, at most one more than are offered."""
        picked = self._sent(PICKED)
        if picked:
            return _find(UID=picked)
        return _fitting(self._sent(TYPED))

    @property
    def thing(self):
        """Return the service, None without one."""
        return self.found[0].getObject() if len(self.found) == 1 else None

    def trouble(self, required):
        """Return what is wrong with the answer, or None."""
        if len(self.found) == 1:
            return None
        if not self._sent(TYPED):
            return EMPTY if required else None
        return SEVERAL if self.found else NONE

    @property
    def typed(self):
        """Return the text to show: what was typed, or the service that the address names."""
        if self._sent(TYPED):
            return self._sent(TYPED)
        uid = self._sent("service")
        found = _find(UID=uid) if uid else []
        return named(found[0]) if found else ""

    @property
    def offered(self):
        """Return the services to choose from where several fit what was typed."""
        if len(self.found) < 2:
            return []
        return [{"uid": one.UID, "title": named(one)} for one in self.found[:MOST]]


def named(brain):
    """Return name and number, as ``Lookup`` finds them again."""
    numbers = brain.urn or ()
    return f"{brain.Title} ({numbers[0]})" if numbers else brain.Title


def _fitting(text):
    if not text:
        return []
    number = NUMBER.search(text)
    by_number = _find(urn=(number.group(1) if number else text).strip())
    if by_number:
        return by_number
    same = [one for one in _find(Title=_words(text)) if one.Title.casefold() == text.casefold()]
    return same or _find(Title=_words(text))


def _words(text):
    """Return a query for all the words of a text, the last one perhaps not yet whole."""
    words = re.findall(r"\w+", text)
    return " AND ".join(f"{word}*" for word in words) or "\N{NULL}"


def _find(**query):
    catalog = api.portal.get_tool("portal_catalog")
    found = catalog.searchResults(
        object_provides=IService.__identifier__, sort_on="sortable_title", **query
    )
    return list(found[: MOST + 1])
