"""``@@document`` of an inspection: one document that was asked for, and all that is done with it."""

from ccsr.content import _
from ccsr.content.browser import display
from ccsr.content.browser.readiness.inspection_base import InspectionPage
from ccsr.content.content.readiness import inspection_desk as desks
from ccsr.content.content.readiness import inspection_links as links
from ccsr.content.content.readiness import inspection_work as work
from ccsr.content.content.readiness import slots as parts
from ccsr.content.domain.readiness import inspections as rules
from datetime import datetime
from datetime import UTC
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.i18nmessageid import Message

import transaction


NO_FILE = _("slot_no_file", default="Choose a file, or evidence that is there already.")
NO_SUCH = _("slot_no_such", default="This evidence is not there any more. Choose other.")
KEPT = _(
    "slot_kept",
    default="${sentence} Your file is not lost: it is kept as evidence, and you can choose it below.",
)
NO_LINK = _("link_over", default="This link is over already.")

SENT = _("link_sent", default="It was sent to ${mail}. You can copy it here, too, this once.")
NOT_SENT = _(
    "link_not_sent",
    default="The letter to ${mail} could not be sent. Copy the address and send it yourself.",
)
LANGUAGES = ("en", "cy")

#: What was done with a document, as its history says it.
STEPS = {
    "added": _("step_added", default="Asked for"),
    "assigned": _("step_assigned", default="Given to somebody"),
    rules.READY: _("step_ready", default="Marked as ready"),
    rules.OPEN: _("step_open", default="Opened again"),
    rules.NOT_NEEDED: _("step_not_needed", default="Marked as not needed"),
    "attached": _("step_attached", default="Document attached"),
    "detached": _("step_detached", default="Document taken out"),
    "handed_in": _("step_handed_in", default="Handed in by upload link"),
    "link_made": _("step_link_made", default="Upload link made"),
    "link_ended": _("step_link_ended", default="Upload link withdrawn"),
}
PORTAL = _("step_portal", default="The portal")


class Document(InspectionPage):
    """The page."""

    #: The address of a link that was made just now, and what became of its letter.
    made = told = ""
    page = ViewPageTemplateFile("templates/inspection_document.pt")
    deeds = ("tick", "untick", "not_needed", "assign", "attach", "detach", "link", "end_link")

    def __call__(self):
        """A document that is not asked for is nothing."""
        if parts.slot(self.context, self.asked("card")) is None:
            raise NotFound(self.asked("card"))
        return super().__call__()

    @property
    def address(self):
        """Return the address with the document."""
        return f"{super().address}?card={self.asked('card')}"

    @cached_property
    def slot(self):
        """Return the document as it is shown."""
        return self.row(parts.slot(self.context, self.asked("card")))

    @property
    def title(self):
        """Return the document's title."""
        return self.slot["title"]

    @property
    def other_title(self):
        """Return nothing: the inspection's other name says nothing of it."""

    # -- doing ------------------------------------------------------------------

    def tick(self):
        """Say that it is ready."""
        work.mark(self.context, self.card(desks.SLOT), self.version(), rules.READY)

    def untick(self):
        """It is open again."""
        work.mark(self.context, self.card(desks.SLOT), self.version(), rules.OPEN)

    def not_needed(self):
        """Say that inspectors do not want it."""
        card, note = self.card(desks.SLOT), self.asked("note")
        work.mark(self.context, card, self.version(), rules.NOT_NEEDED, note)

    def assign(self):
        """Say who has it, and who steps in."""
        who = self.person_asked("owner"), self.person_asked("deputy")
        work.assign(self.context, self.card(desks.SLOT), self.version(), *who)

    def attach(self):
        """Put a file or evidence into it; a file is kept even where somebody else was first."""
        card, upload = self.card(desks.SLOT), self.request.form.get("file")
        if getattr(upload, "filename", ""):
            uid = work.keep_file(self.context, card, upload.filename, upload.read())
            return self._put(card, uid)
        uid = self.asked("evidence")
        if not uid:
            raise work.Refused(NO_FILE)
        if work.evidence_of(uid) is None:
            raise work.Refused(NO_SUCH)
        return work.attach(self.context, card, self.version(), uid)

    def _put(self, card, uid):
        try:
            work.attach(self.context, card, self.version(), uid)
        except desks.Outdated as error:
            told = {"sentence": self.outdated(error)}
            raise work.Refused(Message(KEPT, mapping=told)) from error

    def detach(self):
        """Take the document out of it."""
        work.detach(self.context, self.card(desks.SLOT), self.version())

    def link(self):
        """Make an upload link and show it; it is shown this once."""
        asked = self.asked("days")
        days = int(asked) if asked.isascii() and asked.isdigit() else 0
        card, mail = self.card(desks.SLOT), self.asked("mail")
        if mail:
            links.check_mail(mail)
        secret = links.make(self.context, card, self.asked("whom"), days, mail)
        self.stays = True
        self.made = f"{api.portal.get().absolute_url()}/hand-in/{secret}"
        if mail:
            self.told = self._send(card, secret, mail)

    def _send(self, card, secret, mail):
        # A request that is done anew would send the address of a link that never was.
        transaction.commit()
        chosen = self.asked("letter_language")
        language = chosen if chosen in LANGUAGES else self.language
        was_sent = links.send(self.context, card, secret, mail, language)
        return self.say(Message(SENT if was_sent else NOT_SENT, mapping={"mail": mail}))

    def end_link(self):
        """Withdraw an upload link."""
        if not links.end(self.context, self.card(desks.SLOT), self.asked("link")):
            raise work.Refused(NO_LINK)

    # -- what is shown ----------------------------------------------------------

    def typed(self, name, kept=""):
        """Return what was sent and refused, else what is kept."""
        return self.asked(name) if self.error and name in self.request.form else kept

    def candidates(self):
        """Return the evidence that may fill it, without what does."""
        card = desks.card(self.context, self.asked("card"), desks.SLOT)
        found = work.candidates(self.context, card)
        return [
            {"uid": one.uid, "title": self.title_of(one)}
            for one in found
            if one.uid != self.slot["slot"].evidence
        ]

    def links(self):
        """Return the upload links that are still good."""
        card = desks.card(self.context, self.asked("card"), desks.SLOT)
        return [
            {
                "id": one.id,
                "whom": one.whom,
                "by": self.name(one.by),
                "until": display.moment(one.expires, self.request),
            }
            for one in links.of(self.context, card)
            if one.is_open(datetime.now(UTC)) and not self.context.finished_on
        ]

    @property
    def can_send(self):
        """Return whether a link can be sent by e-mail."""
        return links.can_send()

    @property
    def usual_days(self):
        """Return for how long a link is offered."""
        return links.USUAL

    def log(self):
        """Return what was done with it, the newest first."""
        card = desks.card(self.context, self.asked("card"), desks.SLOT)
        return [
            {
                "done": self.say(STEPS.get(step.what, step.what)),
                "who": self.name(step.who) if step.who else self.say(PORTAL),
                "when": display.moment(step.at, self.request),
                "detail": step.detail,
            }
            for step in reversed(card.log)
        ]
