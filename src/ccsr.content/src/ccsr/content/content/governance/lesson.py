"""Lesson: something went wrong; what happened, what changes, and which clauses it is about (7.2)."""

from ccsr.content import _
from ccsr.content.content.day import Day
from ccsr.content.personal import not_personal
from ccsr.content.personal import personal
from plone.autoform import directives
from plone.dexterity.content import Item
from plone.supermodel import model
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from zope import schema
from zope.interface import implementer


class ILesson(model.Schema):
    """A lesson."""

    personal(
        "title",
        "what_happened",
        "what_changes",
        why="Typed freely: may describe a person.",
        seen_by="Officers, reviewers, administrators, the inspectorate.",
    )
    not_personal("happened_on", "clauses", "actions")

    title = schema.TextLine(title=_("label_lesson_title", default="In one line"))

    happened_on = Day(title=_("label_lesson_day", default="Happened on"))

    what_happened = schema.Text(
        title=_("label_lesson_happened", default="What happened"),
        description=_(
            "help_lesson_happened",
            default="Name no child and no family. The inspectorate reads this as well.",
        ),
    )

    what_changes = schema.Text(title=_("label_lesson_changes", default="What changes"))

    directives.widget("clauses", CheckBoxFieldWidget)
    clauses = schema.Tuple(
        title=_("label_lesson_clauses", default="Clauses of the protocol"),
        description=_(
            "help_lesson_clauses", default="Those by which it is measured (protocol 7.2)."
        ),
        value_type=schema.Choice(vocabulary="ccsr.content.clauses"),
        required=False,
        missing_value=(),
    )

    directives.widget("actions", CheckBoxFieldWidget)
    actions = schema.Tuple(
        title=_("label_lesson_actions", default="Agreed actions"),
        value_type=schema.Choice(vocabulary="ccsr.content.agreed_actions"),
        required=False,
        missing_value=(),
    )


@implementer(ILesson)
class Lesson(Item):
    """A lesson."""

    clauses = ()
    actions = ()
    # Else those of the area would be acquired.
    title_cy = None

    def title_for(self, language):
        """Return its own title."""
        return self.title
