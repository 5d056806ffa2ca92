"""Risks: the matrix of all, as a picture and as a table, and the page of one."""

from ccsr.content import permissions
from ccsr.content.browser import display
from ccsr.content.browser.page import full_name
from ccsr.content.browser.page import Page
from ccsr.content.browser.readiness.agreed import HasActions
from ccsr.content.content.readiness import assessed
from ccsr.content.content.readiness import frameworks
from ccsr.content.content.readiness.risk import TYPE
from ccsr.content.domain.readiness import risks
from functools import cached_property
from plone import api


STATUSES = {term.token: term.title for term in risks.STATUSES}
LIKELIHOODS = {int(term.token): term.title for term in risks.LIKELIHOODS}
IMPACTS = {int(term.token): term.title for term in risks.IMPACTS}


class Risking(Page):
    """What pages of risks have in common."""

    def level_word(self, level):
        """Return what a level is called."""
        return risks.LEVEL_TITLES[level]

    def element_title(self, ref):
        """Return the name of an element with its framework's; '' where there is none."""
        found = frameworks.element(ref) if ref else None
        return (
            {
                "element": found[1].title_for(self.language),
                "framework": found[0].title_for(self.language),
            }
            if found
            else None
        )

    likelihoods = LIKELIHOODS
    impacts = IMPACTS

    @property
    def resources(self):
        """Return where style sheets are."""
        return f"{api.portal.get().absolute_url()}/++plone++ccsr.content"


class Risks(Risking):
    """``@@risks`` of the area: the matrix shows what is not closed, the table all of it."""

    @cached_property
    def all(self):
        """Return every risk, the gravest first, what is closed at the end."""
        found = risks.worst_first(assessed.all_risks())
        return sorted(found, key=lambda one: one.status == risks.CLOSED)

    @cached_property
    def numbers(self):
        """Return the number of each risk on this page by UID, from 1."""
        return {one.uid: number for number, one in enumerate(self.all, 1)}

    def matrix(self):
        """Return the rows of the matrix, from the likeliest down."""
        shown = [one for one in self.all if one.status != risks.CLOSED]
        return risks.matrix(shown)

    def rows(self):
        """Return the rows of the table."""
        return [
            {
                "risk": one,
                "number": self.numbers[one.uid],
                "level": self.level_word(one.level),
                "likelihood": LIKELIHOODS[one.likelihood],
                "impact": IMPACTS[one.impact],
                "status": STATUSES.get(one.status, one.status),
                "owner": full_name(one.owner),
                "element": self.element_title(one.refs[0] if one.refs else ""),
            }
            for one in self.all
        ]

    @property
    def add_url(self):
        """Return where a risk is added, None for who may not."""
        if not self.allowed(permissions.KeepReadiness):
            return None
        return f"{self.context.absolute_url()}/++add++{TYPE}"


class RiskView(Risking, HasActions):
    """One risk: where it stands, what is done about it."""

    @property
    def level(self):
        """Return the token of its level."""
        return risks.level(self.context.likelihood, self.context.impact)

    @property
    def score(self):
        """Return likelihood × impact."""
        return risks.score(self.context.likelihood, self.context.impact)

    @property
    def likelihood(self):
        """Return the likelihood in words."""
        return LIKELIHOODS[self.context.likelihood]

    @property
    def impact(self):
        """Return the impact in words."""
        return IMPACTS[self.context.impact]

    @property
    def status(self):
        """Return the status in words."""
        return STATUSES.get(self.context.status, self.context.status)

    @property
    def owner(self):
        """Return who watches it."""
        return full_name(self.context.owner)

    @property
    def element(self):
        """Return the names of the element and its framework, None without."""
        return self.element_title(self.context.element)

    @property
    def mitigation(self):
        """Return the lines of what is done about it."""
        return display.lines(self.context.mitigation)

    @property
    def matrix_url(self):
        """Return where all risks are."""
        return f"{self.context.__parent__.absolute_url()}/@@risks"
