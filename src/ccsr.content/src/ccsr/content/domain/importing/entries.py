"""What a comparison starts from and what it finds: known things and entries to tick."""

from __future__ import annotations

from ccsr.content.domain.importing.fields import SERVICE
from ccsr.content.domain.importing.fields import Value
from ccsr.content.domain.importing.fields import Values
from collections import Counter
from dataclasses import dataclass
from dataclasses import field
from datetime import date


NEW, VANISHED, RENAMED, CHANGED, REAPPEARED, SUCCESSOR, DOUBLE = KINDS = (
    "new",
    "vanished",
    "renamed",
    "changed",
    "reappeared",
    "successor",
    "double",
)


@dataclass(frozen=True)
class Known:
    """A provider or service as the portal has it.

    ``keys`` are its number and earlier ones as the mapping compares them. Of a
    service, ``provider`` is its provider's uid, ``is_own`` whether this source would
    list it, ``seen_on`` when it last did, ``has_gone`` whether it is marked as vanished.
    """

    uid: str
    keys: frozenset[str]
    values: Values
    provider: str = ""
    is_own: bool = False
    has_gone: bool = False
    seen_on: date | None = None

    @property
    def title(self) -> str:
        """Its name."""
        return str(self.values.get("title") or "")


@dataclass(frozen=True)
class Entry:
    """One difference; it is ticked as a whole.

    ``uid`` is '' for what is not in the portal yet; ``values`` are those of a new
    service. A possible successor has ``other``, the number of the new one, and ``reasons``.
    """

    kind: str
    number: str
    title: str
    uid: str = ""
    subject: str = SERVICE
    field: str = ""
    old: Value = None
    new: Value = None
    provider: str = ""
    line: int = 0
    values: tuple[tuple[str, Value], ...] = ()
    other: str = ""
    reasons: tuple[str, ...] = ()

    @property
    def group(self) -> str:
        """What it is listed under: its kind, and of a change the field."""
        return f"{self.kind}:{self.field}" if self.kind == CHANGED else self.kind

    @property
    def signature(self) -> tuple[object, ...]:
        """What makes it the same difference when a file is compared once more."""
        return (self.kind, self.subject, self.uid or self.number, self.field, self.new, self.other)


@dataclass
class Difference:
    """The entries, in the order of the file; ``matched`` are the services that it lists.

    ``kept`` counts by field the values of the portal that the file leaves out.
    """

    entries: list[Entry] = field(default_factory=list)
    matched: list[str] = field(default_factory=list)
    kept: Counter[str] = field(default_factory=Counter)

    def counts(self) -> Counter[str]:
        """Return how many entries each group has."""
        return Counter(one.group for one in self.entries)
