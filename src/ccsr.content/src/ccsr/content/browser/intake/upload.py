"""The page of the area of intake: bring files in, see what became of them, and the drops so far."""

from ccsr.content import _
from ccsr.content import jobs
from ccsr.content.browser import display
from ccsr.content.browser.listing import Listing
from ccsr.content.browser.page import full_name
from ccsr.content.domain import archives
from ccsr.content.domain import uploads
from ccsr.content.domain.counting import counted
from ccsr.content.intake import batches
from ccsr.content.intake import discarding
from ccsr.content.intake import purging
from ccsr.content.intake import receiving
from ccsr.content.intake import telling
from ccsr.content.intake import unpacking
from dataclasses import dataclass
from functools import cached_property
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from typing import Any
from uuid import uuid4
from zExceptions import NotFound
from zope.i18nmessageid import Message


NO_FILE = _("intake_no_file", default="Choose the files first.")
BEGUN_ANEW = _("intake_begun_anew", default="The unpacking was begun anew.")
DISCARDED = _("intake_files_discarded", default="${files} discarded.")
BACK = _("intake_files_back", default="${files} brought back.")


@dataclass(frozen=True)
class Row:
    """A row of the list: one drop with its numbers."""

    batch: Any
    url: str
    when: str
    who: str
    #: Files, to be filed, filed, not taken.
    total: int
    open: int
    filed: int
    refused: int


class Intake(Listing):
    """The page; without script its form does the same, a request at a time."""

    index = ViewPageTemplateFile("templates/upload.pt")
    page_title = _("word_intake", default="Intake")

    def __call__(self):
        """Show the page, or do what its form asks for."""
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            return self.done()
        if self.asked("batch") and self.chosen is None:
            raise NotFound(self.asked("batch"))
        return self.index()

    def done(self):
        """Do it, and show the drop."""
        acts = {
            "upload": self.take,
            "discard": self.discard,
            "anew": self.begin_anew,
            "restore": self.take_back,
            "forget": self.forget,
        }
        act = acts.get(self.asked("action"))
        if act is None:
            raise NotFound(self.asked("action"))
        return self.go(act())

    # -- what the form asks for -----------------------------------------------

    def take(self):
        """Take the chosen files in; return their drop."""
        found = self.request.form.get("files") or []
        chosen = found if isinstance(found, list) else [found]
        files = [one for one in chosen if getattr(one, "filename", "")]
        if not files:
            self.tell(NO_FILE)
            return None
        batch = self.chosen if self.own_batch else batches.make()
        for file in files:
            receiving.receive(batch, uuid4().hex, file.filename, file)
        return batch

    def discard(self):
        """Discard a file of the drop, or all that is to be filed."""
        batch, key = self.wanted(), self.asked("key")
        count = int(unpacking.give_up(batch, key)) or discarding.discard(batch, key)
        self.tell_count(DISCARDED, count)
        return self.chosen

    def begin_anew(self):
        """Have the rest of an archive unpacked."""
        if unpacking.begin_anew(self.wanted(), self.asked("key")):
            self.tell(BEGUN_ANEW)
        return self.chosen

    def take_back(self):
        """Take back what was discarded of the drop."""
        count = discarding.take_back(self.wanted(), self.asked("key"))
        self.tell_count(BACK, count)
        return self.chosen

    def forget(self):
        """Do without what has not arrived."""
        self.wanted().awaited[:] = []
        return self.chosen

    def wanted(self):
        """Return the drop that is asked for; raise NotFound."""
        if self.chosen is None:
            raise NotFound(self.asked("batch"))
        return self.chosen

    def go(self, batch):
        """Go to the page, of a drop if there is one."""
        query = f"?batch={batch.id}" if batch else ""
        self.request.response.redirect(f"{self.context.absolute_url()}{query}")
        return ""

    def tell(self, message):
        """Have the next page say something."""
        IStatusMessage(self.request).add(self.say(message))

    def tell_count(self, message, count):
        """Have the next page say how many."""
        if count:
            self.tell(Message(message, mapping={"files": counted("files", count)}))

    # -- one drop -------------------------------------------------------------

    @cached_property
    def chosen(self):
        """Return the drop that is asked for, None without one."""
        return batches.get(self.asked("batch"))

    @cached_property
    def files(self):
        """Return what became of its files."""
        return telling.files(self.chosen) if self.chosen else []

    @property
    def pause(self):
        """Return after how many milliseconds the page looks again, None where nothing changes."""
        # The longer the list, the more it takes from those who read the files.
        return str(1500 + 50 * len(self.files)) if telling.is_busy(self.files) else None

    @property
    def open(self):
        """Return how many of its files are to be filed."""
        return sum(1 for one in self.files if one.item)

    @property
    def read(self):
        """Return how many of those are read, or cannot be."""
        return sum(1 for one in self.files if one.item and not one.is_busy)

    @property
    def missing(self):
        """Return the names of its files that have not arrived."""
        return [name for name, _size in self.chosen.missing()] if self.chosen else []

    @property
    def discarded(self):
        """Return how many of its files can be taken back."""
        return discarding.can_be_taken_back(self.chosen) if self.chosen else 0

    @property
    def check_url(self):
        """Return the address of the page where the files are checked and filed."""
        return f"{self.context.absolute_url()}/@@check?batch={self.chosen.id}"

    def weight(self, count):
        """Return a number of bytes as people say it."""
        return display.size(count, self.request)

    # -- all drops ------------------------------------------------------------

    def drops(self):
        """Return a batch of the drops, the newest first."""
        return self.batch([one for one in batches.newest() if len(one.entries)])

    def row(self, batch):
        """Return the row of a drop."""
        counts = batch.counts()
        return Row(
            batch,
            f"{self.context.absolute_url()}?batch={batch.id}",
            self.moment(batch.at),
            full_name(batch.by),
            sum(counts.values()),
            counts[batches.TAKEN],
            counts[batches.FILED],
            counts[batches.REFUSED],
        )

    # -- what the script is told ----------------------------------------------

    @property
    def is_working(self):
        """Return whether somebody reads the files."""
        return jobs.is_working()

    @property
    def days(self):
        """Return after how many days what nobody files is deleted."""
        return purging.days()

    @property
    def resources(self):
        """Return the address of script and style."""
        return f"{api.portal.get().absolute_url()}/++plone++ccsr.content"

    @property
    def own_batch(self):
        """Return the id of the drop if the reader may add to it, or None."""
        mine = self.chosen is not None and self.chosen.by == api.user.get_current().getId()
        return self.chosen.id if mine else None

    largest = str(uploads.LARGEST)
    largest_archive = str(archives.LARGEST)

    @property
    def sentences(self):
        """Return why a file is refused before it is sent, by the name of the attribute."""
        return {
            "data-say-not-pdf": self.say(uploads.SENTENCES["not_pdf"]),
            "data-say-empty": self.say(uploads.SENTENCES["empty"]),
            "data-say-too-large": self.say(uploads.SENTENCES["too_large"]),
            "data-say-archive-large": self.say(archives.SENTENCES["archive_large"]),
        }
