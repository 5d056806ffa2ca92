"""``@@readings`` of a condition: what was read from its text, for an officer to confirm."""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser import display
from ccsr.content.browser.page import Action
from ccsr.content.browser.page import full_name
from ccsr.content.browser.page import Page
from ccsr.content.content import confirmations
from ccsr.content.content.condition import IRegistrationCondition
from ccsr.content.domain.reading import typed
from ccsr.content.domain.reading.marks import segments
from ccsr.content.domain.reading.proposal import EXCEPTION
from ccsr.content.domain.reading.proposal import ON_ADMISSION
from ccsr.content.interfaces import IFurtherActions
from ccsr.content.interfaces import ITypedByHand
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.component import adapter
from zope.component import getUtility
from zope.i18n import translate
from zope.interface import implementer
from zope.schema.interfaces import IVocabularyFactory


ALL = "all"
LABEL = _("action_readings", default="Confirm values")

DONE = {
    True: _("readings_all_confirmed", default="All values are confirmed."),
    False: _("readings_one_confirmed", default="Confirmed. The others are still to be looked at."),
}
REMARKS = {
    ON_ADMISSION: _("reading_on_admission", default="The text says this of the day of admission."),
    EXCEPTION: _("reading_exception", default="The text goes on with an exception."),
}
STATES = {
    confirmations.CONFIRMED: _("reading_confirmed", default="Confirmed"),
    confirmations.PROPOSED: _("reading_proposed", default="Proposed from the text"),
    confirmations.TYPED: _("reading_typed", default="Not confirmed yet"),
    confirmations.OPEN: _("reading_open", default="Not read from the text"),
}
LOOKS = {
    confirmations.CONFIRMED: "ok",
    confirmations.PROPOSED: "warn",
    confirmations.TYPED: "warn",
    confirmations.OPEN: "",
}
#: Field → what it is typed into.
INPUTS = {
    "places": "number",
    "age_from": "number",
    "age_to": "number",
    "gender": "choice",
    "needs": "choices",
    "due": "date",
}


class Readings(Page):
    """The page, of officers and reviewers."""

    page = ViewPageTemplateFile("templates/readings.pt")
    done = ""

    def __call__(self):
        """Confirm what was sent, then show how all fields stand."""
        self.problems = {}
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            self.confirm(self._asked())
        if self.done and confirmations.is_settled(self.context):
            api.portal.show_message(self.done, self.request)
            return self.request.response.redirect(self._next())
        return self.page()

    def _asked(self):
        asked = self.request.form.get("confirm")
        return [name for name in confirmations.FIELDS if asked in (ALL, name)]

    def confirm(self, names):
        """Confirm fields as they were typed; keep the sentences for those that cannot be."""
        values, self.problems = typed.read(self.request.form, names)
        if not self.problems and names:
            try:
                confirmations.confirm(self.context, values)
            except confirmations.Refused as error:
                self.problems = error.problems
            else:
                self.done = DONE[confirmations.is_settled(self.context)]

    def _next(self):
        """Return where to go when all is confirmed: back to the list, where it was opened there."""
        if self.from_list:
            return f"{api.portal.get().absolute_url()}/@@conditions-to-confirm"
        return self.context.absolute_url()

    @property
    def from_list(self):
        """Return whether the reader works through the list of what is to be confirmed."""
        return bool(self.request.form.get("list"))

    @property
    def service(self):
        """Return the service that the condition binds."""
        return self.link_to(self.context.__parent__)

    @property
    def kind(self):
        """Return the legal kind in words."""
        return self.term("condition_kinds", self.context.kind)

    # -- the text -------------------------------------------------------------

    @property
    def text(self):
        """Return the pieces of the text, each with the labels of what was read from it."""
        proposals = [row.proposal for row in self._rows if row.proposal]
        return [
            {"text": one.text, "labels": [self.name_of(name) for name in one.fields]}
            for one in segments(self.context.text or "", proposals)
        ]

    # -- the fields -----------------------------------------------------------

    @property
    def _rows(self):
        return confirmations.rows(self.context)

    @property
    def rows(self):
        """Return the fields, ready to show."""
        return [self._shown(row) for row in self._rows]

    def name_of(self, name):
        """Return the title of a field in the reader's language."""
        return translate(IRegistrationCondition[name].title, context=self.request)

    def _shown(self, row):
        return {
            "name": row.name,
            "label": self.name_of(row.name),
            "input": INPUTS[row.name],
            "value": self._value(row),
            "options": self._options(row),
            "passage": row.proposal.passage if row.proposal else "",
            "read": self._read(row),
            "remark": REMARKS.get(row.proposal.remark) if row.proposal else None,
            "state": STATES[row.state],
            "look": LOOKS[row.state],
            "by": self._by(row.confirmed),
            "problem": self.problems.get(row.name),
            "is_confirmed": row.state == confirmations.CONFIRMED,
        }

    def _value(self, row):
        """Return what stands in the input: what was typed before anything else."""
        if row.name in self.request.form and self.request.method == "POST":
            return self.request.form[row.name]
        value = row.suggested
        return typed.text(value)

    def _read(self, row):
        """Return what was read, in words."""
        value = row.proposal.value if row.proposal else ""
        if row.name == "needs":
            return ", ".join(self.term("needs", one) for one in value)
        if row.name == "gender" and value:
            return self.term("genders", value)
        return self.day(value) if row.name == "due" else str(value)

    def _options(self, row):
        if INPUTS[row.name] not in ("choice", "choices"):
            return []
        chosen = self._value(row)
        chosen = chosen if isinstance(chosen, list | tuple) else [chosen]
        source = {"gender": "ccsr.content.genders", "needs": "ccsr.content.needs"}[row.name]
        terms = getUtility(IVocabularyFactory, source)(self.context)
        return [
            {"token": one.token, "title": one.title, "chosen": one.token in chosen} for one in terms
        ]

    def _by(self, confirmed):
        if confirmed is None:
            return ""
        return translate(
            _(
                "reading_confirmed_by",
                default="${person}, ${moment}",
                mapping={
                    "person": full_name(confirmed.by),
                    "moment": display.moment(confirmed.at, self.request),
                },
            ),
            context=self.request,
        )


@implementer(IFurtherActions)
@adapter(IRegistrationCondition)
class ConditionActions:
    """The toolbar of a condition leads to its values."""

    def __init__(self, context):
        self.context = context

    def actions(self):
        """Yield the link for whoever may confirm."""
        if api.user.has_permission(permissions.ConfirmConditions, obj=self.context):
            yield Action("readings", LABEL, f"{self.context.absolute_url()}/@@readings")


@implementer(ITypedByHand)
@adapter(IRegistrationCondition)
class TypedCondition:
    """What a person types is confirmed by that; what is left empty is proposed."""

    def __init__(self, context):
        self.context = context

    def typed(self, names):
        """Confirm what was typed; return where the proposals wait, '' without any."""
        confirmations.typed(self.context, names)
        rows = confirmations.rows(self.context)
        waits = any(row.state == confirmations.PROPOSED for row in rows)
        return f"{self.context.absolute_url()}/@@readings" if waits else ""
