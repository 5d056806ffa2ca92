"""InspectionFramework: a framework as data, typed as YAML and read strictly.

What is named in the text is repeated in fields, so that lists need not read it. An edit
may take an element away: what was assessed by it stays, and is listed as such.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.content.invariants import Refused
from ccsr.content.content.readiness.frameworks import read
from ccsr.content.content.readiness.frameworks import TYPE
from ccsr.content.domain.naming import title_in
from ccsr.content.domain.readiness.framework import Framework
from ccsr.content.domain.readiness.frameworks import BadFramework
from ccsr.content.personal import not_personal
from plone import api
from plone.autoform import directives
from plone.dexterity.content import Item
from plone.supermodel import model
from typing import Any
from zope import schema
from zope.i18nmessageid import Message
from zope.interface import implementer


#: Characters of the line that a refusal repeats.
SHOWN = 60
AT_LINE = _("framework_at_line", default="Line ${line}, “${text}”: ${reason}")
KEY_STAYS = _(
    "framework_key_stays",
    default="The key is “${key}” and stays so: assessments and evidence name it. For another "
    "framework, or another version, add a new one.",
)
KEY_TAKEN = _("framework_key_taken", default="There is a framework with the key “${key}” already.")


class BadDefinition(Refused):
    """A text is no framework; ``line`` (from 1) is the one to change."""

    def __init__(self, error: BadFramework, definition: str) -> None:
        lines = definition.splitlines()[error.line - 1 : error.line]
        text = "".join(lines).strip()[:SHOWN]
        mapping = {"line": str(error.line), "text": text, "reason": error.message}
        super().__init__(Message(AT_LINE, mapping=mapping))
        self.line = error.line


class Definition(schema.Text):
    """The text of a framework; its key is the portal's only one, and stays."""

    def _validate(self, value: str) -> None:
        super()._validate(value)
        try:
            framework = read(value)
        except BadFramework as error:
            raise BadDefinition(error, value) from error
        if self.context is None:
            # A form asks once without, when it makes a value of what was typed.
            return
        own = self.context if IInspectionFramework.providedBy(self.context) else None
        before = getattr(own, "key", None)
        if before and framework.key != before:
            raise Refused(Message(KEY_STAYS, mapping={"key": before}))
        if not before and framework.key in _keys():
            raise Refused(Message(KEY_TAKEN, mapping={"key": framework.key}))


def _keys() -> set[str]:
    return {brain.getObject().key for brain in api.content.find(portal_type=TYPE)}


class IInspectionFramework(model.Schema):
    """Fields of a framework; all but the definition are read out of it."""

    not_personal("key", "title", "title_cy", "inspectorate", "definition")

    key = schema.TextLine(
        title=_("label_framework_key", default="Key"), readonly=True, required=False
    )
    title = schema.TextLine(title=_("label_title", default="Title"), readonly=True, required=False)
    title_cy = schema.TextLine(
        title=_("label_title_cy", default="Title in Welsh"), readonly=True, required=False
    )
    inspectorate = schema.TextLine(
        title=_("label_inspectorate", default="Inspectorate"), readonly=True, required=False
    )
    directives.omitted("key", "title", "title_cy", "inspectorate")

    directives.write_permission(definition="ccsr.content.KeepFrameworks")
    definition = Definition(
        title=_("label_framework_definition", default="Definition"),
        description=_(
            "help_framework_definition",
            default="Names and values, a line each, in YAML. The simplest way to a new one is to "
            "copy the text of another framework. Nothing is lost when an element is taken out: "
            "its assessments stay and are listed.",
        ),
    )


@implementer(IInspectionFramework)
class InspectionFramework(Item):
    """A framework."""

    key = None
    title_cy = None
    inspectorate = None

    def title_for(self, language: str | None) -> str:
        """Return the Welsh title to a Welsh reader where there is one."""
        return title_in(language, self.title, self.title_cy)


def framework_of(thing: Any) -> Framework:
    """Return what a stored framework describes."""
    return read(thing.definition)


def fill(thing: Any) -> None:
    """Repeat in fields what the definition says."""
    framework = framework_of(thing)
    thing.key = framework.key
    thing.title, thing.title_cy = framework.title, framework.title_cy
    thing.inspectorate = framework.inspectorate
