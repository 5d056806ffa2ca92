"""LiaisonItem: something that CCSR tells the inspectorate, and what came of it (5.3).

``file`` makes one as whoever is signed in; programs have ``file_for_program`` and its
neighbours, which work as the system and answer no user.
"""

from AccessControl.SecurityManagement import getSecurityManager
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import setSecurityManager
from AccessControl.SpecialUsers import system
from ccsr.content import _
from ccsr.content.personal import not_personal
from ccsr.content.personal import personal
from collections.abc import Iterator
from contextlib import contextmanager
from plone import api
from plone.autoform import directives
from plone.dexterity.content import Item
from plone.dexterity.utils import createContentInContainer
from plone.supermodel import model
from plone.uuid.interfaces import IUUID
from typing import Any
from z3c.form.interfaces import IAddForm
from zope import schema
from zope.interface import implementer
from zope.schema.interfaces import ITuple


TYPE = "LiaisonItem"
STAFF = "Officers, reviewers."
SEEN_BY = "Officers, reviewers, administrators; the inspectorate once it was sent."


class IEvidence(ITuple):
    """The field of an item's files; its serializer is registered for this."""


@implementer(IEvidence)
class EvidenceField(schema.Tuple):
    """Holds the files; ``content.evidence`` adds and removes them."""


class ILiaisonItem(model.Schema):
    """A concern, a doubt about what is registered, or a discrepancy."""

    personal("title", "detail", why="May describe a person.", seen_by=SEEN_BY)
    personal("response", "outcome", why="May describe a person.", seen_by=SEEN_BY)
    personal("evidence", why="Files may be about a child, a family or staff.", seen_by=SEEN_BY)
    personal("reply", why="Written to one person.", seen_by=f"{STAFF} Whoever raised the concern.")
    personal("raised_by", why="The account of whoever raised the concern.", seen_by=STAFF)
    not_personal("kind", "service", "authority", "prepared")
    not_personal("rule", "condition", "registered", "claimed")

    title = schema.TextLine(title=_("label_liaison_title", default="In one line"))

    kind = schema.Choice(
        title=_("label_liaison_kind", default="Kind"), vocabulary="ccsr.content.liaison_kinds"
    )

    service = schema.Choice(
        title=_("label_liaison_service", default="Service"),
        description=_(
            "help_liaison_service", default="The service that it is about, if it is one."
        ),
        vocabulary="ccsr.content.services",
        required=False,
    )

    authority = schema.Choice(
        title=_("label_local_authority", default="Local authority"),
        vocabulary="ccsr.content.local_authorities",
        required=False,
    )

    detail = schema.Text(
        title=_("label_liaison_detail", default="What the inspectorate is to know"),
        description=_(
            "help_liaison_detail",
            default="No child is named here. If a child may be at risk, follow the authority's "
            "child-protection procedure without delay (protocol 6.2).",
        ),
    )

    prepared = schema.Bool(
        title=_("label_liaison_prepared", default="It is ready to be sent"),
        required=False,
        default=False,
    )

    reply = schema.Text(
        title=_("label_liaison_reply", default="Reply to the commissioner"),
        description=_(
            "help_liaison_reply",
            default="Whoever raised the concern reads this. Say nothing of what the "
            "inspectorate told you.",
        ),
        required=False,
    )

    rule = schema.TextLine(
        title=_("label_liaison_rule", default="Rule"), required=False, readonly=True
    )
    condition = schema.TextLine(
        title=_("label_liaison_condition", default="Condition"), required=False, readonly=True
    )
    registered = schema.TextLine(
        title=_("label_liaison_registered", default="What is registered"),
        required=False,
        readonly=True,
    )
    claimed = schema.TextLine(
        title=_("label_liaison_claimed", default="What the provider says"),
        required=False,
        readonly=True,
    )
    evidence = EvidenceField(
        title=_("label_liaison_evidence", default="Evidence"),
        required=False,
        readonly=True,
        missing_value=(),
    )
    response = schema.Text(
        title=_("label_liaison_response", default="The inspectorate's answer"),
        required=False,
        readonly=True,
    )
    outcome = schema.Text(
        title=_("label_liaison_outcome", default="Outcome"), required=False, readonly=True
    )
    raised_by = schema.TextLine(
        title=_("label_liaison_raised_by", default="Raised by"), required=False, readonly=True
    )

    directives.omitted("rule", "condition", "registered", "claimed")
    directives.omitted("evidence", "response", "outcome", "raised_by", "prepared")
    directives.omitted(IAddForm, "reply")
    directives.read_permission(
        reply="ccsr.content.UseLiaison",
        raised_by="ccsr.content.UseLiaison",
        prepared="ccsr.content.UseLiaison",
    )
    # What was sent stays as it was sent.
    directives.write_permission(
        title="ccsr.content.PrepareLiaisonItem",
        kind="ccsr.content.PrepareLiaisonItem",
        service="ccsr.content.PrepareLiaisonItem",
        authority="ccsr.content.PrepareLiaisonItem",
        detail="ccsr.content.PrepareLiaisonItem",
        prepared="ccsr.content.PrepareLiaisonItem",
        reply="ccsr.content.UseLiaison",
    )


@implementer(ILiaisonItem)
class LiaisonItem(Item):
    """An item between CCSR and the inspectorate."""

    evidence = ()
    # Else those of the folder would be acquired.
    title_cy = None

    def title_for(self, language):
        """Return its own title."""
        return self.title


def file(kind: str, service: Any, title: str, detail: str, **values: Any) -> Any:
    """Make an item as whoever is signed in, who needs the permission; return it.

    ``service`` is a Service or None; ``values`` are other fields of ``ILiaisonItem``.
    """
    about = {"service": IUUID(service), "authority": service.local_authority} if service else {}
    return createContentInContainer(
        api.portal.get()["liaison"],
        TYPE,
        **{**about, "kind": kind, "title": title, "detail": detail, **values},
    )


def file_for_program(kind: str, service: Any, title: str, detail: str, **values: Any) -> Any:
    """Make an item for a program: a rule that fired, or a form that was sent."""
    with _as_system():
        return file(kind, service, title, detail, **values)


def close_for_program(item: Any, note: str) -> bool:
    """Close an item whose cause is gone; return whether it was open."""
    return _move(item, "close", note)


def reopen_for_program(item: Any, note: str) -> bool:
    """Reopen an item whose cause is back; return whether it was closed or rejected."""
    return _move(item, "reopen", note)


def _move(item: Any, transition: str, note: str) -> bool:
    tool = api.portal.get_tool("portal_workflow")
    with _as_system():
        if transition not in {one["id"] for one in tool.getTransitionsFor(item)}:
            return False
        tool.doActionFor(item, transition, comment=note)
    return True


@contextmanager
def _as_system() -> Iterator[None]:
    before = getSecurityManager()
    # Not an answer to a user: a program moves its own item on.
    newSecurityManager(None, system)
    try:
        yield
    finally:
        setSecurityManager(before)
