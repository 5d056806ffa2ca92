"""SelfAssessment: how a partnership judges itself in one element of a framework.

There is one for each element; what it said at any time is kept (``assessment_history``).
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.content.day import Day
from ccsr.content.content.invariants import Misfit
from ccsr.content.content.readiness import frameworks
from ccsr.content.domain.naming import title_in
from ccsr.content.domain.readiness.framework import Element
from ccsr.content.domain.readiness.framework import Framework
from ccsr.content.interfaces import IHasDues
from ccsr.content.personal import not_personal
from ccsr.content.personal import personal
from plone.dexterity.content import Item
from plone.supermodel import model
from typing import Any
from zope import schema
from zope.interface import implementer
from zope.interface import invariant


TYPE = "SelfAssessment"

NO_ELEMENT = _(
    "assessment_no_element", default="This framework has no such element. Choose one that it has."
)
NO_GRADE = _("assessment_no_grade", default="That is not a grade of this framework's scale.")


class ISelfAssessment(model.Schema):
    """Fields of a self-assessment."""

    personal("commentary", why="Typed freely: may name or describe a person.")
    not_personal("framework", "element", "grade", "evidence", "review_by")

    framework = schema.Choice(
        title=_("label_framework", default="Framework"),
        vocabulary="ccsr.content.readiness_frameworks",
    )

    element = schema.TextLine(
        title=_("label_assessment_element", default="Element"),
        description=_("help_assessment_element", default="Its id in the framework."),
        max_length=40,
    )

    grade = schema.TextLine(
        title=_("label_assessment_grade", default="Our grade"),
        description=_("help_assessment_grade", default="By its id; empty while there is none yet."),
        required=False,
        max_length=40,
    )

    commentary = schema.Text(
        title=_("label_assessment_commentary", default="Why this grade"),
        description=_(
            "help_assessment_commentary",
            default="What you do, how you know, what is missing. Name no child and no family.",
        ),
        required=False,
        max_length=20_000,
    )

    evidence = schema.List(
        title=_("label_assessment_evidence", default="Evidence"),
        value_type=schema.Choice(vocabulary="ccsr.content.readiness_evidence"),
        required=False,
        missing_value=[],
        defaultFactory=list,
    )

    review_by = Day(
        title=_("label_review_by", default="Review by"),
        description=_(
            "help_assessment_review_by",
            default="From the day after, it counts as stale until somebody looks at it again.",
        ),
        required=False,
    )

    @invariant
    def fits_its_framework(data: Any) -> None:
        """Refuse an element or a grade that the framework does not have."""
        framework = frameworks.framework(data.framework)
        if framework is None:
            return
        if framework.element(data.element) is None:
            raise Misfit(NO_ELEMENT, "element")
        if data.grade and framework.grade(data.grade) is None:
            raise Misfit(NO_GRADE, "grade")


@implementer(ISelfAssessment, IHasDues)
class SelfAssessment(Item):
    """A self-assessment."""

    title_cy = None
    grade = commentary = review_by = None

    def title_for(self, language: str | None) -> str:
        """Return the Welsh title to a Welsh reader where there is one."""
        return title_in(language, self.title, self.title_cy)


def ref_of(assessment: Any) -> str:
    """Return the element that it is of, as ``framework/element``."""
    return f"{assessment.framework}/{assessment.element}"


def element_of(assessment: Any) -> tuple[Framework, Element] | None:
    """Return framework and element, None where an edit took the element away."""
    return frameworks.element(ref_of(assessment))


def name(assessment: Any) -> None:
    """Call it as its element is called; one whose element is gone keeps its name."""
    found = element_of(assessment)
    if found:
        assessment.title, assessment.title_cy = found[1].title, found[1].title_cy
