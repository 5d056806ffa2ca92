"""The page of a liaison item: what it is about, its evidence, its way, and what may be done."""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser import display
from ccsr.content.browser import words
from ccsr.content.browser.liaison.discrepancy_words import sides
from ccsr.content.browser.liaison.forms import Form
from ccsr.content.browser.liaison.forms import FORMS
from ccsr.content.browser.liaison.forms import SAID
from ccsr.content.browser.liaison.list import prepare
from ccsr.content.browser.listing import Listing
from ccsr.content.browser.page import Page
from ccsr.content.browser.register.service_facts import ServiceFacts
from ccsr.content.content import evidence
from ccsr.content.content import liaison_rows
from ccsr.content.content.discrepancy_language import retold
from ccsr.content.content.liaison import ILiaisonItem
from ccsr.content.content.way import steps
from ccsr.content.domain import liaison
from ccsr.content.domain import liaison_list
from ccsr.content.domain.sharing import Refusal
from ccsr.content.domain.uploads import SENTENCES
from ccsr.content.domain.uploads import UnsuitableFile
from ccsr.content.subscribers.workflow import Refused
from plone import api
from plone.namedfile.browser import Download
from plone.protect import CheckAuthenticator
from Products.CMFCore.WorkflowCore import WorkflowException
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from zExceptions import NotFound
from zope.i18n import translate
from zope.i18nmessageid import Message


NOT_NOW = Refusal(
    "state",
    _("liaison_not_now", default="That cannot be done with it now; its state has changed."),
)
NO_FILE = Refusal("files", _("evidence_no_file", default="Choose a file first."))
REFUSED_FILE = _("evidence_refused", default="“${file}”: ${reason}")


