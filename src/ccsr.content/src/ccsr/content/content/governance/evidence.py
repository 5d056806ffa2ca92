"""What the rules of evidence have in common: they count what whoever asks may see.

Each rule is a named adapter of a protocol (``IClauseEvidence``); what it counts it reads
from the catalog's columns once.
"""

from ccsr.content.content.governance.protocol import IProtocol
from ccsr.content.domain import dates
from ccsr.content.domain.governance import compliance
from ccsr.content.domain.naming import title_in
from ccsr.content.interfaces import IClauseEvidence
from datetime import date
from functools import cached_property
from plone import api
from zope.component import adapter
from zope.globalrequest import getRequest
from zope.i18nmessageid import Message
from zope.interface import implementer


#: Things that are named; how many more there are is said.
MOST_LINKS = 50


@implementer(IClauseEvidence)
@adapter(IProtocol)
class Rule:
    """Base of the rules; ``sentence`` says the figure, ``nothing`` that there is none."""

    sentence: Message
    nothing: Message
    #: Address behind the site's, name and permission of the page with all of it.
    page: tuple[str, Message, str] | None = None

    def __init__(self, protocol):
        self.protocol = protocol

    @cached_property
    def today(self):
        """Return the day of the request."""
        return dates.today()

    @cached_property
    def now(self):
        """Return today's figure."""
        return self.figure(self.today)

    def figure(self, day):
        """Return the figure of a day."""
        raise NotImplementedError

    def shown(self):
        """Return today's evidence."""
        links = self.links()
        return compliance.Shown(
            self.now,
            self.said(),
            tuple(links[:MOST_LINKS]),
            max(len(links) - MOST_LINKS, 0),
            self._page(),
        )

    def said(self):
        """Return the sentence about today's figure."""
        if self.now.state == compliance.NO_EVIDENCE:
            return self.nothing
        return filled(self.sentence, kept=self.now.kept, total=self.now.total, **self.numbers())

    def numbers(self):
        """Return what else the sentence says."""
        return {}

    def links(self):
        """Return a ``Link`` to each thing that breaks the promise."""
        return []

    def _page(self):
        if self.page is None:
            return None
        path, title, permission = self.page
        site = api.portal.get()
        if not api.user.has_permission(permission, obj=site):
            return None
        return compliance.Link(title, f"{site.absolute_url()}/{path}")


def filled(message, **values):
    """Return a message with values, which its page puts into its reader's language."""
    mapping = {name: str(value) if type(value) is int else value for name, value in values.items()}
    return Message(message, mapping=mapping)


def find(**query):
    """Return the records that whoever asks may see."""
    return api.portal.get_tool("portal_catalog").searchResults(**query)


def column(brain, name):
    """Return a column's value, None where the thing has none."""
    return getattr(brain, name, None) or None


def as_day(value):
    """Return the day in Wales of a date, datetime or DateTime; None of None."""
    if value is None or type(value) is date:
        return value
    moment = value.asdatetime() if hasattr(value, "asdatetime") else value
    return moment.astimezone(dates.ZONE).date()


def link(brain, note=""):
    """Return a link to what a record is of."""
    return compliance.Link(title_of(brain.Title, column(brain, "title_cy")), brain.getURL(), note)


def title_of(title, title_cy):
    """Return a title in the reader's language."""
    request = getRequest()
    return title_in(request.get("LANGUAGE", "en") if request else "en", title, title_cy)
