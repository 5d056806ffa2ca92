"""``@@my-concerns``: what a commissioner has raised, and how far it has come."""

from ccsr.content import _
from ccsr.content.browser.listing import Listing
from ccsr.content.content import concern_receipts
from ccsr.content.content.concerns import FORM
from ccsr.content.domain.liaison import TOLD


class MyConcerns(Listing):
    """The page; it knows nothing but the reader's own receipts."""

    page_title = _("my_concerns_title", default="Concerns you have raised")

    def update(self):
        """Return the receipts, the newest first, in batches."""
        form = self.context.get(FORM)
        found = concern_receipts.of_reader(form) if form is not None else []
        raised = self.asked("raised")
        self.new = next((one for one in found if one.reference == raised), None)
        self.shown = self.batch(found)
        return self.shown

    def rows(self):
        """Return the rows of the shown batch."""
        services = self._services({one.service for one in self.shown if one.service})
        return [self._row(one, services.get(one.service)) for one in self.shown]

    def _services(self, uids):
        """Return those that the reader may see, by UID."""
        return {one.UID: one for one in self.find(UID=list(uids))} if uids else {}

    def _row(self, receipt, service):
        return {
            "reference": receipt.reference,
            "raised": self.moment(receipt.raised),
            "told": TOLD[receipt.told],
            "reply": receipt.reply.splitlines(),
            "service": self.title(service) if service else "",
            "url": service.getURL() if service else "",
        }
