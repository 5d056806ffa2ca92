"""What people change in rows of the check: answers, steps that can be taken back, and who was quicker."""

from __future__ import annotations

from ccsr.content.domain.checking import Answer
from ccsr.content.domain.checking import ONE_BY_ONE
from ccsr.content.domain.checking import Row
from ccsr.content.domain.checking import UNCERTAIN
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """A field before and after; None where there was no answer, or is none any more."""

    before: Answer | None
    after: Answer | None


@dataclass(frozen=True)
class Step:
    """What one act of a person has changed in one row."""

    by: str
    changes: Mapping[str, Change]


@dataclass(frozen=True)
class Overtaken:
    """A field that somebody else has changed meanwhile: what was to be put there."""

    name: str
    mine: str
    theirs: Answer | None


@dataclass(frozen=True)
class Sent:
    """What a form has sent for a field: what stood there when it was shown, and what does now."""

    was: str
    text: str


def sort_out(
    row: Row, sent: Mapping[str, Sent], accepted: Iterable[str] = ()
) -> tuple[dict[str, str], list[Overtaken]]:
    """Return what a form changes by name of field, and what of it somebody else was quicker with.

    What was left alone is no change, even where it has become another meanwhile.
    """
    changed: dict[str, str] = {}
    overtaken = []
    accepted = set(accepted)
    for name, one in sent.items():
        cell = row.cell(name)
        is_accepted = name in accepted and cell.status == UNCERTAIN
        if one.text == one.was and not is_accepted:
            continue
        if cell.text not in (one.was, one.text):
            overtaken.append(Overtaken(name, one.text, cell.answer))
        elif one.text != cell.text or is_accepted:
            changed[name] = one.text
    return changed, overtaken


def taken_back(step: Step, answers: Mapping[str, Answer]) -> Iterator[tuple[str, Change]]:
    """Yield what of a step is undone: the fields that nobody has changed since."""
    for name, change in step.changes.items():
        if answers.get(name) == change.after:
            yield name, change


def receives(row: Row, name: str) -> bool:
    """Return whether a value of this field may be copied into a row."""
    return name in row.names and name not in ONE_BY_ONE
