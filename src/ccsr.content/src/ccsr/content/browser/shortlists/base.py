"""What the pages of shortlists have in common."""

from ccsr.content import _
from ccsr.content.browser.listing import Listing
from ccsr.content.browser.listing import several
from ccsr.content.domain import shortlists as rules
from ccsr.content.domain.counting import counted
from ccsr.content.interfaces import IShortlists
from ccsr.content.services.shortlists import seen_of
from functools import cached_property
from plone import api
from Products.statusmessages.interfaces import IStatusMessage
from urllib.parse import urlencode
from zExceptions import NotFound
from zope.i18nmessageid import Message


NONE = _("shortlist_none", default="No service")
RESTORED = _("shortlist_restored", default="“${name}” is back.")


class ShortlistsPage(Listing):
    """A page of the reader's own shortlists."""

    @cached_property
    def store(self):
        """Return the shortlists of the reader."""
        return IShortlists(self.context)

    @property
    def home(self):
        """Return the address of the site."""
        return self.context.absolute_url()

    @property
    def resources(self):
        """Return where style and script are."""
        return f"{api.portal.get().absolute_url()}/++plone++ccsr.content"

    def own(self, id):
        """Return one of the reader's; NotFound for any other."""
        found = self.store.get(id)
        if found is None:
            raise NotFound(id)
        return found

    def several(self, name):
        """Return a parameter that may come several times, each value once."""
        return list(dict.fromkeys(several(self.request, name)))

    def text(self, name):
        """Return a parameter as it was typed."""
        value = self.request.form.get(name, "")
        return value if isinstance(value, str) else ""

    def url(self, view="shortlists", fragment="", **query):
        """Return the address of one of the pages."""
        asked = {name: value for name, value in query.items() if value}
        base = f"{self.home}/@@{view}"
        base = f"{base}?{urlencode(asked, doseq=True)}" if asked else base
        return f"{base}#{fragment}" if fragment else base

    def counted(self, shortlist, known=None):
        """Return in words how many services of a list the reader may see."""
        known = seen_of([shortlist]) if known is None else known
        count = sum(one.uid in known for one in shortlist.entries)
        return counted("services", count) if count else NONE

    def first_name(self):
        """Return what the first shortlist is called."""
        return self.say(rules.FIRST_NAME)

    def tell(self, message, kind="info", **about):
        """Have the next page say something."""
        given = Message(message, mapping=about) if about else message
        IStatusMessage(self.request).add(self.say(given), kind)

    def leave(self, url):
        """Go to another page."""
        self.request.response.redirect(url)
        return ""
