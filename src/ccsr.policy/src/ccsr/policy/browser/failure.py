"""What a person reads when the portal has failed."""

from ccsr.policy.publication import numbered
from Products.CMFPlone.browser.exceptions import ExceptionView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.component.hooks import getSite


class Failure(ExceptionView):
    """One sentence and a way on, in the portal's look; the log has the rest."""

    index = ViewPageTemplateFile("templates/failure.pt")

    def home(self):
        """Return the address of the home page."""
        return getSite().absolute_url()

    def number(self):
        """Return what the logs call this request; None where nothing numbers them."""
        return self.request.environ.get(numbered.HEADER)
