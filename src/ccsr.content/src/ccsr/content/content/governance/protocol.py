"""Protocol: what the inspectorate and CCSR have agreed, in versions (protocol 9).

It is changed while it is a draft. Adopting one version supersedes the one in force.
"""

from ccsr.content import _
from ccsr.content.content.base import Entry
from ccsr.content.content.day import Day
from ccsr.content.content.invariants import Misfit
from ccsr.content.content.rows_field import Rows
from ccsr.content.domain.governance import protocols
from ccsr.content.interfaces import IEntryFolder
from ccsr.content.interfaces import IHasDues
from ccsr.content.personal import not_personal
from ccsr.content.personal import personal
from plone.supermodel import model
from zope import schema
from zope.interface import implementer
from zope.interface import Interface
from zope.interface import invariant


SEEN_BY = "Officers, reviewers, administrators, the inspectorate."

LATE_REVIEW = _(
    "protocol_late_review",
    default="The protocol is reviewed every three years or sooner: give a day not later than "
    "three years after it comes into force.",
)


class IRevision(Interface):
    """One line of the revision history."""

    date = Day(title=_("label_revision_date", default="Date"), required=False)
    version = schema.TextLine(title=_("label_revision_version", default="Version"))
    description = schema.TextLine(title=_("label_revision_text", default="What was revised"))
    updated_by = schema.TextLine(title=_("label_revision_by", default="Revised by"), required=False)


class IApproval(Interface):
    """Who approved which version, and when."""

    date = Day(title=_("label_approval_date", default="Approved on"))
    version = schema.TextLine(title=_("label_approval_version", default="Version"))
    role = schema.TextLine(title=_("label_approval_role", default="Role"))
    name = schema.TextLine(title=_("label_approval_name", default="Name"))


class ISignatory(Interface):
    """Who signs for a party; ``signed`` is the day on which they did."""

    name = schema.TextLine(title=_("label_signatory_name", default="Name"))
    role = schema.TextLine(title=_("label_signatory_role", default="Role"))
    party = schema.Choice(
        title=_("label_signatory_party", default="Signs for"), vocabulary="ccsr.content.parties"
    )
    signed = Day(title=_("label_signatory_signed", default="Signed on"), required=False)


class IProtocol(IEntryFolder, model.Schema):
    """A version of the protocol; its clauses are inside."""

    personal("revisions", "approvals", why="Name who wrote and approved it.", seen_by=SEEN_BY)
    personal("signatories", why="Name who signed it.", seen_by=SEEN_BY)
    not_personal("title", "title_cy", "version", "parties", "in_force_from", "review_on")
    not_personal("receive_days", "answer_days")

    title = schema.TextLine(title=_("label_protocol_title", default="Title"))

    title_cy = schema.TextLine(
        title=_("label_protocol_title_cy", default="Title in Welsh"), required=False
    )

    version = schema.TextLine(
        title=_("label_protocol_version", default="Version"),
        description=_("help_protocol_version", default="For instance 3.4."),
        max_length=20,
    )

    parties = schema.Tuple(
        title=_("label_protocol_parties", default="Parties"),
        description=_("help_protocol_parties", default="Who agrees, one a line."),
        value_type=schema.TextLine(),
        required=False,
        missing_value=(),
    )

    in_force_from = Day(title=_("label_protocol_in_force", default="In force from"), required=False)

    review_on = Day(
        title=_("label_protocol_review", default="To be reviewed on"),
        description=_(
            "help_protocol_review",
            default="Every three years, or sooner if both parties agree (9.1). Reminders go out "
            "six, three and one month before. Left empty, it is three years after it comes "
            "into force.",
        ),
        required=False,
    )

    receive_days = schema.Int(
        title=_("label_protocol_receive_days", default="Days in which a report is received"),
        description=_(
            "help_protocol_receive_days",
            default="After the inspectorate has issued it, or since what it tells took effect.",
        ),
        default=28,
        min=1,
        max=366,
    )

    answer_days = schema.Int(
        title=_("label_protocol_answer_days", default="Days in which a liaison item is answered"),
        description=_(
            "help_protocol_answer_days", default="After it was sent to the inspectorate."
        ),
        default=28,
        min=1,
        max=366,
    )

    model.fieldset(
        "agreement",
        label=_("fieldset_agreement", default="Who agreed"),
        fields=["revisions", "approvals", "signatories"],
    )

    revisions = Rows(
        title=_("label_protocol_revisions", default="Revision history"),
        columns=IRevision,
        required=False,
    )

    approvals = Rows(
        title=_("label_protocol_approvals", default="Approvals"),
        columns=IApproval,
        required=False,
    )

    signatories = Rows(
        title=_("label_protocol_signatories", default="Signatories"),
        columns=ISignatory,
        required=False,
    )

    @invariant
    def reviewed_in_time(data):
        """Refuse a review later than three years."""
        start, review = getattr(data, "in_force_from", None), getattr(data, "review_on", None)
        if start and review and review > protocols.review_by(start):
            raise Misfit(LATE_REVIEW, "review_on")


@implementer(IProtocol, IHasDues)
class Protocol(Entry):
    """A version of the protocol."""

    parties = ()
    revisions = ()
    approvals = ()
    signatories = ()


def draft_of(protocol):
    """Return what the rules of adoption look at."""
    return protocols.Draft(
        protocol.version,
        [clause.number for clause in clauses(protocol)],
        protocol.in_force_from,
        protocol.review_on,
        protocol.approvals or (),
        protocol.signatories or (),
    )


def clauses(protocol):
    """Return the clauses of a version in the order of their numbers."""
    found = [one for one in protocol.objectValues() if one.portal_type == "Clause"]
    return sorted(found, key=lambda one: (protocols.number_key(one.number), one.getId()))
