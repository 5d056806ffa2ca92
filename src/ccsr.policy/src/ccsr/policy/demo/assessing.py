"""The demo's self-assessments, with months of history, and its risks; all invented."""

from ccsr.content.content.readiness import assessment_history
from ccsr.content.content.readiness import gap_actions
from ccsr.content.domain.readiness.assessments import Snapshot
from ccsr.policy.demo.people import acting
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from plone.dexterity.utils import createContentInContainer
from zope.annotation.interfaces import IAnnotations


@dataclass(frozen=True)
class Said:
    """What somebody said of an element so many days ago."""

    who: str
    days: int
    grade: str
    why: str


#: Element → what was said of it, the oldest first; days until its review (negative: stale).
ASSESSED = (
    (
        "safeguarding_lac_2009/safeguarding",
        45,
        Said(
            "partner",
            470,
            "adequate",
            "Children at risk are seen in time. Joint planning is "
            "uneven between the two districts.",
        ),
        Said(
            "officer",
            150,
            "adequate",
            "The audit of thresholds found six late decisions in sixty. The procedure was changed.",
        ),
        Said(
            "partner",
            30,
            "good",
            "The second audit found none late. Weak spots are known: "
            "strategy meetings without health.",
        ),
    ),
    (
        "safeguarding_lac_2009/looked_after",
        -12,
        Said("officer", 465, "good", "Reviews are on time, and children are heard in them."),
        Said("officer", 380, "adequate", "Too many moves in the first year of a placement."),
        Said("partner", 210, "adequate", "Fewer moves. School places still come late."),
    ),
    (
        "contact_referral_2009/children_in_need",
        60,
        Said(
            "partner",
            300,
            "development",
            "Assessments are on time, but few tell what the child said.",
        ),
        Said(
            "partner",
            40,
            "satisfactory",
            "The new form asks for the child's own view; nine in ten have it.",
        ),
    ),
    (
        "contact_referral_2009/protection",
        60,
        Said("officer", 300, "strength", "Decisions are made the same day and by two partners."),
    ),
    (
        "contact_referral_2009/risk",
        -3,
        Said("officer", 280, "development", "History is not always read before a decision."),
    ),
    (
        "caa_2009/outcomes",
        120,
        Said("officer", 90, "well", "Two of three agreed outcomes got better this year."),
    ),
    (
        "caa_2009/performance",
        120,
        Said(
            "officer",
            90,
            "adequate",
            "Figures are reported each quarter; what follows from them is not always put down.",
        ),
    ),
    (
        "ofsted_ilacs_2026/help_protection",
        90,
        Said(
            "partner",
            20,
            "good",
            "Taken over from the assessment of safeguarding, read against the newer descriptors.",
        ),
    ),
)

#: Title, element, likelihood, impact, owner, what is done about it, status.
RISKS = (
    (
        "Nobody from health is free when inspectors ask to meet them",
        "safeguarding_lac_2009/safeguarding",
        4,
        4,
        "partner",
        "Deputies are named for two of three posts.",
        "open",
    ),
    (
        "Case files cannot be handed over the day after notification",
        "safeguarding_lac_2009/looked_after",
        3,
        5,
        "officer",
        "A list of files is kept by month. The index is printed each Friday.",
        "open",
    ),
    (
        "The duty team is two short in an unannounced week",
        "contact_referral_2009/risk",
        3,
        3,
        "partner",
        "An agreement with the neighbouring authority for two days.",
        "open",
    ),
    (
        "Figures of the two districts do not fit together",
        "caa_2009/performance",
        2,
        3,
        "",
        "",
        "open",
    ),
    (
        "Snow closes the office in the week of fieldwork",
        None,
        1,
        3,
        "officer",
        "Inspectors can sit in the library.",
        "accepted",
    ),
    (
        "The old case system is switched off before the files are moved",
        "safeguarding_lac_2009/looked_after",
        2,
        5,
        "officer",
        "It was moved in March.",
        "closed",
    ),
)


def make(build) -> None:
    """Assess and put the risks down, and agree an action on the gravest."""
    area = api.portal.get()["readiness"]
    with acting("partner"):
        evidence = api.content.find(portal_type="Evidence")
    for ref, days, *said in ASSESSED:
        named = [one.UID for one in evidence if ref in (one.readiness_elements or ())]
        review = build.plan.today + timedelta(days=days)
        _assess(area, ref, said, named, review, build.plan.today)
    risks = [_risk(area, *values) for values in RISKS]
    with acting("partner"):
        gap_actions.agree(risks[0])


def _assess(area, ref, said, evidence, review, today: date):
    framework, element = ref.split("/")
    last = said[-1]
    with acting(last.who):
        made = createContentInContainer(
            area,
            "SelfAssessment",
            framework=framework,
            element=element,
            grade=last.grade,
            commentary=last.why,
            evidence=evidence,
            review_by=review,
        )
    history = [
        Snapshot(_noon(today - timedelta(days=one.days)), one.who, one.grade, one.why)
        for one in said
    ]
    newest = assessment_history.snapshots(made)[-1]
    history[-1] = Snapshot(
        history[-1].when, last.who, last.grade, last.why, newest.evidence, newest.review_by
    )
    IAnnotations(made)[assessment_history.KEY] = tuple(history)


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def _risk(area, title, element, likelihood, impact, owner, mitigation, status):
    with acting("officer"):
        return createContentInContainer(
            area,
            "Risk",
            title=title,
            element=element,
            likelihood=likelihood,
            impact=impact,
            owner=owner or None,
            mitigation=mitigation,
            status=status,
        )
