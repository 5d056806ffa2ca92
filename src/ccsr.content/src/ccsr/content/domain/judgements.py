"""Judgements: a theme and a grade on one framework's own scale."""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.config import frameworks
from ccsr.content.config.terms import Term
from ccsr.content.domain.sharing import Refusal
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from zope.i18nmessageid import Message


@dataclass(frozen=True)
class Judgement:
    """One row of a report's judgements, with titles for display."""

    framework: str
    theme: Term
    grade: Term

    @property
    def rank(self) -> int:
        """Place on the scale, 0 is the best."""
        return frameworks.BY_TOKEN[self.framework].grades.index(self.grade)

    @property
    def token(self) -> str:
        """The value of the ``judgement`` facet: ``framework:grade``."""
        return f"{self.framework}:{self.grade.token}"


def _find(terms: Iterable[Term], token: object) -> Term | None:
    return next((term for term in terms if term.token == token), None)


def read(framework: str | None, rows: Iterable[Mapping[str, object]] | None) -> list[Judgement]:
    """Return the rows that are on the framework's scale, in its order of themes."""
    scale = frameworks.BY_TOKEN.get(framework or "")
    if scale is None:
        return []
    found = []
    for row in rows or ():
        theme = _find(scale.themes, row.get("theme"))
        grade = _find(scale.grades, row.get("grade"))
        if theme and grade:
            found.append(Judgement(scale.token, theme, grade))
    return sorted(found, key=lambda judgement: scale.themes.index(judgement.theme))


def problems(framework: str | None, rows: Iterable[Mapping[str, object]] | None) -> list[Refusal]:
    """Return why rows cannot be judgements of this framework; empty when they can."""
    rows = list(rows or ())
    scale = frameworks.BY_TOKEN.get(framework or "")
    if scale is None:
        return [Refusal("framework", NEEDS_FRAMEWORK)] if rows else []
    found = [refusal for row in rows for refusal in _row_problems(scale, row)]
    themes = [row.get("theme") for row in rows]
    if len(themes) != len(set(themes)):
        found.append(Refusal("theme", THEME_TWICE))
    return found


def _row_problems(scale: frameworks.Framework, row: Mapping[str, object]) -> Iterable[Refusal]:
    if _find(scale.themes, row.get("theme")) is None:
        yield Refusal("theme", _not_of(THEME_FOREIGN, row.get("theme"), scale))
    if _find(scale.grades, row.get("grade")) is None:
        yield Refusal("grade", _not_of(GRADE_FOREIGN, row.get("grade"), scale))


def _not_of(message: Message, value: object, scale: frameworks.Framework) -> Message:
    return Message(message, mapping={"value": title_of(value), "framework": scale.title})


def title_of(token: object) -> object:
    """Return the title of a theme or grade by token, in whichever framework it stands."""
    for scale in frameworks.ALL:
        term = _find((*scale.themes, *scale.grades), token)
        if term:
            return term.title
    return token or "—"


NEEDS_FRAMEWORK = _(
    "judgements_need_framework", default="Choose the framework before you enter judgements."
)
THEME_TWICE = _("judgements_theme_twice", default="A theme is judged once only.")
THEME_FOREIGN = _("judgements_theme_foreign", default="“${value}” is not a theme of ${framework}.")
GRADE_FOREIGN = _("judgements_grade_foreign", default="“${value}” is not a grade of ${framework}.")
