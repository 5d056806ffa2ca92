"""The panel of concerns: raise one, and how far the last ones have come."""

from ccsr.content.browser.concerns.mine import MyConcerns
from ccsr.content.browser.panels.base import Panel
from ccsr.content.content import concern_receipts
from ccsr.content.content.concerns import FORM
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


class Concerns(Panel, MyConcerns):
    """For commissioners."""

    index = ViewPageTemplateFile("templates/concerns.pt")
    most = 3

    def available(self):
        """Return whether there is a form to be sent."""
        return FORM in self.context

    def update(self):
        """Take the last ones."""
        self.shown = concern_receipts.of_reader(self.context[FORM])[: self.most]
