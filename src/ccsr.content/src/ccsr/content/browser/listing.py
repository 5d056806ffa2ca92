"""What pages that list catalog records have in common: names, days, people, links.

Nothing here wakes an object: a row is made from the catalog's own columns, and
what the reader may not see is not in the answer.
"""

from ccsr.content.browser import display
from ccsr.content.browser import words
from ccsr.content.browser.page import full_name
from ccsr.content.browser.rows import start as first_row
from ccsr.content.content import liaison_rows
from ccsr.content.domain import dates
from ccsr.content.domain.counting import counted
from ccsr.content.domain.naming import title_in
from datetime import date
from plone import api
from plone.batching import Batch
from plone.memoize.view import memoize
from Products.Five.browser import BrowserView
from urllib.parse import urlencode
from zope.i18n import translate


def column(brain, name):
    """Return a column's value; None where the thing has none."""
    value = getattr(brain, name, None)
    # The catalog answers with Missing.Value, which is false, for what was not there.
    return value if value or value == 0 else None


def as_time(value):
    """Return a datetime in the portal's own time, of a datetime or DateTime."""
    return (value.asdatetime() if hasattr(value, "asdatetime") else value).astimezone(dates.ZONE)


def as_date(value):
    """Return the day of a date, datetime or DateTime; None of None."""
    return value if value is None or type(value) is date else as_time(value).date()


def several(request, name):
    """Return the texts of a parameter that may come several times; whatever else came is none."""
    given = request.form.get(name, ())
    many = given if isinstance(given, list | tuple) else [given]
    return [one for one in many if isinstance(one, str)]


class Listing(BrowserView):
    """Base of pages that list what the catalog lets their reader see."""

    size = 20

    @property
    def today(self):
        """Return the day of the request."""
        return dates.today()

    @property
    def language(self):
        """Return the reader's language."""
        return display.language_of(self.request)

    def may(self, permission, thing=None):
        """Return whether the reader has a permission, given by title."""
        held = api.user.has_permission(permission, obj=self.context if thing is None else thing)
        return bool(held)

    def find(self, **query):
        """Return the records that the reader may see."""
        return api.portal.get_tool("portal_catalog").searchResults(**query)

    def title(self, brain):
        """Return the name of a thing in the reader's language."""
        own = liaison_rows.title(brain, self.language)
        return title_in(self.language, own, column(brain, "title_cy"))

    def holder(self, brain, name):
        """Return path, title and address of the service or provider that holds a thing."""
        path, title, title_cy = column(brain, name) or ("", "", "")
        return {
            "path": path,
            "title": title_in(self.language, title, title_cy),
            "url": self.request.physicalPathToURL(path) if path else "",
        }

    def day(self, value):
        """Return a day in words; '' for None."""
        return display.day(as_date(value), self.request)

    def moment(self, value):
        """Return day and time of day; '' for None."""
        return display.moment(as_time(value), self.request) if value else ""

    def number_of(self, noun, number):
        """Return for instance “3 days”; ``noun`` is one of ``counting.NOUNS``."""
        return counted(noun, number)

    def say(self, message):
        """Return a message in the reader's language."""
        return translate(message, target_language=self.language)

    def kind(self, portal_type):
        """Return the title of a type."""
        return words.TYPES[portal_type].one

    def state(self, state):
        """Return the word for a state."""
        return words.STATES[state]

    @memoize
    def term(self, vocabulary, token):
        """Return the title of a token of ``ccsr.content.<vocabulary>``; '' for None."""
        return display.term(f"ccsr.content.{vocabulary}", token, self.context)

    @memoize
    def person(self, user_id):
        """Return the full name of an account, its id where it is gone."""
        return full_name(user_id)

    def batch(self, rows):
        """Return the rows of the page that was asked for."""
        return Batch(rows, size=self.size, start=first_row(self.request))

    def asked(self, name):
        """Return one parameter of the request as text."""
        value = self.request.form.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    @property
    def filters(self):
        """Return the filters in force, by the name of their parameter."""
        return {}

    def address(self, **changes):
        """Return the address of this page with its filters, some of them changed."""
        wanted = {**self.filters, **changes}
        query = urlencode({name: value for name, value in wanted.items() if value})
        base = f"{self.context.absolute_url()}/@@{self.__name__}"
        return f"{base}?{query}" if query else base
