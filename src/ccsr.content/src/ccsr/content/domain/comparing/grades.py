"""Grades of two inspections beside each other, theme by theme.

They are compared on one framework's own scale. Where the frameworks differ there is
nothing to compare: their grades stand side by side and neither is called better.
"""

from __future__ import annotations

from ccsr.content.config.terms import Term
from ccsr.content.domain.judgements import Judgement
from collections.abc import Sequence
from dataclasses import dataclass


BETTER, WORSE, SAME = "better", "worse", "same"
NEW, GONE = "new", "gone"


@dataclass(frozen=True)
class ThemeChange:
    """A theme with its judgement before and after; None where it was not judged."""

    theme: Term
    before: Judgement | None
    after: Judgement | None

    @property
    def direction(self) -> str:
        """``better worse same``, or ``new gone`` where one of both did not judge it."""
        if self.before is None:
            return NEW
        if self.after is None:
            return GONE
        if self.before.rank == self.after.rank:
            return SAME
        return BETTER if self.after.rank < self.before.rank else WORSE


def are_comparable(before: Sequence[Judgement], after: Sequence[Judgement]) -> bool:
    """Return whether both hold grades, all on one framework's scale."""
    frameworks = {one.framework for one in (*before, *after)}
    return bool(before and after) and len(frameworks) == 1


def changes(before: Sequence[Judgement], after: Sequence[Judgement]) -> tuple[ThemeChange, ...]:
    """Return what became of each theme, the later order first; empty where nothing compares."""
    if not are_comparable(before, after):
        return ()
    old = {one.theme: one for one in before}
    new = {one.theme: one for one in after}
    return tuple(
        ThemeChange(theme, old.get(theme), new.get(theme)) for theme in dict.fromkeys([*new, *old])
    )
