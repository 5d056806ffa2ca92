"""RegistrationEvent: what happened to a registration, from which day (DOMAIN 2).

An event may carry the changes of fields that it stands for, and of conditions;
sharing it applies them to its Service. Nothing changes an event after that.
"""

from ccsr.content import _
from ccsr.content.content.day import Day
from ccsr.content.content.document import Document
from ccsr.content.content.document import IDocumentSchema
from ccsr.content.content.service import IService
from ccsr.content.personal import not_personal
from ccsr.content.personal import personal
from plone import api
from plone.autoform import directives
from plone.dexterity.utils import createContentInContainer
from plone.supermodel import model
from types import MappingProxyType
from z3c.form.browser.select import SelectFieldWidget
from zope import schema
from zope.interface import implementer


class IRegistrationEvent(IDocumentSchema):
    """An event of registration."""

    personal("detail", why="Typed freely: may name a person.")
    not_personal("kind", "effective", "received", "places")

    model.fieldset(
        "event",
        label=_("fieldset_event", default="Event"),
        fields=["kind", "effective", "received", "places", "detail"],
    )

    # Nothing is chosen beforehand: what is shared by mistake cannot be taken back.
    directives.widget("kind", SelectFieldWidget, prompt=True)
    kind = schema.Choice(
        title=_("label_event_kind", default="What happened"),
        vocabulary="ccsr.content.event_kinds",
    )

    effective = Day(
        title=_("label_effective", default="In force from"),
        description=_(
            "help_effective",
            default="A day to come is kept: the register changes when it has come.",
        ),
        required=False,
    )

    received = Day(title=_("label_received", default="Received on"), required=False)

    places = schema.Int(
        title=_("label_places", default="Registered places"),
        description=_("help_event_places", default="Only where their number changes."),
        required=False,
        min=0,
        max=999,
    )

    detail = schema.Text(title=_("label_event_detail", default="Detail"), required=False)

    model.fieldset(
        "declaration",
        label=_("fieldset_declaration", default="Declaration"),
        fields=["shareable_declared"],
    )


@implementer(IRegistrationEvent)
class RegistrationEvent(Document):
    """An event of registration.

    ``changes`` maps a field of the service to ``(old, new)``; ``conditions`` holds
    ``domain.wordings.ConditionChange`` values; ``applied`` says whether the service was
    changed by it.
    """

    # Plone's own day of publication goes by this name, as a method.
    effective = None
    changes = MappingProxyType({})
    conditions = ()
    applied = False


def record(
    service,
    kind,
    *,
    effective,
    received=None,
    places=None,
    detail="",
    changes=None,
    conditions=(),
    share=True,
):
    """Record an event and share it; return it.

    ``changes`` maps fields of the service to ``(old, new)``. In a service that is
    not shared the event stays a draft: it could be seen by nobody. Raises
    ``subscribers.workflow.Refused`` where the gate refuses, ``WorkflowException``
    where the user may not share, ``ValueError`` for what is no field of a service.
    """
    unknown = sorted(name for name in changes or () if name not in IService)
    if unknown:
        raise ValueError(f"Not a field of a service: {unknown[0]}")
    event = createContentInContainer(
        service,
        "RegistrationEvent",
        kind=kind,
        effective=effective,
        received=received or effective,
        places=places,
        detail=detail or None,
        shareable_declared=True,
        changes=dict(changes or {}),
        conditions=tuple(conditions),
    )
    if share and api.content.get_state(service, None) == "shared":
        api.portal.get_tool("portal_workflow").doActionFor(event, "share")
    return event
