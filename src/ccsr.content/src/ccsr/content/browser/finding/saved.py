"""The pages of saved searches: saving one, and the list of the reader's own."""

from ccsr.content import _
from ccsr.content.browser.listing import Listing
from ccsr.content.domain import find
from ccsr.content.domain import saved as rules
from ccsr.content.domain.facets import NotKnown
from ccsr.content.domain.find import Search
from ccsr.content.interfaces import ISavedSearches
from ccsr.content.services.find import NOT_OURS
from ccsr.content.services.saved import address
from ccsr.content.services.saved import Asked
from ccsr.content.services.saved import save
from dataclasses import dataclass
from functools import cached_property
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from urllib.parse import parse_qs
from urllib.parse import urlencode
from zExceptions import NotFound
from zope.i18nmessageid import Message


SAVED = _(
    "saved_done",
    default="“${name}” is saved. Your home page and “Saved searches” show what is new in it.",
)
RENAMED = _("saved_renamed", default="It is called “${name}” now.")
RESTORED = _("saved_restored", default="“${name}” is back.")
GONE = _("saved_gone", default="It cannot be brought back any more. Save the search again in Find.")
NEW_ONE = _("saved_new_one", default="1 new")
NEW_MANY = _("saved_new_many", default="${count} new")


def number_new(count):
    """Return a number of new things in words; '' for none."""
    if count == 1:
        return NEW_ONE
    return Message(NEW_MANY, mapping={"count": str(count)}) if count else ""


@dataclass(frozen=True)
class Row:
    """A saved search in a list.

    ``asks`` is empty where the name says it; ``refused`` is why it cannot be
    asked any more.
    """

    id: str
    name: str
    asks: list
    total: int
    new: str
    looked: str
    refused: str = ""


class SavedPage(Listing):
    """What the pages and the panel have in common."""

    @cached_property
    def store(self):
        """Return the saved searches of the reader."""
        return ISavedSearches(self.context)

    @property
    def home(self):
        """Return the address of the site."""
        return self.context.absolute_url()

    def asked(self, name):
        """Return one parameter of the request as text."""
        value = self.request.form.get(name, "")
        return value if isinstance(value, str) else ""

    def ask(self, saved, since=None):
        """Ask a saved search anew."""
        return Asked(api.portal.get_tool("portal_catalog"), saved, since)

    def row(self, saved):
        """Return a row of a list."""
        asked = self.ask(saved)
        asks = self.described(asked.search) if asked.search else []
        return Row(
            saved.id,
            saved.name,
            asks if rules.BETWEEN.join(asks) != saved.name else [],
            len(asked.found),
            number_new(len(asked.new)),
            self.moment(saved.looked),
            asked.refused.message if asked.refused else "",
        )

    def described(self, search):
        """Return what a search asks, in words of the reader's language."""
        return [self.say(part) for part in rules.described(search, self.day, self.language)]

    def tell(self, message, **about):
        """Have the next page say something."""
        IStatusMessage(self.request).add(self.say(Message(message, mapping=about)))

    def leave(self, url):
        """Go to another page."""
        self.request.response.redirect(url)
        return ""


class SaveSearch(SavedPage):
    """``@@save-search?<query of Find>``: asks for the name, and saves."""

    form = ViewPageTemplateFile("templates/saved_new.pt")
    page_title = _("save_search_title", default="Save this search")
    error = None
    refused = None

    def __call__(self):
        """Show the form, or save and go back to Find."""
        try:
            self.search = find.parse(self.query())
        except NotKnown as error:
            self.refused, self.search = error, Search()
            self.request.response.setStatus(400)
            return self.form()
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            return self.save()
        return self.form()

    def query(self):
        """Return the parameters of the search: of the address, or as the form carries them."""
        if self.request.method == "POST":
            return parse_qs(self.asked("search"))
        return {name: value for name, value in self.request.form.items() if name not in NOT_OURS}

    def save(self):
        """Save it, or show the form again with what was typed."""
        try:
            made = save(self.store, self.asked("name"), self.search)
        except rules.NotSaved as error:
            self.error = error.message
            return self.form()
        self.tell(SAVED, name=made.name)
        return self.leave(address(made))

    @property
    def name(self):
        """Return what was typed, or a name to start with."""
        if self.request.method == "POST":
            return self.asked("name")
        return rules.suggested(self.described(self.search), self.store.all())

    @property
    def carried(self):
        """Return the search as the form carries it."""
        return urlencode(rules.canonical(self.search))

    @property
    def back(self):
        """Return the address of the search."""
        return f"{self.home}/@@find?{self.carried}"

    @property
    def same(self):
        """Return what is saved already and asks the same, or None."""
        return rules.same(self.search, self.store.all())


class SavedSearches(SavedPage):
    """``@@saved-searches``: the reader's own, to open, rename and delete."""

    page = ViewPageTemplateFile("templates/saved_list.pt")
    page_title = _("saved_title", default="Saved searches")
    #: Of the row whose new name was refused: its id, what was typed and why.
    renaming = None

    def __call__(self):
        """Show the list, or do what was asked and show it anew."""
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            return self.act()
        return self.page()

    def act(self):
        """Rename, delete or bring back."""
        acts = {"rename": self.rename, "delete": self.delete, "restore": self.restore}
        act = acts.get(self.asked("action"))
        if act is None:
            return self.leave(self.url)
        return act(self.asked("id"))

    @property
    def url(self):
        """Return the page's own address."""
        return f"{self.home}/@@saved-searches"

    def rename(self, id):
        """Give one another name."""
        try:
            renamed = rules.rename(self.own(id), self.asked("name"), self.store.all())
        except rules.NotSaved as error:
            self.renaming = {"id": id, "name": self.asked("name"), "error": error.message}
            return self.page()
        self.store.put(renamed)
        self.tell(RENAMED, name=renamed.name)
        return self.leave(self.url)

    def delete(self, id):
        """Delete one; the next page offers to bring it back."""
        self.store.delete(self.own(id).id)
        return self.leave(f"{self.url}?deleted={id}")

    def restore(self, id):
        """Bring back what was deleted last."""
        lost = self.store.deleted(id)
        if lost is None:
            self.tell(GONE)
            return self.leave(self.url)
        try:
            found = rules.restore(lost, self.store.all())
        except rules.NotSaved as error:
            IStatusMessage(self.request).add(self.say(error.message), "error")
            return self.leave(f"{self.url}?deleted={id}")
        self.store.put(found)
        self.tell(RESTORED, name=found.name)
        return self.leave(self.url)

    def own(self, id):
        """Return one of the reader's; NotFound for any other."""
        saved = self.store.get(id)
        if saved is None:
            raise NotFound(id)
        return saved

    @property
    def deleted(self):
        """Return what was just deleted, or None."""
        return self.store.deleted(self.asked("deleted"))

    def rows(self):
        """Return a page of the list, by name."""
        return self.batch(rules.by_name(self.store.all()))
