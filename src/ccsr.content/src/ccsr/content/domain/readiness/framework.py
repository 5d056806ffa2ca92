"""An inspection framework: what is inspected, how it is graded, what is asked for and when."""

from __future__ import annotations

from ccsr.content.domain.naming import title_in
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence or two in both languages; ``cy`` may be empty."""

    en: str
    cy: str = ""

    def in_(self, language: str | None) -> str:
        """Return it in Welsh to a Welsh reader where there is Welsh."""
        return title_in(language, self.en, self.cy)


@dataclass(frozen=True, slots=True)
class Titled:
    """A part with an id that is unique among its kind, and a title in both languages."""

    id: str
    title: str
    title_cy: str

    def title_for(self, language: str | None) -> str:
        """Return the Welsh title to a Welsh reader where there is one."""
        return title_in(language, self.title, self.title_cy)


@dataclass(frozen=True, slots=True)
class Grade(Titled):
    """A grade of the framework's own scale; rank 0 is the best."""

    rank: int


@dataclass(frozen=True, slots=True)
class Element(Titled):
    """A part that is looked at by itself; ``judged`` where inspectors grade it.

    ``descriptors`` are by id of grade; a grade may be without one.
    """

    questions: tuple[Text, ...]
    judged: bool
    descriptors: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class Request(Titled):
    """Something that inspectors ask for, due so many days after notification.

    ``elements`` are ids of the elements that it bears on; none stands for all.
    """

    due_days: int
    elements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Framework:
    """One framework in one version.

    ``notice_days`` 0: unannounced, or without notice; ``documents_due_days`` after
    notification; ``fieldwork_days`` at most, 0 where it runs all year; ``final_month``
    (1…12) is when the judgement of a year is given, where that is fixed. Scale, elements
    and requests are in the framework's own order, grades from the best.
    """

    key: str
    title: str
    title_cy: str
    inspectorate: str
    frequency_months: int
    notice_days: int
    documents_due_days: int
    fieldwork_days: int
    elements: tuple[Element, ...]
    scale: tuple[Grade, ...]
    requests: tuple[Request, ...]
    final_month: int | None = None

    def title_for(self, language: str | None) -> str:
        """Return the Welsh title to a Welsh reader where there is one."""
        return title_in(language, self.title, self.title_cy)

    def element(self, id: str | None) -> Element | None:
        """Return an element by id, or None."""
        return next((one for one in self.elements if one.id == id), None)

    def grade(self, id: str | None) -> Grade | None:
        """Return a grade by id, or None."""
        return next((one for one in self.scale if one.id == id), None)

    def can_judge(self, element: str | None, grade: str | None) -> bool:
        """Return whether inspectors can give an element a grade, both by id."""
        found = self.element(element)
        return found is not None and found.judged and self.grade(grade) is not None

    def refs(self) -> Iterator[str]:
        """Yield what names each element among all frameworks: ``key/element``."""
        for one in self.elements:
            yield f"{self.key}/{one.id}"
