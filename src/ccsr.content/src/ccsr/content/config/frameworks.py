"""Inspection frameworks: each with its own themes and its own scale.

A new framework is a new entry here; scales of different frameworks are never
compared or merged.
"""

from ccsr.content import _
from ccsr.content.config.terms import Term
from dataclasses import dataclass


@dataclass(frozen=True)
class Framework:
    """``grades`` run from best to worst."""

    token: str
    title: str
    inspectorate: str
    themes: tuple[Term, ...]
    grades: tuple[Term, ...]


OVERALL = Term("overall", _("theme_overall", default="Overall effectiveness"))
LEADERS = Term("leaders", _("theme_leaders", default="Impact of leaders on social work practice"))
HELP_PROTECTION = Term(
    "help_protection",
    _("theme_help_protection", default="Children who need help and protection"),
)
IN_CARE = Term("in_care", _("theme_in_care", default="Children in care"))
CARE_LEAVERS = Term("care_leavers", _("theme_care_leavers", default="Care leavers"))

OFSTED_GRADES = (
    Term("outstanding", _("grade_outstanding", default="Outstanding")),
    Term("good", _("grade_good", default="Good")),
    Term(
        "requires_improvement",
        _("grade_requires_improvement", default="Requires improvement to be good"),
    ),
    Term("inadequate", _("grade_inadequate", default="Inadequate")),
)

ALL = (
    Framework(
        "ofsted_sif",
        _("framework_ofsted_sif", default="Ofsted single inspection framework (2013 to 2017)"),
        "ofsted",
        (
            OVERALL,
            HELP_PROTECTION,
            Term(
                "looked_after",
                _("theme_looked_after", default="Children looked after and achieving permanence"),
            ),
            Term("adoption", _("theme_adoption", default="Adoption performance")),
            CARE_LEAVERS,
            Term(
                "leadership",
                _("theme_leadership", default="Leadership, management and governance"),
            ),
        ),
        OFSTED_GRADES,
    ),
    Framework(
        "ofsted_ilacs",
        _("framework_ofsted_ilacs", default="Ofsted ILACS (2018 to March 2026)"),
        "ofsted",
        (OVERALL, LEADERS, HELP_PROTECTION, IN_CARE, CARE_LEAVERS),
        OFSTED_GRADES,
    ),
    Framework(
        "ofsted_ilacs_2026",
        _("framework_ofsted_ilacs_2026", default="Ofsted ILACS (from April 2026)"),
        "ofsted",
        (LEADERS, HELP_PROTECTION, IN_CARE, CARE_LEAVERS),
        OFSTED_GRADES,
    ),
    Framework(
        "ofsted_area_send",
        _("framework_ofsted_area_send", default="Ofsted and CQC area SEND"),
        "ofsted_cqc",
        (
            Term(
                "outcome",
                _("theme_area_outcome", default="Outcome of the local area partnership"),
            ),
        ),
        (
            Term(
                "typically_positive",
                _("grade_typically_positive", default="Typically positive experiences"),
            ),
            Term("inconsistent", _("grade_inconsistent", default="Inconsistent experiences")),
            Term(
                "systemic_failings",
                _("grade_systemic_failings", default="Widespread or systemic failings"),
            ),
        ),
    ),
    Framework(
        "ciw_2024",
        _("framework_ciw_2024", default="Care Inspectorate Wales ratings (2024)"),
        "ciw",
        (
            Term("wellbeing", _("theme_wellbeing", default="Well-being")),
            Term("care_support", _("theme_care_support", default="Care and support")),
            Term("environment", _("theme_environment", default="Environment")),
            Term(
                "leadership_management",
                _("theme_leadership_management", default="Leadership and management"),
            ),
        ),
        (
            Term("excellent", _("grade_excellent", default="Excellent")),
            Term("good", _("grade_good", default="Good")),
            Term(
                "requires_improvement",
                _("grade_ciw_requires_improvement", default="Requires improvement"),
            ),
            Term(
                "requires_significant_improvement",
                _(
                    "grade_requires_significant_improvement",
                    default="Requires significant improvement",
                ),
            ),
        ),
    ),
    Framework(
        "cssiw_nms",
        _("framework_cssiw_nms", default="CSSIW national minimum standards"),
        "cssiw",
        (
            Term("planning_care", _("theme_planning_care", default="Planning for care")),
            Term("quality_care", _("theme_quality_care", default="Quality of care")),
            Term("staffing", _("theme_staffing", default="Staffing")),
            Term(
                "premises",
                _("theme_premises", default="Environment and premises"),
            ),
            Term(
                "conduct_management",
                _("theme_conduct_management", default="Conduct and management"),
            ),
        ),
        (
            Term("exceeded", _("grade_exceeded", default="Standard exceeded")),
            Term("met", _("grade_met", default="Standard met")),
            Term("almost_met", _("grade_almost_met", default="Standard almost met")),
            Term("not_met", _("grade_not_met", default="Standard not met")),
        ),
    ),
)

BY_TOKEN = {framework.token: framework for framework in ALL}
