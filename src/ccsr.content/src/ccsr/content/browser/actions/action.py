"""The page of an agreed action: who does it by when, what has come of it, what may be done."""

from AccessControl import Unauthorized
from ccsr.content import _
from ccsr.content.browser import display
from ccsr.content.browser.listing import Listing
from ccsr.content.browser.page import full_name
from ccsr.content.browser.page import Page
from ccsr.content.content.actions import deeds
from ccsr.content.content.actions.action import IAgreedAction
from ccsr.content.domain import actions as rules
from ccsr.content.domain import dates
from dataclasses import dataclass
from datetime import datetime
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import NotFound


SAID = {
    rules.NOTE: _("action_said_noted", default="Your note is added."),
    rules.FINISH: _("action_said_done", default="It is done."),
    rules.DROP: _("action_said_dropped", default="It is dropped."),
    rules.REOPEN: _("action_said_reopened", default="It is open again."),
}
BUTTONS = {
    rules.NOTE: _("action_do_note", default="Add note"),
    rules.FINISH: _("action_do_done", default="Mark as done"),
    rules.DROP: _("action_do_drop", default="Drop it"),
    rules.REOPEN: _("action_do_reopen", default="Open it again"),
}
#: What stands beside a note that did more than note.
DID = {
    rules.FINISH: _("action_did_done", default="Done"),
    rules.DROP: _("action_did_drop", default="Dropped"),
    rules.REOPEN: _("action_did_reopen", default="Open again"),
}
KINDS = {rules.FINISH: "primary", rules.DROP: "danger"}
FLAGS = {rules.OPEN: "warn", rules.DONE: "ok", rules.DROPPED: "warn"}


@dataclass(frozen=True)
class Said:
    """A note as the page shows it."""

    did: str
    who: str
    when: str
    lines: list[str]


class ActionPage(Page):
    """The page; what is done with the action is sent to it by POST."""

    page = ViewPageTemplateFile("templates/action.pt")
    schema = IAgreedAction
    refusal = None

    def __init__(self, context, request):
        super().__init__(context, request)
        self.list = Listing(context, request)

    def __call__(self):
        """Do what was asked and start anew, or say what refuses it beside what was typed."""
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            self.perform(self.list.asked("do"))
            if self.refusal is None:
                self.request.response.redirect(self.context.absolute_url())
                return ""
        return self.page()

    def perform(self, deed):
        """Do it, or keep the sentence that refuses it."""
        try:
            deeds.do(self.context, deed, self.list.asked("words"))
        except deeds.Refused as error:
            self.refusal = error.sentence
        except Unauthorized as error:
            raise NotFound(deed) from error
        else:
            IStatusMessage(self.request).add(self.list.say(SAID[deed]))

    def shows_state(self):
        """There is one state only; the status says what matters."""
        return False

    # -- what the page shows ------------------------------------------------------

    @property
    def is_overdue(self):
        """Return whether its day is over."""
        return self.context.status == rules.OPEN and self.context.due < dates.today()

    @property
    def days_late(self):
        """Return for how many days."""
        return (dates.today() - self.context.due).days

    @property
    def status(self):
        """Return word and look of the status."""
        word = self.term("action_statuses", self.context.status)
        return {"word": word, "kind": FLAGS[self.context.status]}

    @property
    def owner(self):
        """Return the name of who does it."""
        return full_name(self.context.owner) or self.context.owner_name or ""

    @property
    def source(self):
        """Return name and address of where it was agreed, None where the reader may not see it."""
        uid = self.context.source
        found = self.list.find(UID=uid) if uid else ()
        return next(({"title": self.list.title(one), "url": one.getURL()} for one in found), None)

    def detail(self):
        """Return the lines of the detail."""
        return display.lines(self.context.detail)

    def notes(self):
        """Return the notes, the newest first."""
        return [_said(one, self.request) for one in reversed(self.context.notes)]

    def buttons(self):
        """Return what the reader may do."""
        return [
            {"id": one, "label": BUTTONS[one], "kind": KINDS.get(one, "secondary")}
            for one in deeds.offered(self.context)
        ]

    def area(self):
        """Return the address of the list that it stands in."""
        return f"{self.context.aq_parent.absolute_url()}/@@actions"


def _said(note, request):
    when = display.moment(datetime.fromisoformat(note["at"]), request)
    return Said(DID.get(note["deed"], ""), full_name(note["by"]), when, display.lines(note["text"]))