class LiaisonPage(Page):
    """The page; what is done with the item is sent to it by POST."""

    page = ViewPageTemplateFile("templates/liaison_item.pt")
    schema = ILiaisonItem
    #: Transitions that must be told something.
    demanding = tuple(liaison.WORDS)

    def __init__(self, context, request):
        super().__init__(context, request)
        self.refusals = []
        #: Knows lists and words; the names of a page and of its lists are not the same.
        self.list = Listing(context, request)

    def __call__(self):
        """Do what was asked and start anew, or show what refuses it with what was typed."""
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            done = self.list.asked("do")
            self.perform(done)
            if not self.refusals:
                IStatusMessage(self.request).add(self.list.say(SAID[done]))
                self.request.response.redirect(self.onward())
                return ""
        return self.page()

    # -- doing ------------------------------------------------------------------

    def perform(self, name):
        """Do it; keep what refuses it."""
        own = {"prepare": self.prepare, "attach": self.attach, "detach": self.detach}
        try:
            own[name]() if name in own else self.move(name)
        except Refused as error:
            self.refusals += error.refusals
        except WorkflowException:
            self.refusals.append(NOT_NOW)

    def move(self, name):
        """Make a transition with what was typed."""
        if name not in SAID:
            raise WorkflowException
        told = {one: self.list.asked(one) for one in ("comment", "response")}
        api.portal.get_tool("portal_workflow").doActionFor(self.context, name, **told)

    def prepare(self):
        """Mark it as ready to be sent."""
        prepare(self.context)

    def attach(self):
        """Add files; the good ones stay where others are refused."""
        self.demand_preparing()
        sent = self.request.form.get("files", [])
        sent = [one for one in (sent if isinstance(sent, list) else [sent]) if _is_file(one)]
        if not sent:
            self.refusals.append(NO_FILE)
        for one in sent:
            self.attach_one(one)

    def attach_one(self, upload):
        """Add one file."""
        try:
            evidence.add(self.context, upload.filename, upload.read())
        except (UnsuitableFile, evidence.TooMany) as error:
            told = {"file": upload.filename, "reason": self.list.say(error.message)}
            self.refusals.append(Refusal("files", Message(REFUSED_FILE, mapping=told)))

    def detach(self):
        """Remove a file."""
        self.demand_preparing()
        if not evidence.remove(self.context, self.list.asked("file")):
            raise WorkflowException

    def demand_preparing(self):
        """Refuse whoever may not prepare the item."""
        if not self.may_prepare():
            raise WorkflowException

    def onward(self):
        """Return where to go: back to the item."""
        return self.context.absolute_url()

    # -- what is shown ----------------------------------------------------------

    def may_prepare(self):
        """Whether the reader may change what will be sent."""
        return self.allowed(permissions.PrepareLiaisonItem)

    def is_staff(self):
        """Whether the reader is of CCSR."""
        return self.allowed(permissions.UseLiaison) or self.allowed(permissions.ViewHistory)

    def is_recipient(self):
        """Whether the reader is who it was sent to."""
        return not self.is_staff()

    @property
    def kind(self):
        """Return the kind in words."""
        return self.term("liaison_kinds", self.context.kind)

    @property
    def authority(self):
        """Return the authority's name."""
        return self.term("local_authorities", self.context.authority)

    def way(self):
        """Return the steps that the reader is told of, the newest first."""
        told = liaison.shown(steps(self.context), self.is_recipient())
        return [
            {
                "done": words.DONE.get(step.transition, step.transition),
                "actor": self.list.person(step.actor) if step.actor else "",
                "when": self.list.moment(step.at),
                "comment": display.lines(self.told(step.comment)),
            }
            for step in reversed(told)
        ]

    def days(self):
        """Return for how many days it has been in its state, None when it is over."""
        since = liaison.entered(steps(self.context))
        over = self.state not in liaison.OPEN
        return None if over else liaison.days_waiting(since.date(), self.list.today)

    def about(self):
        """Return what is known of the service, None where there is none or it is hidden."""
        found = self.list.find(UID=self.context.service) if self.context.service else ()
        return ServiceFacts(self.list, found[0]) if found else None

    def sides(self):
        """Return both sides of a discrepancy, None where it is none."""
        return sides(self.list, self.context)

    def files(self):
        """Return the files."""
        base = self.context.absolute_url()
        return [
            {
                "id": one.id,
                "name": one.filename,
                "size": self.size(one.getSize()),
                "url": f"{base}/@@evidence/{one.id}/{one.filename}",
                "waits": not one.scanned,
            }
            for one in self.context.evidence
        ]

    def lines(self, name):
        """Return the lines of a text of the item."""
        return display.lines(self.told(getattr(self.context, name) or ""))

    @property
    def title(self):
        """Return the title; the program's own is told in the reader's language."""
        return self.told(self.context.title)

    def told(self, text):
        """Return a text; what the program said about a discrepancy in the reader's language."""
        return retold(text, self.language) if self.context.rule else text

    def forms(self):
        """Return what the reader can do with it now, in the order of ``FORMS``."""
        tool = api.portal.get_tool("portal_workflow")
        listed = {one["id"] for one in tool.getTransitionsFor(self.context)}
        return [
            Form(name, words.TRANSITIONS[name], *FORMS[name]) for name in FORMS if name in listed
        ]

    def can_mark(self):
        """Whether the reader may mark it as ready to be sent."""
        return self.state == "triaged" and self.may_prepare() and not self.context.prepared

    def typed(self, form):
        """Return what was typed into a form that was refused."""
        return self.list.asked(form.words) if self.list.asked("do") == form.id else ""

    def was_tried(self, form):
        """Whether it was tried just now and refused."""
        return self.list.asked("do") == form.id

    def next(self):
        """Return the item that has waited longest in the same state, beside this one."""
        rows = liaison_rows.rows(self.language, review_state=self.state)
        return liaison_list.following(rows, api.content.get_uuid(self.context), self.state)

    def _edits(self):
        # Once it is sent, the reply to a commissioner is all that is left to write.
        if self.may_prepare() or self.context.raised_by:
            yield from super()._edits()

    def _transitions(self):
        # They have forms of their own on this page.
        return ()


def _is_file(value):
    return bool(getattr(value, "filename", ""))


class Evidence(Download):
    """``@@evidence/{id}/{name}``: saves a file of an item."""

    def __call__(self):
        """Return the file, or 503 with a sentence while it is not known to be clean."""
        stopped = evidence.stopped_by(self._getFile())
        if not stopped:
            return super().__call__()
        response = self.request.response
        response.setStatus(503)
        response.setHeader("Content-Type", "text/plain; charset=utf-8")
        return translate(SENTENCES[stopped], context=self.request)

    def _getFile(self):
        found = evidence.get(self.context, self.fieldname or "")
        if found is None or self.filename not in (None, found.filename):
            raise NotFound(self.fieldname or "")
        self.filename = found.filename
        return found
