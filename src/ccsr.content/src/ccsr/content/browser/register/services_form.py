"""The question of a commissioner as one form: near where, for what age, registered, in time.

It stands in Find and on the home page; its answer is ``@@find``.
"""

from ccsr.content import _
from ccsr.content.browser import display
from ccsr.content.browser.native import NativeTemplate
from ccsr.content.config.terms import SERVICE_TYPES
from ccsr.content.domain import near
from ccsr.content.domain.facets import AGES
from ccsr.content.domain.find import Search
from functools import cache
from html import escape
from plone import api
from Products.Five.browser import BrowserView
from zope.i18n import translate
from zope.i18nmessageid import Message


MILES = _("find_within_miles", default="Within ${miles} miles")
#: Name of the parameter, its value, and what it says.
TICKS = (
    ("registration_status", "registered", _("find_only_registered", default="Registered")),
    ("overdue", "no", _("find_only_in_time", default="Annual inspection not overdue")),
    ("has_vacancies", "true", _("find_only_vacancies", default="Says it has vacancies")),
)
#: What is ticked in a form that asks nothing yet.
TICKED = frozenset({"registration_status", "overdue"})
#: Parameters that the form has itself, or that say nothing of services.
OWN = frozenset(
    {"type", "near", "within", "age", "service_type", "from", "to", "sort", "b_start", "b_size"}
    | {name for name, _value, _title in TICKS}
)


class ServicesForm(BrowserView):
    """The form, filled with a search; ``refused`` is why a place was not known."""

    render = NativeTemplate("templates/services_form.pt")

    def __init__(self, context, request, search=None, refused=None):
        super().__init__(context, request)
        self.search = search or Search()
        self.error = refused if isinstance(refused, near.NotAPlace) else None

    @property
    def action(self):
        """Return where it is answered."""
        return f"{api.portal.get().absolute_url()}/@@find"

    @property
    def is_open(self):
        """Return whether it is in use."""
        return bool(self.error) or self.search.selected.get("type") == ("Service",)

    @property
    def language(self):
        """Return the reader's language."""
        return display.language_of(self.request)

    @property
    def place(self):
        """Return the place as it was typed or understood."""
        if self.error:
            return self.error.value
        return self.search.near.title(self.language) if self.search.near else ""

    @property
    def places(self):
        """Return the options of the field's list as HTML."""
        return _options(self.language)

    @property
    def distances(self):
        """Return the distances to choose from."""
        for miles in near.WITHIN:
            title = self._say(Message(MILES, mapping={"miles": str(miles)}))
            yield {"value": miles, "title": title, "is_chosen": miles == self.search.within}

    @property
    def ages(self):
        """Return the ages to choose from."""
        return [{"value": age, "is_chosen": self._is_chosen("age", str(age))} for age in AGES]

    @property
    def types(self):
        """Return the types of service to choose from."""
        for term in SERVICE_TYPES:
            is_chosen = self._is_chosen("service_type", term.token)
            yield {"value": term.token, "title": self._say(term.title), "is_chosen": is_chosen}

    @property
    def ticks(self):
        """Return the boxes; those of a form that is not in use yet as they are usually wanted."""
        for name, value, title in TICKS:
            is_new = not self.is_open and name in TICKED and not self.search.selected.get(name)
            is_chosen = is_new or self._is_chosen(name, value)
            yield {"name": name, "value": value, "title": title, "is_chosen": is_chosen}

    @property
    def kept(self):
        """Return names and values of what else was asked."""
        return [pair for pair in self.search.pairs() if pair[0] not in OWN]

    def _is_chosen(self, name, value):
        return value in self.search.selected.get(name, ())

    def _say(self, message):
        return translate(message, target_language=self.language)


@cache
def _options(language):
    names = near.names(language)
    return "".join(f'<option value="{escape(name)}"></option>' for name in names)
