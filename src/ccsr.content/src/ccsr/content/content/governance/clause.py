"""Clause: one numbered clause of a version of the protocol, and what shows that it is kept.

Its id stays the same from version to version, so that a clause is known again when its
number changes.
"""

from ccsr.content import _
from ccsr.content.content.invariants import Refused
from ccsr.content.domain.governance.protocols import is_number
from ccsr.content.domain.naming import title_in
from ccsr.content.personal import not_personal
from plone.autoform import directives
from plone.dexterity.content import Item
from plone.supermodel import model
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from z3c.form.browser.textarea import TextAreaFieldWidget
from zope import schema
from zope.interface import implementer


NO_NUMBER = _(
    "clause_no_number", default="Give the clause's number, for instance 5 or 5.2 or 6.1.1."
)


def check_number(value):
    """Raise ``Refused`` for what is no clause's number."""
    if not is_number(value):
        raise Refused(NO_NUMBER)
    return True


class IClause(model.Schema):
    """A clause."""

    not_personal("number", "title", "title_cy", "text", "text_cy", "promise", "promise_cy")
    not_personal("rules")

    number = schema.TextLine(
        title=_("label_clause_number", default="Number"),
        description=_("help_clause_number", default="As it stands in the text: 5 or 5.2 or 6.1.1."),
        constraint=check_number,
    )

    title = schema.TextLine(title=_("label_clause_title", default="Heading"))

    title_cy = schema.TextLine(
        title=_("label_clause_title_cy", default="Heading in Welsh"), required=False
    )

    directives.widget("text", TextAreaFieldWidget, rows=8)
    text = schema.Text(
        title=_("label_clause_text", default="Text"),
        description=_(
            "help_clause_text",
            default="Begin each point of a list with “-”, on a line of its own. Empty for a section.",
        ),
        required=False,
    )

    directives.widget("text_cy", TextAreaFieldWidget, rows=8)
    text_cy = schema.Text(title=_("label_clause_text_cy", default="Text in Welsh"), required=False)

    promise = schema.TextLine(
        title=_("label_clause_promise", default="What it promises"),
        description=_(
            "help_clause_promise",
            default="In one line, as the compliance board shows it. Empty where nothing is "
            "promised that can be seen to be kept.",
        ),
        required=False,
        max_length=300,
    )

    promise_cy = schema.TextLine(
        title=_("label_clause_promise_cy", default="What it promises, in Welsh"),
        required=False,
        max_length=300,
    )

    directives.widget("rules", CheckBoxFieldWidget)
    rules = schema.Tuple(
        title=_("label_clause_rules", default="What shows that it is kept"),
        description=_(
            "help_clause_rules",
            default="The portal reads these from its own records and shows them beside the clause.",
        ),
        value_type=schema.Choice(vocabulary="ccsr.content.evidence_rules"),
        required=False,
        missing_value=(),
    )


@implementer(IClause)
class Clause(Item):
    """A clause of the protocol."""

    # Else those of the protocol would be acquired.
    title_cy = None
    text_cy = None
    promise = None
    promise_cy = None
    rules = ()

    def title_for(self, language):
        """Return the Welsh heading to a Welsh reader where there is one."""
        return title_in(language, self.title, self.title_cy)
