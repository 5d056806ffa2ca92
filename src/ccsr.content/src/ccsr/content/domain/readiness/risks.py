"""Risks: how likely, how grave, and where that stands on a matrix of five by five."""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.config.terms import Term
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic
from typing import Protocol
from typing import TypeVar


STEPS = (1, 2, 3, 4, 5)

LIKELIHOODS = (
    Term("1", _("likelihood_1", default="Rare")),
    Term("2", _("likelihood_2", default="Unlikely")),
    Term("3", _("likelihood_3", default="Possible")),
    Term("4", _("likelihood_4", default="Likely")),
    Term("5", _("likelihood_5", default="Almost certain")),
)
IMPACTS = (
    Term("1", _("impact_1", default="Slight")),
    Term("2", _("impact_2", default="Minor")),
    Term("3", _("impact_3", default="Moderate")),
    Term("4", _("impact_4", default="Major")),
    Term("5", _("impact_5", default="Grave")),
)

OPEN, ACCEPTED, CLOSED = "open", "accepted", "closed"
STATUSES = (
    Term(OPEN, _("risk_open", default="Open")),
    Term(ACCEPTED, _("risk_accepted", default="Accepted")),
    Term(CLOSED, _("risk_closed", default="Closed")),
)

LOW, MEDIUM, HIGH, SEVERE = "low", "medium", "high", "severe"
LEVELS = (
    Term(LOW, _("risk_low", default="Low")),
    Term(MEDIUM, _("risk_medium", default="Medium")),
    Term(HIGH, _("risk_high", default="High")),
    Term(SEVERE, _("risk_severe", default="Severe")),
)
LEVEL_TITLES = {term.token: term.title for term in LEVELS}
#: A level holds from this score on.
FROM = ((15, SEVERE), (10, HIGH), (5, MEDIUM), (1, LOW))


class Placed(Protocol):
    """What has a place on the matrix; both are 1…5."""

    @property
    def likelihood(self) -> int: ...

    @property
    def impact(self) -> int: ...


T = TypeVar("T", bound=Placed)


def score(likelihood: int, impact: int) -> int:
    """Return likelihood × impact, 1…25."""
    return likelihood * impact


def level(likelihood: int, impact: int) -> str:
    """Return the token of the level of a place on the matrix."""
    reached = score(likelihood, impact)
    return next(token for least, token in FROM if reached >= least)


@dataclass(frozen=True, slots=True)
class Cell(Generic[T]):
    """One place on the matrix and what stands there."""

    likelihood: int
    impact: int
    risks: tuple[T, ...]

    @property
    def level(self) -> str:
        """The token of its level."""
        return level(self.likelihood, self.impact)

    @property
    def score(self) -> int:
        """Likelihood × impact."""
        return score(self.likelihood, self.impact)


def matrix(risks: Iterable[T]) -> list[list[Cell[T]]]:
    """Return rows from the likeliest down, each from the slightest impact to the gravest."""
    placed: dict[tuple[int, int], list[T]] = {}
    for one in risks:
        placed.setdefault((one.likelihood, one.impact), []).append(one)
    return [
        [Cell(likelihood, impact, tuple(placed.get((likelihood, impact), ()))) for impact in STEPS]
        for likelihood in reversed(STEPS)
    ]


def worst_first(risks: Iterable[T]) -> list[T]:
    """Return risks by score, the highest first; of equals the graver, then in their order."""
    return sorted(risks, key=lambda one: (-score(one.likelihood, one.impact), -one.impact))
