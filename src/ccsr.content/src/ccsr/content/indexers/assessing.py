"""What the catalog knows of self-assessments and risks, so that boards and matrices wake none."""

from ccsr.content.content.actions.action import IAgreedAction
from ccsr.content.content.readiness.assessment import ISelfAssessment
from ccsr.content.content.readiness.assessment import ref_of
from ccsr.content.content.readiness.risk import IRisk
from plone.indexer import indexer


@indexer(ISelfAssessment)
def assessed_elements(assessment):
    """The one element that it is of, as ``framework/element``."""
    return (ref_of(assessment),)


@indexer(ISelfAssessment)
def assessed_grade(assessment):
    """The id of the grade, '' without one."""
    return assessment.grade or ""


@indexer(ISelfAssessment)
def assessed_evidence(assessment):
    """The UIDs of its evidence."""
    return tuple(assessment.evidence or ())


@indexer(ISelfAssessment)
def assessed_review_by(assessment):
    """The day after which it is stale."""
    return assessment.review_by


@indexer(IRisk)
def risk_elements(risk):
    """The element that it bears on, if it is one."""
    return (risk.element,) if risk.element else ()


@indexer(IRisk)
def risk_place(risk):
    """Likelihood and impact, 1…5 each."""
    return (risk.likelihood, risk.impact)


@indexer(IRisk)
def risk_status(risk):
    """What has become of it."""
    return risk.status


@indexer(IRisk)
def risk_kept_by(risk):
    """The account of whoever watches it."""
    return risk.owner or ""


@indexer(IAgreedAction)
def action_source(action):
    """The UID of what it was agreed in or for."""
    return action.source or ""
