"""``@@unscanned-files``: documents whose files wait for the virus scanner."""

from ccsr.content import _
from ccsr.content.browser.listing import Listing
from ccsr.content.content import scanning
from ccsr.content.domain import dates
from plone.protect import CheckAuthenticator
from Products.statusmessages.interfaces import IStatusMessage


ALL_CLEAN = _("scan_all_clean", default="All files were checked; they can be opened and shared.")
STILL_WAITING = _("scan_still_waiting", default="Some files are still not checked, or not clean.")


class UnscannedFiles(Listing):
    """The page, and the button that asks the scanner again."""

    page_title = _("scan_title", default="Files to be checked for viruses")

    def __call__(self):
        """Ask again on POST, then show what is left."""
        if self.request.method != "POST":
            return self.index()
        CheckAuthenticator(self.request)
        left = self.ask_again()
        message, kind = (STILL_WAITING, "warning") if left else (ALL_CLEAN, "info")
        IStatusMessage(self.request).addStatusMessage(message, type=kind)
        return self.request.response.redirect(f"{self.context.absolute_url()}/@@unscanned-files")

    def ask_again(self):
        """Return how many are still kept back; what is gone is forgotten."""
        found = {brain.UID: brain for brain in self.find(UID=scanning.waiting())}
        for uid in set(scanning.waiting()) - set(found):
            scanning.drop(uid)
        # The bytes are wanted: these few are loaded.
        return sum(scanning.settle(brain.getObject()) is not None for brain in found.values())

    def rows(self):
        """Return the documents that wait, the newest first."""
        waiting = scanning.waiting()
        brains = self.find(UID=waiting, sort_on="created", sort_order="descending")
        return [self.row(brain) for brain in brains] if waiting else []

    def row(self, brain):
        """Return how one document stands in the list."""
        return {
            "title": self.title(brain),
            "url": brain.getURL(),
            "service": self.holder(brain, "service_ref"),
            "since": self.day(brain.created.asdatetime().astimezone(dates.ZONE).date()),
        }
