"""Checking what was read in a file: what stands in each field, and what stops it from being filed.

A row is an uploaded file on its way to become a draft. What the program has read is a
proposal; what is uncertain of it is taken over only when an officer has answered. All
values are text, as a form has them, and are read by the fields when the row is filed.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content.config import frameworks
from ccsr.content.domain.intake import DECLARATION
from ccsr.content.domain.recognition import Found
from ccsr.content.domain.recognition import Passage
from ccsr.content.domain.recognition import Reading
from ccsr.content.domain.sharing import Refusal
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from functools import cached_property
from typing import Any
from zope.i18nmessageid import Message


KIND, SERVICE, FRAMEWORK = "type", "service", "framework"
#: Before the token of a theme: the field of its grade.
GRADE = "grade."
REPORT = "InspectionReport"

#: Fields of each kind in the order in which a paper gives them; grades follow the framework.
FIELDS: dict[str, tuple[str, ...]] = {
    REPORT: (
        "inspectorate",
        FRAMEWORK,
        "inspection_kind",
        "announced",
        "inspected_from",
        "inspected_to",
        "issued",
        "received",
        "inspector",
        "requirements_count",
        "recommendations_count",
    ),
    "ComplaintReport": ("reference", "received", "completed", "outcome", "subject"),
    "EnforcementAction": (
        "stage",
        "action",
        "legal_basis",
        "notice_date",
        "due_date",
        "appeal",
        "outcome",
        "closed",
    ),
}
#: What each document must have said of itself: nobody says it of many at once (protocol 6.2).
ONE_BY_ONE = frozenset({DECLARATION})

CERTAIN, UNCERTAIN, ANSWERED, EMPTY = "certain", "uncertain", "answered", "empty"
TYPED, ACCEPTED, COPIED = "typed", "accepted", "copied"
#: To be checked, may be filed, filed and not ready, ready to share, and no draft any more.
CHECK, FILEABLE, FILED, READY, GONE_ON = STATES = ("check", "fileable", "filed", "ready", "on")

YES, NO = "yes", "no"


@dataclass(frozen=True)
class Proposal:
    """What the program proposes for a field; ``passage`` is None where it follows from others."""

    text: str
    certain: bool = True
    passage: Passage | None = None


@dataclass(frozen=True)
class Answer:
    """What a person has put into a field: ``by`` an account, ``how`` it came there."""

    text: str
    by: str
    at: datetime
    how: str = TYPED


@dataclass(frozen=True)
class Cell:
    """One field of a row."""

    name: str
    proposal: Proposal | None = None
    answer: Answer | None = None

    @property
    def text(self) -> str:
        """What stands in the field: the answer, else what is proposed."""
        if self.answer is not None:
            return self.answer.text
        return self.proposal.text if self.proposal else ""

    @property
    def status(self) -> str:
        """Whether it may be taken over, and why."""
        if not self.text:
            return EMPTY
        if self.answer is not None:
            return ANSWERED
        return CERTAIN if self.proposal and self.proposal.certain else UNCERTAIN

    @property
    def taken(self) -> str:
        """What is filed: nothing that is uncertain."""
        return "" if self.status == UNCERTAIN else self.text


@dataclass(frozen=True)
class Row:
    """A file with what is proposed and answered, by name of field."""

    proposals: Mapping[str, Proposal]
    answers: Mapping[str, Answer]

    def cell(self, name: str) -> Cell:
        """Return a field, empty where nothing is known of it."""
        proposal = self.proposals.get(name) or self._following(name)
        return Cell(name, proposal, self.answers.get(name))

    def _following(self, name: str) -> Proposal | None:
        # Whose framework it is stands in no need of being read.
        if name != "inspectorate":
            return None
        scale = frameworks.BY_TOKEN.get(self.cell(FRAMEWORK).taken)
        return Proposal(scale.inspectorate) if scale else None

    @cached_property
    def kind(self) -> str:
        """The type of document, '' while it is not known."""
        found = self.cell(KIND).taken
        return found if found in FIELDS else ""

    @cached_property
    def services(self) -> tuple[str, ...]:
        """UIDs of the services that it is filed under."""
        return tuple(self.cell(SERVICE).taken.split())

    @cached_property
    def themes(self) -> tuple[str, ...]:
        """Tokens of the framework's themes, in its order."""
        scale = frameworks.BY_TOKEN.get(self.cell(FRAMEWORK).text) if self.kind == REPORT else None
        return tuple(theme.token for theme in scale.themes) if scale else ()

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of all its fields, in order."""
        if not self.kind:
            return (KIND, SERVICE)
        grades = (GRADE + theme for theme in self.themes)
        return (KIND, SERVICE, *FIELDS[self.kind], *grades, DECLARATION)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """All fields, in order."""
        return tuple(self.cell(name) for name in self.names)

    @property
    def uncertain(self) -> list[str]:
        """Names of the fields that wait for an answer."""
        return [cell.name for cell in self.cells if cell.status == UNCERTAIN]

    @property
    def is_declared(self) -> bool:
        """Whether an officer has declared that it may be shared."""
        return self.cell(DECLARATION).taken == YES

    def fields(self) -> dict[str, str]:
        """Return the text of the type's fields that is filed, ``judgements`` as a table has them."""
        found = {name: self.cell(name).taken for name in FIELDS.get(self.kind, ())}
        grades = [(theme, self.cell(GRADE + theme).taken) for theme in self.themes]
        found["judgements"] = "|".join(f"{theme}={grade}" for theme, grade in grades if grade)
        return {name: text for name, text in found.items() if text}


