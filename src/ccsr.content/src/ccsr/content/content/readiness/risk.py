"""Risk: what may go wrong in an inspection, or be found there, and what is done about it."""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.domain.readiness import risks
from ccsr.content.personal import not_personal
from ccsr.content.personal import personal
from plone.dexterity.content import Item
from plone.supermodel import model
from zope import schema
from zope.interface import implementer


TYPE = "Risk"


class IRisk(model.Schema):
    """Fields of a risk."""

    personal("title", "mitigation", why="Typed freely: may describe a person.")
    personal("owner", why="The account of whoever watches it.")
    not_personal("element", "likelihood", "impact", "status")

    title = schema.TextLine(
        title=_("label_risk_title", default="What may happen"),
        description=_("help_risk_title", default="One sentence. Name no child and no family."),
    )

    element = schema.Choice(
        title=_("label_risk_element", default="Element that it bears on"),
        vocabulary="ccsr.content.readiness_elements",
        required=False,
    )

    likelihood = schema.Choice(
        title=_("label_risk_likelihood", default="Likelihood"),
        vocabulary="ccsr.content.risk_likelihoods",
        default=3,
    )

    impact = schema.Choice(
        title=_("label_risk_impact", default="Impact"),
        vocabulary="ccsr.content.risk_impacts",
        default=3,
    )

    owner = schema.Choice(
        title=_("label_risk_owner", default="Watched by"),
        vocabulary="ccsr.People.readiness",
        required=False,
    )

    mitigation = schema.Text(
        title=_("label_risk_mitigation", default="What makes it less likely, or less grave"),
        required=False,
        max_length=20_000,
    )

    status = schema.Choice(
        title=_("label_risk_status", default="Status"),
        vocabulary="ccsr.content.risk_statuses",
        default=risks.OPEN,
    )


@implementer(IRisk)
class Risk(Item):
    """A risk."""

    element = owner = mitigation = None
    likelihood = impact = 3
    status = risks.OPEN
    # Else that of the area would be acquired.
    title_cy = None

    def title_for(self, language: str | None) -> str:
        """Return its own title."""
        return self.title
