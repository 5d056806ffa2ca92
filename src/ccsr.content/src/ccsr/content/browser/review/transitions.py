"""The pages ``@@share``, ``@@retract``, ``@@conceal`` and ``@@reveal``: what will happen, then it."""

from ccsr.content import _
from ccsr.content.browser.listing import Listing
from ccsr.content.content.event import IRegistrationEvent
from ccsr.content.controlpanels.settings import settings
from ccsr.content.domain.concealment import BAD_DATE
from ccsr.content.domain.concealment import read_review_date
from ccsr.content.interfaces import IDocument
from ccsr.content.interfaces import IRegisterEntry
from ccsr.content.interfaces import ISharingGate
from ccsr.content.subscribers.workflow import Refused
from dataclasses import dataclass
from datetime import timedelta
from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from zope.i18nmessageid import Message


@dataclass(frozen=True)
class Words:
    """What the page of one transition says; every sentence knows ``${title}``."""

    heading: str
    #: One sentence each: what happens to a document, and to an entry with all in it.
    document: str
    entry: str
    button: str
    done: str
    undo: str
    #: The message that offers to take it back.
    offer: str


WORDS = {
    "share": Words(
        _("share_heading", default="Share “${title}”"),
        _("share_document", default="Commissioners will see this document from now on."),
        _(
            "share_entry",
            default="Commissioners will see this entry from now on. What is a draft inside it "
            "stays a draft.",
        ),
        _("share_button", default="Share"),
        _("share_done", default="“${title}” is shared. Commissioners can see it now."),
        "retract",
        _("share_undo", default="Take it back to draft"),
    ),
    "retract": Words(
        _("retract_heading", default="Take “${title}” back to draft"),
        _(
            "retract_document",
            default="Commissioners will no longer see this document until it is shared again.",
        ),
        _(
            "retract_entry",
            default="Commissioners will no longer see this entry, nor anything inside it, until "
            "it is shared again.",
        ),
        _("retract_button", default="Take back to draft"),
        _("retract_done", default="“${title}” is a draft again. Commissioners cannot see it."),
        "share",
        _("retract_undo", default="Share it again"),
    ),
    "conceal": Words(
        _("conceal_heading", default="Conceal “${title}”"),
        _(
            "conceal_document",
            default="At once commissioners find no trace of this document, until it is revealed.",
        ),
        _(
            "conceal_entry",
            default="At once commissioners find no trace of this entry, nor of anything inside "
            "it, until it is revealed.",
        ),
        _("conceal_button", default="Conceal"),
        _("conceal_done", default="“${title}” is concealed. Commissioners find no trace of it."),
        "reveal",
        _("conceal_undo", default="Reveal it again"),
    ),
    "reveal": Words(
        _("reveal_heading", default="Reveal “${title}”"),
        _("reveal_document", default="Commissioners will see this document again."),
        _(
            "reveal_entry",
            default="Commissioners will see this entry again, and what was shared inside it.",
        ),
        _("reveal_button", default="Reveal"),
        _("reveal_done", default="“${title}” is revealed. Commissioners can see it again."),
        "conceal",
        _("reveal_undo", default="Conceal it again"),
    ),
}

SHARE_EVENT = _(
    "share_event",
    default="Commissioners will see this event, and it changes the register from its day on. "
    "It cannot be edited or taken back after that: a mistake is corrected by another event.",
)

#: Why a transition is not to be had, by the state that the thing is in.
NOT_NOW = {
    "draft": _("not_now_draft", default="“${title}” is a draft. Commissioners do not see it."),
    "shared": _("not_now_shared", default="“${title}” is shared already."),
    "concealed": _(
        "not_now_concealed",
        default="“${title}” is concealed. Commissioners find no trace of it.",
    ),
}

#: The fields at which a refusal is shown, by rule.
FIELDS = {"reason": "comment", "review_date": "review_date"}

DOCUMENTS = IDocument.__identifier__
ENTRIES = IRegisterEntry.__identifier__
NOT_SHARED = ["draft", "concealed"]


def holders(thing):
    """Yield the entries that hold a thing, the nearest first."""
    while IRegisterEntry.providedBy(thing := thing.__parent__):
        yield thing


