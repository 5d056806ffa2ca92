"""``@@saved-search``: what is new in a saved search since the last look."""

from ccsr.content import _
from ccsr.content.browser import display
from ccsr.content.browser.finding.saved import SavedPage
from ccsr.content.browser.listing import column
from ccsr.content.domain import saved as rules
from ccsr.content.domain.facets import BY_NAME
from ccsr.content.services.saved import address
from datetime import datetime
from datetime import UTC
from functools import cached_property
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.i18nmessageid import Message


NOTHING_NEW = _("saved_nothing_new", default="“${name}”: nothing new since ${moment}.")
SINCE_NONE = _("saved_since_none", default="Nothing new since ${moment}")
SINCE_ONE = _("saved_since_one", default="1 new since ${moment}")
SINCE_MANY = _("saved_since_many", default="${count} new since ${moment}")


class SavedSearchPage(SavedPage):
    """``@@saved-search?id=``: what is new in one.

    A POST is a look: what comes later is new from now on. The page that follows
    shows what was new at that look, however often it is opened.
    """

    page = ViewPageTemplateFile("templates/saved_news.pt")
    #: How many are shown; Find has the others.
    most = 50

    def __call__(self):
        """Note the look, or show what was new at the last."""
        self.saved = self.store.get(self.asked("id"))
        if self.saved is None:
            raise NotFound(self.asked("id"))
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            return self.look()
        return self.page()

    def look(self):
        """Note the look; go to what is new, or to Find where nothing is."""
        asked = self.ask(self.saved)
        if asked.refused:
            return self.leave(self.all)
        self.store.put(rules.look(self.saved, datetime.now(UTC)))
        if asked.new:
            return self.leave(f"{self.home}/@@saved-search?id={self.saved.id}")
        self.tell(NOTHING_NEW, name=self.saved.name, moment=self.moment(self.saved.looked))
        return self.leave(self.all)

    @property
    def page_title(self):
        """Return the name."""
        return self.saved.name

    @cached_property
    def found(self):
        """Return what it finds, and what was new at the last look."""
        return self.ask(self.saved, self.saved.before or self.saved.looked)

    @property
    def asks(self):
        """Return what it asks, in words."""
        return self.described(self.found.search) if self.found.search else []

    @property
    def all(self):
        """Return the address of everything that it finds."""
        return address(self.saved)

    def heading(self):
        """Return how many are new since when."""
        count = len(self.found.new)
        message = {0: SINCE_NONE, 1: SINCE_ONE}.get(count, SINCE_MANY)
        about = {"count": str(count), "moment": self.moment(self.found.since)}
        return Message(message, mapping=about)

    def rows(self):
        """Return what the page shows of what is new, what was shared last first."""
        return [self.new_row(brain) for brain in self.found.newest(self.most)]

    def new_row(self, brain):
        """Return what the page shows of one."""
        authority = column(brain, "local_authority") or ""
        holders = [self.holder(brain, name) for name in ("service_ref", "provider_ref")]
        url = brain.getURL()
        return {
            "url": url,
            "title": self.title(brain),
            "kind": self.kind(brain.portal_type),
            "places": [one for one in holders if one["url"] and one["url"] != url],
            "authority": BY_NAME["local_authority"].title_of(authority),
            "shared": self.moment(brain.shared_on),
            "grades": [display.grade(one) for one in display.judged(column(brain, "judgements"))],
        }
