"""The panel of administrators: the state of the site."""

from App.config import getConfiguration
from ccsr.content import _
from ccsr.content.browser import display
from ccsr.content.browser import words
from ccsr.content.browser.panels.base import Panel
from importlib.metadata import version
from pathlib import Path
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

import shutil


KINDS = ("Provider", "Service", "InspectionReport", "ComplaintReport", "EnforcementAction")
STATES = ("draft", "shared", "concealed")
PACKAGES = (("CCSR", "ccsr.content"), ("Plone", "Products.CMFPlone"), ("Zope", "Zope"))
LINKS = (
    ("@@ccsr-settings", _("admin_settings", default="Settings of the register")),
    ("@@language-controlpanel", _("admin_languages", default="Languages")),
    ("@@overview-controlpanel", _("admin_all", default="All settings")),
)
GIGABYTE = 1024**3


class Administration(Panel):
    """How much there is of what, how large it is, what runs, and where to change it."""

    index = ViewPageTemplateFile("templates/administration.pt")
    is_wide = True

    def states(self):
        """Return the states, in the order of the columns."""
        return STATES

    def numbers(self):
        """Return a row for each type with its number by state."""
        for kind in KINDS:
            counts = [len(self.find(portal_type=kind, review_state=state)) for state in STATES]
            yield {"title": words.TYPES[kind].many, "counts": counts}

    def database_size(self):
        """Return the size of the database, without its files."""
        return self.size(self.context._p_jar.db().getSize())

    def disk_free(self):
        """Return the room that is left where this instance keeps its files; '' without any."""
        home = Path(getConfiguration().clienthome)
        return self.size(shutil.disk_usage(home).free) if home.is_dir() else ""

    def size(self, count):
        """Return a size in words."""
        if count < GIGABYTE:
            return display.size(count, self.request)
        size = {"size": f"{count / GIGABYTE:.1f}"}
        return self.say(_("size_gb", default="${size} GB", mapping=size))

    def versions(self):
        """Return what runs, in which version."""
        return [f"{title} {version(package)}" for title, package in PACKAGES]

    def links(self):
        """Return where things are changed."""
        base = self.context.absolute_url()
        return [{"url": f"{base}/{path}", "title": title} for path, title in LINKS]
