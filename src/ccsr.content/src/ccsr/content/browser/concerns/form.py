"""The questions after the one of risk, drawn from what administrators edit in easyform."""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser import display
from ccsr.content.browser.concerns import services as concern_services
from ccsr.content.browser.forms import NativeChecks
from ccsr.content.browser.forms import Problem
from ccsr.content.content import concern_fields
from ccsr.content.content import concern_receipts
from ccsr.content.content import concerns as filing
from ccsr.content.content.document import PDFFile
from ccsr.content.domain import concerns
from ccsr.content.noted import note
from collective.easyform.api import get_schema
from copy import copy
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from secrets import token_urlsafe
from z3c.form import field
from z3c.form import form
from zExceptions import Forbidden
from zope.i18n import translate
from zope.schema import getFieldsInOrder
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


#: How many documents can be sent with a concern.
DOCUMENTS = 5
#: How many of them are seen at once.
SEEN = 2
TOKEN = "concern_token"
CHOOSE = _("concern_choose", default="Choose…")
LONGEST = {"line": concerns.LONGEST_LINE, "text": concerns.LONGEST_TEXT}


class NoDefault:
    """What a field is filled with beforehand: nothing that somebody wrote as an expression."""

    def __init__(self, *adapted):
        self.field = adapted[3]

    def get(self):
        """Return the field's own default."""
        return self.field.default


class ConcernForm(NativeChecks, form.Form):
    """Asks, refuses with a sentence at the field, and files."""

    ignoreContext = True
    template = ViewPageTemplateFile("templates/concern.pt")
    css_class = "ccsr-form"
    #: What the concern was filed as, once it is.
    receipt = None
    service_trouble = None

    def __init__(self, context, request):
        super().__init__(context, request)
        self.language = display.language_of(request)
        self.asked = [
            (concern_fields.kind_of(one), self._in_words(one))
            for _name, one in getFieldsInOrder(get_schema(context))
        ]

    def _in_words(self, one):
        """Return a copy of a field in the reader's language, with a limit to its length."""
        worded = copy(one)
        worded.title = concerns.said(one.title, self.language)
        worded.description = concerns.said(one.description, self.language)
        kind = concern_fields.kind_of(one)
        if kind in LONGEST:
            worded.max_length = min(one.max_length or LONGEST[kind], LONGEST[kind])
        if kind == "choice":
            worded.vocabulary = SimpleVocabulary([self._term(term) for term in one.vocabulary])
        return worded

    def _term(self, term):
        title = concerns.said(term.title or term.value, self.language)
        return SimpleTerm(term.value, term.token, title)

    @property
    def risk(self):
        """Return the question of risk."""
        return next(one for kind, one in self.asked if kind == concerns.RISK)

    def updateFields(self):
        """Take what z3c.form can draw; documents are as many fields as can be sent."""
        found = []
        for kind, one in self.asked:
            if kind in concerns.PLAIN:
                found.append(one)
            elif kind == concerns.DOCUMENTS:
                found += [_document(one.__name__, number) for number in range(1, DOCUMENTS + 1)]
        self.fields = field.Fields(*found)

    def updateWidgets(self, prefix=None):
        """Give room for a text; nothing is chosen beforehand."""
        super().updateWidgets(prefix)
        for kind, one in self.asked:
            if kind == "text":
                self.widgets[one.__name__].rows = 6
            elif kind == "choice":
                self.widgets[one.__name__].prompt = True
                self.widgets[one.__name__].promptMessage = CHOOSE

    def update(self):
        """Read the form, and file what was sent."""
        self.updateFields()
        super().update()
        self.token = self._token()
        self.service = concern_services.Lookup(self.request)
        if "send" in self.request.form:
            self._send()

    def _token(self):
        sent = self.request.form.get(TOKEN)
        return sent if isinstance(sent, str) and len(sent) > 20 else token_urlsafe(24)

    def _send(self):
        if not self.may_send:
            raise Forbidden()
        self.receipt = concern_receipts.sent_with(self.context, self.token)
        if self.receipt is not None:
            return
        data, _errors = self.extractData()
        self._check_service()
        if not self.problems:
            self._file(data)

    def _check_service(self):
        asked = [one for kind, one in self.asked if kind == concerns.SERVICE]
        self.service_trouble = self.service.trouble(asked[0].required) if asked else None

    def _file(self, data):
        (action,) = filing.savers(self.context)
        item = action.onSuccess(dict(self._told(data)), self.request)
        self.receipt = concern_receipts.keep(self.context, item, self.token)
        note("concern-raised", item)

    def _told(self, data):
        for kind, one in self.asked:
            name = one.__name__
            if kind == concerns.RISK:
                yield name, concerns.at_risk(self.request.form.get(filing.RISK))
            elif kind == concerns.SERVICE:
                yield name, self.service.thing
            elif kind == concerns.DOCUMENTS:
                yield name, [data[key] for key in _document_names(name) if data.get(key)]
            elif kind in concerns.PLAIN:
                yield name, self._as_text(kind, one, data.get(name))

    def _as_text(self, kind, one, value):
        if value is None:
            return ""
        if kind == "choice":
            return one.vocabulary.getTerm(value).title
        if kind == "day":
            return display.day(value, self.request)
        if kind == "yes_no":
            return translate(display.YES if value else display.NO, context=self.request)
        return str(value)

    # -- what the template shows ------------------------------------------------

    @property
    def may_send(self):
        """Return whether the reader raises concerns."""
        return api.user.has_permission(permissions.RaiseConcern, obj=self.context)

    @property
    def items(self):
        """Return the questions after the one of risk, ready to be drawn, in order."""
        return [
            {"kind": kind, "field": one, "widgets": self._widgets(kind, one.__name__)}
            for kind, one in self.asked
            if kind != concerns.RISK
        ]

    def is_open(self, widgets):
        """Return whether the documents that are not seen at once hold something."""
        return any(one.error is not None or one.kept for one in widgets[SEEN:])

    @property
    def tickets(self):
        """Return the keys of files that were accepted and wait for the rest of the form."""
        widgets = [one for item in self.items for one in item["widgets"]]
        held = [one for one in widgets if getattr(one, "ticket", None)]
        return [{"name": f"{one.name}.file_upload_id", "value": one.ticket} for one in held]

    def _widgets(self, kind, name):
        names = _document_names(name) if kind == concerns.DOCUMENTS else [name]
        return [self.widgets[one] for one in names if one in self.widgets]

    @property
    def problems(self):
        """Return what is wrong, in the order of the form."""
        return [one for item in self.items for one in self._problems(item)]

    def _problems(self, item):
        if item["kind"] == concerns.SERVICE and self.service_trouble:
            yield Problem("concern-service", item["field"].title, self.service_trouble)
        for widget in item["widgets"]:
            if widget.error is not None:
                yield Problem(f"formfield-{widget.id}", widget.label, widget.error.message)


def _document_names(name):
    return [f"{name}_{number}" for number in range(1, DOCUMENTS + 1)]


def _document(name, number):
    title = _("concern_document", default="Document ${number}", mapping={"number": str(number)})
    return PDFFile(
        __name__=f"{name}_{number}", title=title, required=False, accept=("application/pdf",)
    )
