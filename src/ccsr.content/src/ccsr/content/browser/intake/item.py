"""A file that is to be filed has no page of its own: it is checked beside the others."""

from ccsr.content.content import intake_item
from Products.Five.browser import BrowserView


class IntakeItemView(BrowserView):
    """Leads to the page of the drop."""

    def __call__(self):
        """Go there."""
        area = self.context.aq_parent.absolute_url()
        batch = intake_item.batch(self.context)
        self.request.response.redirect(f"{area}?batch={batch}" if batch else area)
        return ""
