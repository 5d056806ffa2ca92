"""RegistrationCondition: one condition of registration, in its legal words."""

from ccsr.content import _
from ccsr.content.content.day import Day
from ccsr.content.content.invariants import ordered
from ccsr.content.interfaces import IServicePart
from ccsr.content.personal import not_personal
from ccsr.content.personal import personal
from plone.autoform import directives
from plone.dexterity.content import Item
from plone.supermodel import model
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from zope import schema
from zope.interface import implementer
from zope.interface import invariant


class IRegistrationCondition(IServicePart, model.Schema):
    """A condition; one that no longer holds keeps its end date (protocol 5.2)."""

    personal("text", why="A condition on staff or on whom it is for may describe one person.")
    not_personal(
        "kind",
        "places",
        "age_from",
        "age_to",
        "gender",
        "needs",
        "due",
        "imposed",
        "varied",
        "removed",
    )

    kind = schema.Choice(
        title=_("label_condition_kind", default="Kind"),
        vocabulary="ccsr.content.condition_kinds",
    )

    text = schema.Text(
        title=_("label_condition_text", default="Text"),
        description=_("help_condition_text", default="Word for word, as on the certificate."),
    )

    model.fieldset(
        "values",
        label=_("fieldset_values", default="What it says"),
        fields=["places", "age_from", "age_to", "gender", "needs", "due"],
    )

    places = schema.Int(
        title=_("label_condition_places", default="Places"), required=False, min=0, max=999
    )

    age_from = schema.Int(
        title=_("label_age_from", default="Age from"), required=False, min=0, max=25
    )

    age_to = schema.Int(title=_("label_age_to", default="Age to"), required=False, min=0, max=25)

    gender = schema.Choice(
        title=_("label_gender", default="Gender"),
        vocabulary="ccsr.content.genders",
        required=False,
    )

    directives.widget(needs=CheckBoxFieldWidget)

    needs = schema.List(
        title=_("label_condition_needs", default="Needs"),
        description=_("help_condition_needs", default="Of whom it speaks."),
        value_type=schema.Choice(vocabulary="ccsr.content.needs"),
        required=False,
        missing_value=[],
        defaultFactory=list,
    )

    due = Day(title=_("label_condition_due", default="To be met by"), required=False)

    model.fieldset(
        "dates",
        label=_("fieldset_dates", default="Dates"),
        fields=["imposed", "varied", "removed"],
    )

    imposed = Day(title=_("label_imposed", default="Imposed on"), required=False)

    varied = Day(title=_("label_varied", default="Varied on"), required=False)

    removed = Day(
        title=_("label_removed", default="Removed on"),
        description=_("help_removed", default="A condition is never deleted: it ends on this day."),
        required=False,
    )

    @invariant
    def ages_in_order(data):
        ordered(
            data,
            "age_from",
            "age_to",
            _("ages_out_of_order", default="“Age to” is lower than “Age from”."),
        )

    @invariant
    def removed_after_imposed(data):
        ordered(
            data,
            "imposed",
            "removed",
            _("removed_before_imposed", default="“Removed on” is before “Imposed on”."),
        )


@implementer(IRegistrationCondition)
class RegistrationCondition(Item):
    """A condition of registration."""

    def title_for(self, language):
        """Return its own title, where its service's would be acquired."""
        return self.title
