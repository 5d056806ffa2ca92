"""The panel of saved searches: those in use, and what is new in them."""

from ccsr.content import _
from ccsr.content.browser.finding.saved import SavedPage
from ccsr.content.browser.panels.base import Panel
from ccsr.content.domain import saved as rules
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class SavedSearches(Panel, SavedPage):
    """Those looked at last; each is asked anew, so there are few."""

    index = ViewPageTemplateFile("templates/saved.pt")
    heading = _("panel_saved", default="Saved searches")
    most = 5

    @cached_property
    def all(self):
        """Return the reader's saved searches, the one looked at last first."""
        return rules.by_use(self.store.all())

    def available(self):
        """Return whether the reader has saved a search."""
        return bool(self.all)

    def rows(self):
        """Return the first few."""
        return [self.row(one) for one in self.all[: self.most]]
