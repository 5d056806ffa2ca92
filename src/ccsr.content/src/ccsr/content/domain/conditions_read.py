"""Values proposed from the words of a condition of registration, for an officer to confirm.

What is not sure is not read: a field without a proposal stays empty, and a
person reads the text. A value that is wrong would be believed.
"""

from __future__ import annotations

from ccsr.content.domain.reading import ages
from ccsr.content.domain.reading import days
from ccsr.content.domain.reading import kinds
from ccsr.content.domain.reading import persons
from ccsr.content.domain.reading import places
from ccsr.content.domain.reading.clauses import clauses
from ccsr.content.domain.reading.clauses import ENDED
from ccsr.content.domain.reading.proposal import Proposal
from dataclasses import dataclass


#: The fields that may be read, in the order of the form.
FIELDS = ("places", "age_from", "age_to", "gender", "needs", "due")


@dataclass(frozen=True)
class Reading:
    """What was read: a kind ("" where not sure), and at most one proposal a field."""

    kind: str
    proposals: tuple[Proposal, ...]

    def get(self, field: str) -> Proposal | None:
        """Return the proposal for a field, None where it was not read."""
        return next((one for one in self.proposals if one.field == field), None)

    @property
    def values(self) -> dict[str, object]:
        """Return the values by field."""
        return {one.field: one.value for one in self.proposals}


def read(text: str | None) -> Reading:
    """Return what a text says, as far as it is sure."""
    if not text or ENDED.search(text):
        return Reading("", ())
    parts = list(clauses(text))
    found = [
        places.read(parts, text),
        *ages.read(parts, text),
        persons.gender(parts, text),
        persons.needs(parts, text),
        days.read(parts, text),
    ]
    by_field = {one.field: one for one in found if one}
    proposals = tuple(by_field[name] for name in FIELDS if name in by_field)
    return Reading(kinds.read(text, by_field) or "", proposals)
