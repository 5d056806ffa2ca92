"""InspectionReport: an annual or further inspection (protocol 3.6, 5.2)."""

from ccsr.content import _
from ccsr.content.content.day import Day
from ccsr.content.content.document import Document
from ccsr.content.content.document import IDocumentSchema
from ccsr.content.content.invariants import Misfit
from ccsr.content.content.invariants import ordered
from ccsr.content.domain import judgements
from ccsr.content.personal import not_personal
from ccsr.content.personal import personal
from collective.z3cform.datagridfield.row import DictRow
from plone.supermodel import model
from zope import schema
from zope.interface import implementer
from zope.interface import Interface
from zope.interface import invariant
from zope.schema.interfaces import IList


class IJudgementsField(IList):
    """A list of judgements; its widget is registered for this."""


@implementer(IJudgementsField)
class Judgements(schema.List):
    """A list of judgements."""


class IJudgementRow(Interface):
    """One judgement: a theme and its grade."""

    theme = schema.Choice(title=_("label_theme", default="Theme"), vocabulary="ccsr.content.themes")

    grade = schema.Choice(title=_("label_grade", default="Grade"), vocabulary="ccsr.content.grades")


class IInspectionReport(IDocumentSchema):
    """An inspection report with its judgements."""

    personal("inspector", why="Names the inspector.")
    personal(
        "requirements",
        "recommendations",
        why="Written of one home, they may describe a child or a member of staff.",
    )
    not_personal(
        "inspectorate",
        "framework",
        "inspection_kind",
        "announced",
        "inspected_from",
        "inspected_to",
        "issued",
        "received",
        "judgements",
        "requirements_count",
        "recommendations_count",
    )

    model.fieldset(
        "inspection",
        label=_("fieldset_inspection", default="Inspection"),
        fields=[
            "inspectorate",
            "framework",
            "inspection_kind",
            "announced",
            "inspected_from",
            "inspected_to",
            "issued",
            "received",
            "inspector",
        ],
    )

    inspectorate = schema.Choice(
        title=_("label_inspectorate", default="Inspectorate"),
        vocabulary="ccsr.content.inspectorates",
        required=False,
        default="ciw",
    )

    framework = schema.Choice(
        title=_("label_framework", default="Framework"),
        vocabulary="ccsr.content.frameworks",
        required=False,
        default="ciw_2024",
    )

    inspection_kind = schema.Choice(
        title=_("label_inspection_kind", default="Kind of inspection"),
        vocabulary="ccsr.content.inspection_kinds",
        required=False,
        default="annual",
    )

    announced = schema.Bool(
        title=_("label_announced", default="Announced"), required=False, default=False
    )

    inspected_from = Day(title=_("label_inspected_from", default="Inspected from"), required=False)

    inspected_to = Day(title=_("label_inspected_to", default="Inspected to"), required=False)

    issued = Day(title=_("label_issued", default="Issued on"), required=False)

    received = Day(title=_("label_received", default="Received on"), required=False)

    inspector = schema.TextLine(title=_("label_inspector", default="Inspector"), required=False)

    model.fieldset(
        "findings",
        label=_("fieldset_findings", default="Findings"),
        fields=[
            "judgements",
            "requirements_count",
            "requirements",
            "recommendations_count",
            "recommendations",
        ],
    )

    judgements = Judgements(
        title=_("label_judgements", default="Judgements"),
        description=_(
            "help_judgements", default="Leave the grade empty where a theme was not judged."
        ),
        value_type=DictRow(schema=IJudgementRow),
        required=False,
        missing_value=[],
        defaultFactory=list,
    )

    requirements_count = schema.Int(
        title=_("label_requirements_count", default="Number of requirements"),
        required=False,
        min=0,
    )

    requirements = schema.Text(
        title=_("label_requirements", default="Requirements"),
        description=_("help_one_a_line", default="One a line."),
        required=False,
    )

    recommendations_count = schema.Int(
        title=_("label_recommendations_count", default="Number of recommendations"),
        required=False,
        min=0,
    )

    recommendations = schema.Text(
        title=_("label_recommendations", default="Recommendations"),
        description=_("help_one_a_line", default="One a line."),
        required=False,
    )

    model.fieldset(
        "declaration",
        label=_("fieldset_declaration", default="Declaration"),
        fields=["shareable_declared"],
    )

    @invariant
    def inspected_in_order(data):
        ordered(
            data,
            "inspected_from",
            "inspected_to",
            _("inspected_out_of_order", default="“Inspected to” is before “Inspected from”."),
        )

    @invariant
    def issued_after_inspection(data):
        ordered(
            data,
            "inspected_to",
            "issued",
            _("issued_before_inspection", default="“Issued on” is before the inspection ended."),
        )

    @invariant
    def judgements_on_scale(data):
        found = judgements.problems(
            getattr(data, "framework", None), getattr(data, "judgements", None)
        )
        if found:
            needs = "framework" if found[0].rule == "framework" else "judgements"
            raise Misfit(found[0].message, needs)


@implementer(IInspectionReport)
class InspectionReport(Document):
    """An inspection report."""
