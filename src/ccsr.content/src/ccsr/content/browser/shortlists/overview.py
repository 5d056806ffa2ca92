"""``@@shortlists``: the reader's own, to open, rename, delete and make."""

from ccsr.content import _
from ccsr.content.browser.panels.base import Panel
from ccsr.content.browser.shortlists.base import RESTORED
from ccsr.content.browser.shortlists.base import ShortlistsPage
from ccsr.content.domain import shortlists as rules
from ccsr.content.services.shortlists import begin
from ccsr.content.services.shortlists import seen_of
from dataclasses import dataclass
from functools import cached_property
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


RENAMED = _("shortlist_renamed", default="It is called “${name}” now.")
MADE = _("shortlist_made", default="“${name}” is made. Put services on it from Find.")
GONE = _("shortlist_gone", default="The shortlist cannot be brought back any more.")


@dataclass(frozen=True)
class Row:
    """A shortlist in a list; ``count`` says how many services the reader may see on it."""

    id: str
    name: str
    url: str
    count: str


class Rows:
    """Makes rows; the catalog is asked once for all of them."""

    @cached_property
    def shortlists(self):
        """Return the reader's shortlists, the oldest first."""
        return self.store.all()

    def rows(self):
        """Return them as rows."""
        known = seen_of(self.shortlists)
        return [
            Row(one.id, one.name, self.url("shortlist", id=one.id), self.counted(one, known))
            for one in self.shortlists
        ]


class ShortlistsPanel(Panel, Rows, ShortlistsPage):
    """The panel of the home page."""

    index = ViewPageTemplateFile("templates/panel.pt")
    heading = _("shortlists_title", default="Shortlists")

    def available(self):
        """Return whether the reader has one."""
        return bool(self.shortlists)


class Overview(Rows, ShortlistsPage):
    """The page."""

    page = ViewPageTemplateFile("templates/overview.pt")
    page_title = _("shortlists_title", default="Shortlists")
    #: Of the row, or of the new one (id ''), whose name was refused: what was typed and why.
    refused = None

    def __call__(self):
        """Show the lists, or do what was asked and show them anew."""
        if self.request.method != "POST":
            return self.page()
        CheckAuthenticator(self.request)
        acts = {
            "make": self.make,
            "rename": self.rename,
            "delete": self.delete,
            "restore": self.restore,
        }
        act = acts.get(self.asked("action"))
        return act(self.asked("id")) if act else self.leave(self.url())

    def make(self, _id):
        """Make another."""
        try:
            made = begin(self.store, self.text("name"))
        except rules.NotKept as error:
            return self.refuse("", error)
        self.tell(MADE, name=made.name)
        return self.leave(self.url("shortlist", id=made.id))

    def rename(self, id):
        """Give one another name."""
        try:
            renamed = rules.rename(self.own(id), self.text("name"), self.store.all())
        except rules.NotKept as error:
            return self.refuse(id, error)
        self.store.put(renamed)
        self.tell(RENAMED, name=renamed.name)
        return self.leave(self.url())

    def refuse(self, id, error):
        """Show the page with what was typed and the sentence that says what is wrong."""
        self.refused = {"id": id, "name": self.text("name"), "error": error.message}
        return self.page()

    def delete(self, id):
        """Delete one; the next page offers to bring it back."""
        self.store.delete(self.own(id).id)
        return self.leave(self.url(deleted=id))

    def restore(self, id):
        """Bring back what was deleted last."""
        lost = self.store.deleted(id)
        if lost is None:
            self.tell(GONE)
            return self.leave(self.url())
        try:
            found = rules.restore(lost, self.store.all())
        except rules.NotKept as error:
            self.tell(error.message, "error")
            return self.leave(self.url(deleted=id))
        self.store.put(found)
        self.tell(RESTORED, name=found.name)
        return self.leave(self.url())

    @property
    def deleted(self):
        """Return what was just deleted, or None."""
        return self.store.deleted(self.asked("deleted"))