class TransitionPage(Listing):
    """One page for all four; its name is the transition's."""

    form = ViewPageTemplateFile("templates/transition.pt")

    @property
    def page_title(self):
        """Return the heading, which is the title as well."""
        return self.text(self.words.heading)

    def __call__(self):
        """Show the form, or do it and go back to the thing."""
        self.errors, self.refusals = {}, []
        if self.request.method != "POST" or not self.is_available:
            self.refusals = self.gate()
            return self.form()
        CheckAuthenticator(self.request)
        if self.perform():
            return self.go_back()
        return self.form()

    @property
    def words(self):
        """Return what the page says."""
        return WORDS[self.__name__]

    def text(self, message):
        """Return a message with the thing's name in it."""
        title = self.context.title
        name = getattr(self.context, "title_for", lambda language: title)(self.language)
        return self.say(Message(message, mapping={"title": name}))

    @property
    def consequence(self):
        """Return what will happen, in one sentence."""
        if self.__name__ == "share" and IRegistrationEvent.providedBy(self.context):
            return SHARE_EVENT
        is_entry = IRegisterEntry.providedBy(self.context)
        return self.words.entry if is_entry else self.words.document

    @property
    def available(self):
        """Return the ids of the transitions that the reader may make now."""
        return [one["id"] for one in self.workflows.getTransitionsFor(self.context)]

    @property
    def is_available(self):
        """Whether this page's own transition may be made now."""
        return self.__name__ in self.available

    @property
    def workflows(self):
        """Return the workflow tool."""
        return api.portal.get_tool("portal_workflow")

    @property
    def current_state(self):
        """Return the state the thing is in."""
        return api.content.get_state(self.context)

    @property
    def not_now(self):
        """Return why the transition is not to be had."""
        return NOT_NOW[self.current_state]

    def instead(self):
        """Return the transitions that can be made instead."""
        return [
            {"url": f"{self.context.absolute_url()}/@@{name}", "title": WORDS[name].button}
            for name in self.available
            if name in WORDS
        ]

    def gate(self):
        """Return what stops a draft from being shared."""
        if self.__name__ != "share" or not self.is_available:
            return []
        return ISharingGate(self.context).refusals()

    @property
    def needs_reason(self):
        """Whether a reason and a review date are demanded."""
        return self.__name__ == "conceal"

    @property
    def comment(self):
        """Return what was typed."""
        return self.request.form.get("comment", "")

    @property
    def review_date(self):
        """Return what was typed, or the day that the settings propose."""
        proposed = self.today + timedelta(days=settings().review_after_days)
        return self.request.form.get("review_date", proposed.isoformat())

    def perform(self):
        """Make the transition; return whether it was made, and keep what refused it."""
        try:
            review_date = read_review_date(self.review_date) if self.needs_reason else None
        except ValueError:
            return self.refused([BAD_DATE])
        try:
            self.workflows.doActionFor(
                self.context, self.__name__, comment=self.comment, review_date=review_date
            )
        except Refused as error:
            return self.refused(error.refusals)
        return True

    def refused(self, refusals):
        """Put each refusal where it belongs: at its field, or above the form."""
        for refusal in refusals:
            if refusal.rule in FIELDS:
                self.errors[FIELDS[refusal.rule]] = refusal.message
            else:
                self.refusals.append(refusal)
        return False

    def go_back(self):
        """Return to the thing, which says what happened."""
        IStatusMessage(self.request).add(self.text(self.words.done))
        self.request.response.redirect(
            f"{self.context.absolute_url()}?{Undo.parameter}={self.__name__}"
        )
        return ""

    def vanishing(self):
        """Return how many documents commissioners will lose with this entry."""
        if self.__name__ not in ("conceal", "retract"):
            return 0
        path = "/".join(self.context.getPhysicalPath())
        inside = {"path": path, "object_provides": ENTRIES, "review_state": NOT_SHARED}
        hidden = {one.getPath() for one in self.find(**inside)} - {path}
        shared = self.find(path=path, object_provides=DOCUMENTS, review_state="shared")
        return sum(
            one.getPath() != path and self.holder(one, "service_ref")["path"] not in hidden
            for one in shared
        )

    def hidden_holder(self):
        """Return the entry that keeps the thing hidden although it is shared, or None."""
        return next((one for one in holders(self.context) if not is_shared(one)), None)


def is_shared(entry):
    """Return whether an entry is in the state shared."""
    return api.content.get_state(entry) == "shared"


class Undo(ViewletBase):
    """Beside the message that a transition was made: the link that takes it back."""

    parameter = "done"
    index = ViewPageTemplateFile("templates/undo.pt")

    @property
    def words(self):
        """Return the words of the transition that was just made, or None."""
        return WORDS.get(self.request.form.get(self.parameter))

    def available(self):
        """Return whether it was made and can be taken back by this reader."""
        if self.words is None:
            return False
        workflows = api.portal.get_tool("portal_workflow")
        return self.words.undo in [one["id"] for one in workflows.getTransitionsFor(self.context)]

    def render(self):
        """Return the link, or nothing."""
        return self.index() if self.available() else ""
