"""ComplaintReport: a completed complaint (protocol 5.2)."""

from ccsr.content import _
from ccsr.content.content.day import Day
from ccsr.content.content.document import Document
from ccsr.content.content.document import IDocumentSchema
from ccsr.content.content.invariants import ordered
from ccsr.content.interfaces import IProviderAnswers
from ccsr.content.personal import not_personal
from ccsr.content.personal import personal
from plone.supermodel import model
from zope import schema
from zope.interface import implementer
from zope.interface import invariant


class IComplaintReport(IProviderAnswers, IDocumentSchema):
    """A report on a complaint; only completed ones are recorded."""

    personal("reference", why="Leads to the complainant in the inspectorate's own records.")
    personal(
        "subject",
        "requirements",
        why="What was complained about may describe a child, a complainant or a member of staff.",
    )
    not_personal("received", "completed", "outcome")

    model.fieldset(
        "complaint",
        label=_("fieldset_complaint", default="Complaint"),
        fields=["reference", "received", "completed", "subject", "outcome", "requirements"],
    )

    reference = schema.TextLine(
        title=_("label_reference", default="Reference"),
        description=_("help_reference", default="The inspectorate's number of the complaint."),
        required=False,
    )

    received = Day(
        title=_("label_complaint_received", default="Complaint received on"), required=False
    )

    completed = Day(
        title=_("label_completed", default="Completed on"),
        description=_(
            "help_completed", default="Only completed complaints are recorded (protocol 5.2)."
        ),
    )

    subject = schema.Text(title=_("label_subject", default="Subject"), required=False)

    outcome = schema.Choice(
        title=_("label_outcome", default="Outcome"),
        vocabulary="ccsr.content.complaint_outcomes",
        required=False,
    )

    requirements = schema.Text(
        title=_("label_requirements", default="Requirements"),
        description=_("help_one_a_line", default="One a line."),
        required=False,
    )

    model.fieldset(
        "declaration",
        label=_("fieldset_declaration", default="Declaration"),
        fields=["shareable_declared"],
    )

    @invariant
    def completed_after_received(data):
        ordered(
            data,
            "received",
            "completed",
            _(
                "completed_before_received",
                default="“Completed on” is before the day the complaint was received.",
            ),
        )


@implementer(IComplaintReport)
class ComplaintReport(Document):
    """A complaint report.

    ``subject`` says what the complaint is about. Plone knows a ``subject`` of its
    own, the keywords; a complaint has none.
    """

    subject = None

    def setSubject(self, subject):
        """Keep the text; Plone would split it into keywords."""
        self.subject = subject

    def Subject(self):
        """Return no keywords."""
        return ()
