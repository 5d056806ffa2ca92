"""``@@packs``: evidence packs, asked for with one button and fetched when they are made."""

from ccsr.content import _
from ccsr.content import jobs
from ccsr.content.browser import display
from ccsr.content.browser.listing import Listing
from ccsr.content.browser.readiness import pack_job
from ccsr.content.content.readiness import frameworks
from ccsr.content.content.readiness import packing
from ccsr.content.content.readiness.inspection import TYPE as INSPECTION
from ccsr.content.domain import export
from ccsr.content.noted import note
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import NotFound
from ZPublisher.Iterators import filestream_iterator


ASKED = _("pack_asked", default="The pack is being made. It appears below when it is ready.")
CHOOSE = _("pack_choose", default="Choose what the pack is for.")
CHANGED = _(
    "pack_changed",
    default="Something in this pack has been changed or withdrawn since. Make it again.",
)


class Packs(Listing):
    """The page: what to make a pack of, and the reader's own packs."""

    page = ViewPageTemplateFile("templates/packs.pt")
    page_title = _("packs_title", default="Evidence packs")

    def __call__(self):
        """Return the page, or the file; a POST asks for a pack."""
        if self.asked("fetch"):
            return self.fetch()
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            return self.make()
        return self.page()

    @property
    def account(self):
        """Return the reader's user id."""
        return api.user.get_current().getId()

    def make(self):
        """Ask for a pack and come back."""
        of, _sep, key = self.asked("of").partition(":")
        status = IStatusMessage(self.request)
        if f"{of}:{key}" not in {value for value, _title in self.choices()}:
            status.add(CHOOSE, "error")
            return self.page()
        id = pack_job.ask(of, key, self.language)
        status.add(ASKED)
        return self.request.response.redirect(f"{self.address()}?job={id}")

    def choices(self):
        """Return what a pack can be made of: inspections first, then frameworks."""
        found = [brain.getObject() for brain in api.content.find(portal_type=INSPECTION)]
        found.sort(key=lambda one: one.notified_on.isoformat(), reverse=True)
        return [
            *((f"inspection:{one.UID()}", one.title_for(self.language)) for one in found),
            *(
                (f"framework:{one.key}", one.title_for(self.language))
                for one in frameworks.frameworks()
            ),
        ]

    @property
    def chosen(self):
        """Return what is chosen beforehand."""
        return self.asked("of")

    def job(self):
        """Return how far the pack is that was asked for last, None without one."""
        found = jobs.state(self.asked("job")) if self.asked("job") else None
        if found is None or found.account != self.account or found.name != pack_job.MAKE:
            return None
        return {
            "is_busy": found.state not in jobs.ENDED,
            "is_failed": found.state == jobs.FAILED,
            "done": found.done,
            "total": found.total,
            "is_worked_on": jobs.is_working(),
        }

    def packs(self):
        """Return the reader's packs, the newest first."""
        return [
            {
                "name": pack.name,
                "made": self.moment(pack.made),
                "files": len(pack.uids),
                "missing": pack.missing,
                "size": display.size(pack.size, self.request),
                "href": f"{self.address()}?fetch={id}",
            }
            for id, pack in packing.own(self.account)
        ]

    def fetch(self):
        """Return the file of a pack, whose documents are then on record as downloaded."""
        pack = packing.get(self.asked("fetch"), self.account)
        if pack is None:
            raise NotFound("pack")
        if not packing.is_whole(pack):
            IStatusMessage(self.request).add(CHANGED, "error")
            return self.request.response.redirect(self.address())
        for brain in api.content.find(UID=list(pack.uids)):
            note("downloaded", brain.getObject(), file=pack.name)
        note("exported", query={"pack": pack.name}, format="zip", count=len(pack.uids))
        response = self.request.response
        response.setHeader("Content-Type", "application/zip")
        response.setHeader("Content-Disposition", export.disposition(pack.name))
        response.setHeader("Content-Length", str(pack.size))
        return filestream_iterator(pack.blob.committed(), "rb")
