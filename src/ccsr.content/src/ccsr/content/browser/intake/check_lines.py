"""The lines of the check: a file that waits, or a draft that it has become."""

from ccsr.content import _
from ccsr.content import jobs
from ccsr.content.browser import words
from ccsr.content.browser.intake.check_fields import shown
from ccsr.content.browser.review.queue import stops as stops_of_draft
from ccsr.content.content import checking as desk
from ccsr.content.content import intake_item
from ccsr.content.content import scanning
from ccsr.content.domain import checking
from ccsr.content.domain import queue
from ccsr.content.domain.ocr import program
from ccsr.content.intake import drafting
from ccsr.content.intake import telling
from ccsr.content.interfaces import IPages
from functools import cached_property


STATES = {
    checking.CHECK: (_("check_state_check", default="To check"), "warn"),
    checking.FILEABLE: (_("check_state_fileable", default="Ready to file"), "ok"),
    checking.FILED: (_("check_state_filed", default="Filed as a draft"), "warn"),
    checking.READY: (_("check_state_ready", default="Ready to share"), "ok"),
    checking.GONE_ON: (_("check_state_on", default="Shared"), "ok"),
}
#: What is said beside a file that the program could not help with.
REMARKS = {
    intake_item.RECEIVED: _("check_not_read", default="Not read yet"),
    intake_item.READING: _("check_not_read", default="Not read yet"),
    intake_item.UNREADABLE: _("check_no_text", default="No text: probably a scan"),
}
#: Where nothing is there to read pictures.
NO_TEXT_EVER = _(
    "check_no_ocr",
    default="No text: probably a scan, and scans are not read here. Fill it in by hand",
)
UNKNOWN = _("check_unknown", default="Not recognised: fill it in by hand")
DATES = ("inspected_from", "inspected_to", "issued", "completed", "notice_date")


class Value:
    """One value of a line, with what is known of it."""

    def __init__(self, page, row, name):
        cell = row.cell(name)
        self.name, self.status = name, cell.status
        self.title = page.titles_of(row).get(name, name)
        self.text = shown(row, name, cell.text, page)

    @property
    def is_uncertain(self):
        """Whether it waits to be accepted."""
        return self.status == checking.UNCERTAIN


class ItemLine:
    """A file that waits to be filed."""

    is_draft = False

    def __init__(self, page, item):
        self.page, self.item = page, item
        self.id = item.getId()
        self.name = item.title

    @property
    def key(self):
        """What the line is called in the page and in its forms."""
        return self.id

    @cached_property
    def row(self):
        """What is proposed and answered."""
        return self.page.desk.row(self.item)

    @cached_property
    def stops(self):
        """What stops it from being filed."""
        return desk.stops(self.row, self.page.titles_of(self.row))

    @cached_property
    def sharing_stops(self):
        """What will stop its draft from being shared, as far as it is not said already."""
        item, titles = self.item, self.page.titles_of(self.row)
        has_text = bool(IPages(item).pages)
        return desk.sharing_stops(self.row, has_text, scanning.stopped_by(item), titles)

    @property
    def state(self):
        """How far it is."""
        return checking.CHECK if self.stops else checking.FILEABLE

    @property
    def said(self):
        """The state in words and its look."""
        return STATES[self.state]

    @property
    def remark(self):
        """What the program could not do, or None."""
        state = intake_item.state(self.item)
        if state == intake_item.READ:
            return None if intake_item.reading(self.item) else UNKNOWN
        if state == intake_item.UNREADABLE and not program.languages():
            return NO_TEXT_EVER
        return REMARKS.get(state)

    @property
    def waits(self):
        """Whether the program is still to read it, and is there to do so."""
        return telling.state_of(self.item) in telling.BUSY and jobs.is_working()

    @property
    def is_open(self):
        """Whether its fields are shown."""
        return self.page.opened == self.id

    @property
    def is_ticked(self):
        """Whether it is ticked."""
        return self.id in self.page.ticked

    # -- what the columns show ------------------------------------------------

    def value(self, name):
        """Return one value."""
        return Value(self.page, self.row, name)

    @property
    def kind(self):
        """Its kind."""
        return self.value(checking.KIND)

    @property
    def services(self):
        """The services."""
        return self.value(checking.SERVICE)

    @property
    def score(self):
        """How well the service fits, 0…100, where nobody has chosen it; None otherwise."""
        if self.row.cell(checking.SERVICE).answer is not None:
            return None
        matches = self.page.desk.matches(self.item)
        return matches[0].score if matches else None

    @property
    def unknown_subject(self):
        """Whom the file names where no service of the register fits it; '' otherwise."""
        reading = intake_item.reading(self.item)
        subject = reading and reading.subject
        answered = self.row.cell(checking.SERVICE).answer is not None
        if not subject or answered or self.page.desk.matches(self.item):
            return ""
        named = (subject.name, subject.urn, subject.provider, subject.authority)
        return ", ".join(dict.fromkeys(filter(None, named)))

    @property
    def dates(self):
        """The framework and the days that count."""
        names = (checking.FRAMEWORK, *DATES)
        return [self.value(name) for name in names if name in self.row.names]

    @property
    def grades(self):
        """Grades by theme."""
        return [self.value(name) for name in self.row.names if name.startswith(checking.GRADE)] or [
            self.value(name) for name in ("outcome", "stage") if name in self.row.names
        ]

    @property
    def counts(self):
        """Inspector, and how much was required and recommended."""
        names = ("inspector", "requirements_count", "recommendations_count")
        return [self.value(name) for name in names if name in self.row.names]


class DraftLine:
    """A draft that a file has become."""

    is_draft = True
    is_open = waits = False

    def __init__(self, page, filing, brain):
        self.page, self.filing, self.brain = page, filing, brain
        self.key = brain.UID
        self.name = filing.name

    @property
    def title(self):
        """What the draft is called."""
        return self.page.title(self.brain)

    @property
    def url(self):
        """Its address."""
        return self.brain.getURL()

    @property
    def kind_word(self):
        """Its kind."""
        return words.TYPES[self.brain.portal_type].one

    @property
    def service(self):
        """The service that holds it."""
        return self.page.holder(self.brain, "service_ref")

    @property
    def state(self):
        """How far it is."""
        if self.brain.review_state != "draft":
            return checking.GONE_ON
        stops = [one for one in self.brain.sharing_stops or () if one != queue.READY]
        return checking.FILED if stops else checking.READY

    @property
    def said(self):
        """The state in words and its look."""
        return STATES[self.state]

    @cached_property
    def stops(self):
        """What stops it from being shared, and where that is mended.

        The draft is woken for its sentences; few are filed and not ready.
        """
        if self.state != checking.FILED:
            return []
        return stops_of_draft(self.page, self.brain.getObject())

    @property
    def may_undo(self):
        """Whether it can still become a file of the intake again."""
        return self.state != checking.GONE_ON and drafting.may_undo(self.filing)
