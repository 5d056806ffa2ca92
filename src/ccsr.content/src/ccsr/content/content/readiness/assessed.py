"""How each element of a framework stands: its grade, its evidence, its risks.

Read from the catalog's own columns, as far as whoever asks may see; nothing is woken.
"""

from __future__ import annotations

from ccsr.content.domain.naming import title_in
from ccsr.content.domain.readiness import risks
from ccsr.content.domain.readiness.assessments import gap
from ccsr.content.domain.readiness.evidence import is_stale
from ccsr.content.domain.readiness.framework import Element
from ccsr.content.domain.readiness.framework import Framework
from ccsr.content.domain.readiness.framework import Grade
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from plone import api
from typing import Any


@dataclass(frozen=True)
class Thing:
    """What stands in a list; ``refs`` are the elements that it is of."""

    uid: str
    url: str
    title: str
    title_cy: str
    refs: tuple[str, ...]
    review_by: date | None

    def title_for(self, language: str | None) -> str:
        """Return the Welsh title to a Welsh reader where there is one."""
        return title_in(language, self.title, self.title_cy)


@dataclass(frozen=True)
class Assessed(Thing):
    """A self-assessment; ``grade`` is the id of a grade or ''."""

    grade: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Risked(Thing):
    """A risk."""

    likelihood: int
    impact: int
    status: str
    owner: str

    @property
    def score(self) -> int:
        """Likelihood × impact."""
        return risks.score(self.likelihood, self.impact)

    @property
    def level(self) -> str:
        """The token of its level."""
        return risks.level(self.likelihood, self.impact)


@dataclass(frozen=True)
class Standing:
    """One element and all that is kept of it."""

    framework: Framework
    element: Element
    assessed: Assessed | None
    evidence: tuple[Thing, ...]
    risks: tuple[Risked, ...]
    today: date

    @property
    def grade(self) -> Grade | None:
        """Its grade; None without one, or where the scale lost it."""
        return self.framework.grade(self.assessed.grade) if self.assessed else None

    @property
    def gap(self) -> int | None:
        """How many grades are missing to the best; None without a grade."""
        return gap(self.framework, self.assessed.grade if self.assessed else None)

    @property
    def is_stale(self) -> bool:
        """Whether its assessment was to be looked at again by now."""
        return bool(self.assessed) and is_stale(self.assessed.review_by, self.today)

    @property
    def stale_evidence(self) -> int:
        """How much of its evidence was to be looked at again by now."""
        return sum(is_stale(one.review_by, self.today) for one in self.evidence)


def standings(framework: Framework, today: date) -> list[Standing]:
    """Return how each element of a framework stands, in its order."""
    assessed = {one.refs[0]: one for one in assessments(framework.key)}
    kept, risked = evidence(), open_risks()
    return [
        _standing(framework, element, assessed.get(ref), kept, risked, today)
        for element, ref in zip(framework.elements, framework.refs(), strict=True)
    ]


def _standing(
    framework: Framework,
    element: Element,
    assessed: Assessed | None,
    kept: Iterable[Thing],
    risked: Iterable[Risked],
    today: date,
) -> Standing:
    ref = f"{framework.key}/{element.id}"
    named = assessed.evidence if assessed else ()
    return Standing(
        framework,
        element,
        assessed,
        tuple(one for one in kept if ref in one.refs or one.uid in named),
        tuple(one for one in risked if ref in one.refs),
        today,
    )


def without_element(framework: Framework) -> list[Assessed]:
    """Return the self-assessments whose element an edit of the framework took away."""
    known = set(framework.refs())
    return [one for one in assessments(framework.key) if not known & set(one.refs)]


def assessments(key: str) -> list[Assessed]:
    """Return the self-assessments of a framework."""
    found = (
        Assessed(*_thing(brain), brain.assessed_grade or "", tuple(brain.assessed_evidence or ()))
        for brain in _find(portal_type="SelfAssessment")
    )
    return [one for one in found if one.refs and one.refs[0].partition("/")[0] == key]


def evidence() -> list[Thing]:
    """Return all evidence."""
    return [Thing(*_thing(one)) for one in _find(portal_type="Evidence")]


def all_risks() -> list[Risked]:
    """Return every risk, whatever became of it."""
    return [
        Risked(*_thing(one), *one.risk_place, one.risk_status, one.kept_by or "")
        for one in _find(portal_type="Risk")
    ]


def open_risks() -> list[Risked]:
    """Return the risks that are not closed."""
    return [one for one in all_risks() if one.status != risks.CLOSED]


def _find(**query: Any) -> Any:
    catalog = api.portal.get_tool("portal_catalog")
    return catalog.searchResults(sort_on="sortable_title", **query)


def _thing(brain: Any) -> tuple[Any, ...]:
    return (
        brain.UID,
        brain.getURL(),
        brain.Title,
        brain.title_cy or "",
        tuple(brain.readiness_elements or ()),
        brain.review_by or None,
    )
