"""The concern form as commissioners meet it: the question of risk, then the rest.

Nothing that was typed is looked at before the question of risk is answered, and where the
answer is yes it is not looked at at all. easyform's own view, its mailers, scripts and
expressions are not used: what an administrator edits is which questions are asked.
"""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser import display
from ccsr.content.browser.concerns.form import ConcernForm
from ccsr.content.content import concerns as filing
from ccsr.content.domain import concerns
from ccsr.content.noted import note
from plone import api
from plone.formwidget.namedfile.interfaces import IFileUploadTemporaryStorage
from plone.protect.interfaces import IDisableCSRFProtection
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.i18nmessageid import Message
from zope.interface import alsoProvides


UNANSWERED = _("concern_answer_risk", default="Answer yes or no.")

#: The sentence for each rule that a form may break.
FAULTS = {
    "no_risk": _(
        "concern_fault_no_risk",
        default="It does not ask whether a child is at risk. Add that question.",
    ),
    "many_risk": _(
        "concern_fault_many_risk",
        default="It asks twice whether a child is at risk. Delete one of the two.",
    ),
    "many_service": _(
        "concern_fault_many_service", default="It asks twice for the service. Delete one."
    ),
    "many_documents": _(
        "concern_fault_many_documents", default="It asks twice for documents. Delete one."
    ),
    "nothing_asked": _(
        "concern_fault_nothing_asked",
        default="It does not ask what happened. Add a question that is answered in words.",
    ),
    "no_saver": _(
        "concern_fault_no_saver", default="What is sent would not be filed. Tell CCSR's support."
    ),
    "unfit": _(
        "concern_fault_unfit",
        default="The kind of the question “${name}” cannot be used here. Delete it.",
    ),
    "unlisted": _(
        "concern_fault_unlisted",
        default="The answers to “${name}” come from a list of the site. Write them down instead.",
    ),
}


def sentence(fault):
    """Return what is wrong with a form, and what to do."""
    return Message(FAULTS[fault.rule], mapping={"name": fault.name})


class Raise(BrowserView):
    """``@@raise-concern``: the stable address of the form, from wherever one is."""

    def __call__(self):
        """Lead to the form, with the service that was asked for."""
        form = self.context.get(filing.FORM)
        if form is None or not api.user.has_permission("View", obj=form):
            raise NotFound(self.__name__)
        uid = self.request.form.get("service")
        query = f"?service={uid}" if isinstance(uid, str) and uid.isalnum() else ""
        return self.request.response.redirect(form.absolute_url() + query)


class Concern(BrowserView):
    """The page of the form."""

    ask = ViewPageTemplateFile("templates/concern_ask.pt")
    stop_page = ViewPageTemplateFile("templates/concern_stop.pt")
    shut = ViewPageTemplateFile("templates/concern_shut.pt")
    unanswered = None

    def __call__(self):
        """Answer with the step that is due."""
        is_sent = self.request.method == "POST"
        risk = concerns.at_risk(self.request.form.get(filing.RISK)) if is_sent else None
        if risk is True:
            return self.stop()
        if self.faults:
            return self.shut()
        if risk is None:
            self.unanswered = UNANSWERED if is_sent else None
            return self.ask()
        return self._rest()

    def _rest(self):
        form = ConcernForm(self.context, self.request)
        form.update()
        if form.receipt is None:
            return form.render()
        address = f"{api.portal.get().absolute_url()}/@@my-concerns"
        return self.request.response.redirect(f"{address}?raised={form.receipt.reference}")

    # -- the stop ---------------------------------------------------------------

    def stop(self):
        """Show what to do instead; leave nothing of what was sent."""
        sent = dict(self.request.form)
        self.request.form.clear()
        self._forget_files(sent)
        if self.may_send:
            note("concern-stopped")
        return self.stop_page()

    def _forget_files(self, sent):
        """Delete what was kept of a file between two sendings of the form."""
        tickets = [value for name, value in sent.items() if name.endswith(".file_upload_id")]
        if not tickets:
            return
        kept = IFileUploadTemporaryStorage(api.portal.get()).upload_map
        for ticket in tickets:
            if isinstance(ticket, str) and ticket in kept:
                # Whoever has no token must be stopped as well.
                alsoProvides(self.request, IDisableCSRFProtection)
                del kept[ticket]

    @property
    def procedure(self):
        """Return the paragraphs of the authority's procedure, and their language."""
        texts = {**filing.general_procedures(), **filing.procedures()}
        language = display.language_of(self.request)
        text, spoken = concerns.procedure(texts, filing.authority_of_reader(), language)
        return {"lang": spoken, "paragraphs": paragraphs(text)}

    # -- what the templates show --------------------------------------------------

    @property
    def faults(self):
        """Return why the form may not be used, ``domain.concerns.Fault`` values."""
        return filing.faults(self.context)

    @property
    def fault_sentences(self):
        """Return what is wrong with the form, for whoever keeps it."""
        return [sentence(one) for one in self.faults]

    @property
    def may_send(self):
        """Return whether the reader raises concerns; administrators look at the form."""
        return api.user.has_permission(permissions.RaiseConcern, obj=self.context)

    @property
    def may_edit(self):
        """Return whether the reader keeps the form."""
        return api.user.has_permission("Modify portal content", obj=self.context)

    @property
    def service(self):
        """Return the UID that the address names, to be handed on."""
        uid = self.request.form.get("service", "")
        return uid if isinstance(uid, str) and uid.isalnum() else ""

    @property
    def question(self):
        """Return title and help of the question of risk, in the reader's language."""
        return ConcernForm(self.context, self.request).risk


def paragraphs(text):
    """Return the paragraphs of a text, each a list of lines."""
    blocks = (block.splitlines() for block in text.replace("\r", "").split("\n\n"))
    return [[line.strip() for line in block if line.strip()] for block in blocks if any(block)]
