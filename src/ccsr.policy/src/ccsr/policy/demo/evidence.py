"""The demo's evidence: invented papers of a partnership, one of them stale."""

from ccsr.content.printing import pdf
from ccsr.policy.demo.people import acting
from datetime import timedelta
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile


#: Title, title in Welsh, what it says, elements, days until its review (negative: stale).
PAPERS = (
    (
        "Audit of thresholds and referrals",
        "Archwiliad o drothwyon ac atgyfeiriadau",
        "Sixty referrals of last quarter were read by two partners. In fifty-four the "
        "threshold was applied as agreed; in six the decision came a day late.",
        (
            "safeguarding_lac_2009/safeguarding",
            "contact_referral_2009/children_in_need",
            "contact_referral_2009/protection",
            "ofsted_ilacs_2026/help_protection",
        ),
        75,
    ),
    (
        "How long children wait for a placement",
        "Pa mor hir y mae plant yn aros am leoliad",
        "Of the placements made this year, four in five were made within a week of the "
        "decision. The longest wait was for a secure place.",
        (
            "safeguarding_lac_2009/looked_after",
            "ofsted_ilacs_2026/in_care",
            "caa_2009/outcomes",
        ),
        -20,
    ),
    (
        "Duty rota and deputies",
        "Rota dyletswydd a dirprwyon",
        "Who is on duty in each week, who stands in, and how they are reached at night.",
        ("contact_referral_2009/risk", "safeguarding_lac_2009/safeguarding"),
        20,
    ),
)


def make(build) -> None:
    """Keep the papers as the partner."""
    area = api.portal.get()["readiness"]
    with acting("partner"):
        for title, title_cy, text, elements, days in PAPERS:
            paper = pdf("plain", {"title": title, "text": text}, "en")
            createContentInContainer(
                area,
                "Evidence",
                title=title,
                title_cy=title_cy,
                file=NamedBlobFile(paper, "application/pdf", f"{title}.pdf"),
                elements=list(elements),
                owner="partner",
                review_by=build.plan.today + timedelta(days=days),
            )
