"""Add and edit forms of the types.

One page with headings instead of tabs, a list of what is wrong at its top, and
each sentence at the field that must change. Rules over several fields are asked
once, with all that was typed: Plone asks them fieldset by fieldset and takes
what is not in that fieldset from what was stored before.
"""

from AccessControl import Unauthorized
from ccsr.content import _
from ccsr.content.browser import words
from ccsr.content.browser.prefill import prefilled
from ccsr.content.interfaces import IReviewed
from ccsr.content.interfaces import ITypedByHand
from contextlib import suppress
from dataclasses import dataclass
from plone.dexterity.browser.add import DefaultAddForm
from plone.dexterity.browser.add import DefaultAddView
from plone.dexterity.browser.edit import DefaultEditForm
from plone.dexterity.interfaces import IDexterityEditForm
from plone.z3cform.layout import wrap_form
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from z3c.form import button
from z3c.form.interfaces import IErrorViewSnippet
from z3c.form.validator import Data
from z3c.form.validator import NoInputData
from zope.component import getMultiAdapter
from zope.interface import classImplements
from zope.interface import Invalid


SAVED = _("saved", default="Saved.")
SAVED_DRAFT = _(
    "saved_draft",
    default="Saved as a draft. Only staff see it until a reviewer shares it.",
)
CHANGED = _("changes_saved", default="Your changes are saved.")
NOT_SAVED = _("nothing_saved", default="Nothing was saved.")


@dataclass(frozen=True)
class Problem:
    """One line of the list at the top of the form; ``anchor`` is the field's id."""

    anchor: str
    label: str
    message: str


class NativeChecks:
    """A form whose missing fields the browser and the server report.

    Plone's script would grey the button out while the field it means is out of sight.
    """

    def render(self):
        """Leave Plone's script out; what was sent has been read by now."""
        self.ignoreRequiredOnExtract = True
        return super().render()


class TypeForm(NativeChecks):
    """What add and edit forms have in common."""

    enable_form_tabbing = False
    enable_autofocus = False
    description = ""
    #: Plone's own line is replaced by the list of problems.
    formErrorsMessage = ""
    template = ViewPageTemplateFile("templates/form.pt")
    css_class = "ccsr-form"

    @property
    def words(self):
        """Return the phrases about the type."""
        return words.TYPES[self.portal_type]

    @property
    def default_fieldset_label(self):
        """Return the heading of the fields without a fieldset."""
        return self.words.one

    @property
    def managers(self):
        """Return the form and its groups: whatever holds widgets."""
        return (self, *self.groups)

    # -- rules over several fields ----------------------------------------------

    def extractData(self, setErrors=True):
        """Return data and errors, with the rules of the whole form."""
        data, errors = super().extractData(setErrors)
        self._forget_rules_by_group()
        errors = tuple(error for error in errors if error.widget is not None)
        broken = tuple(self._report(error) for error in self._broken(data))
        return data, errors + broken

    def _forget_rules_by_group(self):
        for manager in self.managers:
            manager.widgets.errors = tuple(
                error for error in manager.widgets.errors or () if error.widget is not None
            )

    def _broken(self, data):
        """Return what the schema's invariants say of all that was typed."""
        found = []
        with suppress(Invalid):  # they are all in ``found``
            self.schema.validateInvariants(Data(self.schema, data, None), found)
        # A field whose own value was refused is not judged with others.
        return [error for error in found if not isinstance(error, NoInputData)]

    def _report(self, error):
        """Put an error to its field; return its view."""
        manager, widget = self._field(getattr(error, "field", None))
        view = getMultiAdapter(
            (error, self.request, widget, getattr(widget, "field", None), manager, self.context),
            IErrorViewSnippet,
        )
        view.update()
        manager.widgets.errors += (view,)
        if widget is not None and widget.error is None:
            widget.error = view
        return view

    def _field(self, name):
        for manager in self.managers:
            if name in manager.widgets:
                return manager, manager.widgets[name]
        return self, None

    # -- what the template shows ------------------------------------------------

    @property
    def problems(self):
        """Return what is wrong, in the order of the form."""
        return [
            _problem(error)
            for manager in self.managers
            for error in sorted(manager.widgets.errors or (), key=_place(manager))
        ]


def _place(manager):
    """Return the sort key of an error: where its field stands on the form."""
    widgets = list(manager.widgets.values())
    return lambda error: widgets.index(error.widget) if error.widget in widgets else -1


def _problem(error):
    widget = error.widget
    if widget is None:
        return Problem("", "", error.message)
    message = getattr(error, "message", "")
    return Problem(f"formfield-{widget.id}", widget.label, message)


class AddForm(TypeForm, DefaultAddForm):
    """Adds a thing; what can be known beforehand is filled in."""

    @property
    def label(self):
        """Return the heading."""
        return self.words.add

    @property
    def success_message(self):
        """Return what is said after saving."""
        return SAVED_DRAFT if self.schema.isOrExtends(IReviewed) else SAVED

    def update(self):
        """Answer as for anything that is not there where the type may not be added."""
        allowed = [fti.getId() for fti in self.context.allowedContentTypes()]
        if self.portal_type not in allowed:
            raise Unauthorized(self.portal_type)
        super().update()
        if not self.actions.executedActions:
            self._prefill()

    def _prefill(self):
        # Not by the request: a link that fills in a form is a trap.
        for name, value in prefilled(self.portal_type, self.context).items():
            _manager, widget = self._field(name)
            widget.value = value

    def add(self, object):
        """Land on the page of what was added."""
        super().add(object)
        self.immediate_view = self.immediate_view.removesuffix("/view")
        wanted = ITypedByHand(self.context[object.getId()], None)
        if wanted:
            self.immediate_view = wanted.typed(self.schema.names(all=True)) or self.immediate_view

    buttons = DefaultAddForm.buttons.copy()
    handlers = DefaultAddForm.handlers.copy()

    @button.handler(buttons["cancel"])
    def cancel(self, action):
        """Go back to where the form was opened."""
        IStatusMessage(self.request).addStatusMessage(NOT_SAVED, "info")
        self.request.response.redirect(self.context.absolute_url())


class EditForm(TypeForm, DefaultEditForm):
    """Edits a thing."""

    success_message = CHANGED
    next_view = ""

    @property
    def label(self):
        """Return the heading."""
        return self.words.edit

    def applyChanges(self, data):
        """Tell what was typed to a thing that wants to know."""
        changes = super().applyChanges(data)
        wanted = ITypedByHand(self.context, None)
        if wanted:
            names = [name for some in changes.values() for name in some]
            self.next_view = wanted.typed(names)
        return changes

    def nextURL(self):
        """Go where the thing wants to have its reader, or back to it."""
        return self.next_view or super().nextURL()


class AddView(DefaultAddView):
    """The view of the add form, found by ``++add++``."""

    form = AddForm


EditView = wrap_form(EditForm)
classImplements(EditView, IDexterityEditForm)