def is_field(name: str) -> bool:
    """Return whether a row of some kind has a field of this name."""
    theme = name.removeprefix(GRADE) if name.startswith(GRADE) else None
    if theme is not None:
        return any(theme == one.token for scale in frameworks.ALL for one in scale.themes)
    known = (KIND, SERVICE, DECLARATION, *(one for names in FIELDS.values() for one in names))
    return name in known


# -- what is proposed ---------------------------------------------------------


def proposals(
    reading: Reading | None, service: Proposal | None, arrived: date
) -> dict[str, Proposal]:
    """Return what is proposed for a file that came in on a day, by name of field."""
    found: dict[str, Proposal] = {}
    if reading is not None:
        found[KIND] = Proposal(reading.portal_type)
        found.update({name: _proposed(one) for name, one in reading.values.items()})
        found.update({GRADE + theme: _proposed(one) for theme, one in reading.grades.items()})
        if reading.portal_type == REPORT:
            found.setdefault("received", Proposal(as_text(arrived)))
    if service is not None:
        found[SERVICE] = service
    return found


def _proposed(found: Found) -> Proposal:
    return Proposal(as_text(found.value), found.certain, found.passage)


def as_text(value: Any) -> str:
    """Return a value as it is typed into a form: days as 21/05/2026, truth as yes and no."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    text = str(value)
    return as_text(date.fromisoformat(text)) if _is_day(text) else text


def _is_day(text: str) -> bool:
    if len(text) != len("2026-05-21") or text[4] != "-":
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


# -- what stops it ------------------------------------------------------------


def stops(row: Row, titles: Mapping[str, Any]) -> list[Refusal]:
    """Return why a row cannot be filed; the rule of each is the name of the field to mend.

    ``titles`` has the fields' titles. What the fields themselves refuse is not asked here.
    """
    found = []
    if not row.cell(KIND).text:
        found.append(Refusal(KIND, NO_KIND))
    if not row.cell(SERVICE).text:
        found.append(Refusal(SERVICE, NO_SERVICE))
    for name in row.uncertain:
        message = Message(UNANSWERED, mapping={"field": titles.get(name, name)})
        found.append(Refusal(name, message))
    return found


def missing(row: Row, mandatory: Iterable[str]) -> list[str]:
    """Return the names of the fields that sharing will ask for, in the row's order."""
    wanted = set(mandatory)
    return [cell.name for cell in row.cells if cell.name in wanted and not cell.taken]


NO_KIND = _("check_no_kind", default="Say what kind of document it is.")
NO_SERVICE = _("check_no_service", default="Choose the service that it is filed under.")
UNANSWERED = _(
    "check_unanswered",
    default="“${field}” is uncertain: accept it, correct it or empty it.",
)
