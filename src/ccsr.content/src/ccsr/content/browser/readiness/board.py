"""The readiness board: the page of the area of readiness."""

from ccsr.content import _
from ccsr.content import permissions
from ccsr.content.browser import words
from ccsr.content.browser.page import Action
from ccsr.content.browser.readiness.framework import Graded
from ccsr.content.content.actions.rows import rows as actions_of
from ccsr.content.content.readiness import assessed
from ccsr.content.content.readiness import assessment_history
from ccsr.content.content.readiness import frameworks
from ccsr.content.content.readiness.inspection import notified
from ccsr.content.content.readiness.inspection import TYPE as INSPECTION
from ccsr.content.domain import dates
from ccsr.content.domain.readiness import board
from ccsr.content.domain.readiness import risks
from ccsr.content.domain.readiness.clock import local_day
from ccsr.content.domain.readiness.evidence import is_stale
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from plone import api
from typing import Any


TITLE = _("readiness_board", default="Readiness board")
NOTIFIED = _("notified_action", default="We have been notified")
EXERCISE = _("exercise_title", default="Plan an exercise")
#: The pages of the area: id, title, address.
PAGES = (
    ("frameworks", _("frameworks_title", default="Inspection frameworks"), "@@frameworks"),
    ("evidence", _("evidence_list_title", default="Evidence"), "@@evidence"),
    ("risks", _("risks_title", default="Risks"), "@@risks"),
    ("actions", _("actions_title", default="Agreed actions"), "@@actions"),
    ("briefings", _("briefings_title", default="Briefings"), "@@briefings"),
    ("parties", _("working_parties_title", default="Working parties"), "@@working-parties"),
    ("meetings", words.TYPES["Meeting"].many, "@@meetings"),
    ("packs", _("packs_title", default="Evidence packs"), "@@packs"),
)
#: Rows of a list beside the table.
MOST = 8


@dataclass(frozen=True)
class Row:
    """How one framework stands."""

    framework: Any
    href: str
    standings: list
    grades: list
    ungraded: int
    stale: int
    risks: int
    last: Any
    under_way: Any
    expected: Any
    points: list

    @property
    def now(self):
        """Return how it stands today."""
        return self.points[-1]


class Board(Graded):
    """All frameworks at one look, and what is to be done first."""

    title = TITLE
    other_title = None
    edited_with = "Manage properties"

    @property
    def today(self):
        """Return the day of the request."""
        return dates.today()

    @property
    def page_title(self):
        """Return the title of the page."""
        return TITLE

    @property
    def url(self):
        """Return the address of the area."""
        return self.context.absolute_url()

    @property
    def actions(self):
        """Return the links of the toolbar."""
        if not self.allowed(permissions.KeepReadiness):
            return []
        added = ("Evidence", "Risk", "AgreedAction")
        adding = [
            Action(f"add-{name}", words.TYPES[name].add, f"{self.url}/++add++{name}")
            for name in added
            if self.allowed(permissions.AddReadiness)
        ]
        return [
            Action("notified", NOTIFIED, f"{self.url}/@@notified", "primary"),
            Action("exercise", EXERCISE, f"{self.url}/@@exercise"),
            *adding,
        ]

    @property
    def pages(self):
        """Return the other pages of the area."""
        return [(id, title, f"{self.url}/{name}") for id, title, name in PAGES]

    # -- the table ----------------------------------------------------------------

    @cached_property
    def rows(self):
        """Return how each framework stands."""
        return [self._row(one) for one in frameworks.frameworks()]

    def _row(self, framework):
        standings = assessed.standings(framework, self.today)
        last = self._last.get(framework.key)
        return Row(
            framework,
            self._pages.get(framework.key, ""),
            standings,
            self._grades(framework, standings),
            sum(one.grade is None for one in standings),
            sum(one.is_stale + one.stale_evidence for one in standings),
            len({risk.uid for one in standings for risk in one.risks}),
            last,
            self._under_way.get(framework.key),
            board.expected(framework, last and local_day(notified(last)), self.today),
            board.trend(framework, self._histories.get(framework.key, {}), self.today),
        )

    def _grades(self, framework, standings):
        counted = Counter(one.grade.id for one in standings if one.grade)
        return [
            {**self.grade(framework, grade), "count": counted[grade.id]}
            for grade in framework.scale
            if counted[grade.id]
        ]

    @cached_property
    def _histories(self):
        found = {}
        for brain in api.content.find(portal_type="SelfAssessment"):
            for ref in brain.readiness_elements or ():
                key, _, element = ref.partition("/")
                # Waked for its history: the catalog knows the present only.
                past = assessment_history.snapshots(brain.getObject())
                found.setdefault(key, {})[element] = past
        return found

    @cached_property
    def _inspections(self):
        found = [brain.getObject() for brain in api.content.find(portal_type=INSPECTION)]
        return sorted(found, key=notified)

    @cached_property
    def _last(self):
        return {one.framework: one for one in self._real if one.finished_on}

    @cached_property
    def _under_way(self):
        return {one.framework: one for one in self._real if not one.finished_on}

    @property
    def _real(self):
        return [one for one in self._inspections if not one.is_exercise]

    @cached_property
    def _pages(self):
        found = [brain.getObject() for brain in api.content.find(portal_type=frameworks.TYPE)]
        return {one.key: one.absolute_url() for one in found}

    def days_until(self, day):
        """Return the days until a day, negative for one that is over."""
        return (day - self.today).days

    # -- what is to be done first ---------------------------------------------------

    def running(self):
        """Return the inspections and exercises that are not finished, the newest first."""
        return [
            {"title": one.title_for(self.language), "href": f"{one.absolute_url()}/@@board"}
            for one in reversed(self._inspections)
            if not one.finished_on
        ]

    @cached_property
    def stale(self):
        """Return stale evidence, the longest stale first."""
        found = [one for one in assessed.evidence() if is_stale(one.review_by, self.today)]
        return sorted(found, key=lambda one: one.review_by)

    @cached_property
    def late_actions(self):
        """Return the overdue actions of the area, the longest overdue first."""
        found = [one for one in actions_of(self.context) if one.is_overdue(self.today)]
        return sorted(found, key=lambda one: one.due)

    @cached_property
    def grave_risks(self):
        """Return the open risks by score, the gravest first."""
        found = [one for one in assessed.open_risks() if one.level in (risks.HIGH, risks.SEVERE)]
        return sorted(found, key=lambda one: -one.score)

    @property
    def gaps(self):
        """Return how many elements of all frameworks have no grade."""
        return sum(row.ungraded for row in self.rows)

    def first(self, things):
        """Return as many as a list shows."""
        return things[:MOST]

    def level_title(self, risk):
        """Return the word for the level of a risk."""
        return risks.LEVEL_TITLES[risk.level]
