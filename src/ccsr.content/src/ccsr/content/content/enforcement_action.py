"""EnforcementAction: stage 2 of the enforcement policy and beyond (protocol 5.2, 6.2)."""

from ccsr.content import _
from ccsr.content.content.day import Day
from ccsr.content.content.document import Document
from ccsr.content.content.document import IDocumentSchema
from ccsr.content.content.invariants import Misfit
from ccsr.content.content.invariants import ordered
from ccsr.content.content.invariants import Refused
from ccsr.content.domain.sharing import LOWEST_STAGE
from ccsr.content.domain.sharing import STAGE_REFUSED
from ccsr.content.interfaces import IProviderAnswers
from ccsr.content.personal import not_personal
from ccsr.content.personal import personal
from ccsr.content.personal import STAFF
from plone.supermodel import model
from zope import schema
from zope.interface import implementer
from zope.interface import invariant


def recordable_stage(stage):
    """Raise ``Refused`` below stage 2."""
    if int(stage) < LOWEST_STAGE:
        raise Refused(STAGE_REFUSED)
    return True


class IEnforcementAction(IProviderAnswers, IDocumentSchema):
    """An enforcement action."""

    personal(
        "action",
        "legal_basis",
        "appeal",
        "outcome",
        why="Typed freely: may name the person against whom it is taken.",
    )
    personal("held_reason", why="Typed freely: may name a person.", seen_by=STAFF)
    not_personal("stage", "notice_date", "due_date", "closed", "held")

    model.fieldset(
        "enforcement",
        label=_("fieldset_enforcement", default="Enforcement"),
        fields=[
            "stage",
            "action",
            "legal_basis",
            "notice_date",
            "due_date",
            "appeal",
            "outcome",
            "closed",
        ],
    )

    stage = schema.Choice(
        title=_("label_stage", default="Stage"),
        description=_(
            "help_stage",
            default="Of the inspectorate's enforcement policy. Stage 1 is not recorded.",
        ),
        vocabulary="ccsr.content.enforcement_stages",
        constraint=recordable_stage,
    )

    action = schema.TextLine(
        title=_("label_action", default="Action"),
        description=_("help_action", default="For instance: notice of non-compliance."),
        required=False,
    )

    legal_basis = schema.TextLine(
        title=_("label_legal_basis", default="Legal basis"), required=False
    )

    notice_date = Day(title=_("label_notice_date", default="Date of notice"), required=False)

    due_date = Day(title=_("label_due_date", default="To be met by"), required=False)

    appeal = schema.TextLine(title=_("label_appeal", default="Appeal"), required=False)

    outcome = schema.TextLine(title=_("label_outcome", default="Outcome"), required=False)

    closed = Day(title=_("label_closed", default="Closed on"), required=False)

    model.fieldset(
        "hold",
        label=_("fieldset_hold", default="Hold"),
        fields=["held", "held_reason"],
    )

    held = schema.Bool(
        title=_("label_held", default="Held"),
        description=_(
            "help_held",
            default="Sharing it could compromise the regulator's process (protocol 6.2). "
            "What is held cannot be shared.",
        ),
        required=False,
        default=False,
    )

    held_reason = schema.TextLine(
        title=_("label_held_reason", default="Reason for holding"), required=False
    )

    model.fieldset(
        "declaration",
        label=_("fieldset_declaration", default="Declaration"),
        fields=["shareable_declared"],
    )

    @invariant
    def due_after_notice(data):
        ordered(
            data,
            "notice_date",
            "due_date",
            _("due_before_notice", default="“To be met by” is before the date of notice."),
        )

    @invariant
    def held_with_reason(data):
        if getattr(data, "held", False) and not getattr(data, "held_reason", None):
            raise Misfit(_("held_needs_reason", default="Say why it is held."), "held_reason")


@implementer(IEnforcementAction)
class EnforcementAction(Document):
    """An enforcement action."""
