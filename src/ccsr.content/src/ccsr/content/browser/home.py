"""The home page: a greeting, and the panels that the reader's permissions bring."""

from ccsr.content import _
from plone import api
from Products.Five.browser import BrowserView


class Home(BrowserView):
    """The view ``home`` of the site."""

    def greeting(self):
        """Return a short welcome with the reader's name."""
        user = api.user.get_current()
        name = user.getProperty("fullname") or user.getUserName()
        return _("home_welcome", default="Welcome, ${name}", mapping={"name": name})
