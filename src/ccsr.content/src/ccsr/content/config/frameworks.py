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

#: Before the single inspection framework the third grade was "adequate".
OFSTED_GRADES_2009 = (
    *OFSTED_GRADES[:2],
    Term("adequate", _("grade_adequate", default="Adequate")),
    OFSTED_GRADES[-1],
)

ALL = (
    Framework(
        "ofsted_safeguarding",
        _(
            "framework_ofsted_safeguarding",
            default="Ofsted safeguarding and looked after children (2009 to 2012)",
        ),
        "ofsted",
        (
            Term("safeguarding", _("theme_safeguarding", default="Safeguarding services")),
            Term(
                "safeguarding_capacity",
                _("theme_safeguarding_capacity", default="Safeguarding: capacity for improvement"),
            ),
            Term(
                "looked_after_services",
                _("theme_looked_after_services", default="Services for looked after children"),
            ),
            Term(
                "looked_after_capacity",
                _("theme_looked_after_capacity", default="Looked after: capacity for improvement"),
            ),
        ),
        OFSTED_GRADES_2009,
    ),
    Framework(
        "ofsted_protection",
        _("framework_ofsted_protection", default="Ofsted protection of children (2012 to 2013)"),
        "ofsted",
        (
            OVERALL,
            Term(
                "help_given",
                _("theme_help_given", default="Effectiveness of the help and protection provided"),
            ),
            Term("practice", _("theme_practice", default="Quality of practice")),
            Term("governance", _("theme_governance", default="Leadership and governance")),
        ),
        OFSTED_GRADES_2009,
    ),
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
        "ofsted_jtai",
        _("framework_ofsted_jtai", default="Joint targeted area inspection (no grades)"),
        "ofsted_joint",
        (),
        (),
    ),
    Framework(
        "ofsted_sccif",
        _("framework_ofsted_sccif", default="Ofsted social care common inspection framework"),
        "ofsted",
        (
            Term(
                "experiences_progress",
                _("theme_experiences_progress", default="Overall experiences and progress"),
            ),
            Term(
                "helped_protected",
                _("theme_helped_protected", default="How well children are helped and protected"),
            ),
            Term(
                "leaders_managers",
                _("theme_leaders_managers", default="Effectiveness of leaders and managers"),
            ),
        ),
        OFSTED_GRADES,
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
    # Of these no grade was ever given, so that nothing can be judged by them.
    Framework(
        "ciw_2018",
        _("framework_ciw_2018", default="Care Inspectorate Wales without ratings (2018 to 2024)"),
        "ciw",
        (),
        (),
    ),
    Framework(
        "cssiw_2011",
        _("framework_cssiw_2011", default="CSSIW quality themes without ratings (2011 to 2017)"),
        "cssiw",
        (),
        (),
    ),
    Framework(
        "ciw_authority",
        _(
            "framework_ciw_authority",
            default="Care Inspectorate Wales and CSSIW: social services of local authorities",
        ),
        "ciw",
        (),
        (),
    ),
)

BY_TOKEN = {framework.token: framework for framework in ALL}
