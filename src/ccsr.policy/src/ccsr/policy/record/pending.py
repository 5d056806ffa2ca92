"""What the current transaction does: written down once it is committed, and not where it is not.

What one transaction does to a thing or an account is one line of each kind,
however many events it takes.
"""

from ccsr.policy.domain import record
from ccsr.policy.domain.record import Happening
from ccsr.policy.record import circumstances
from ccsr.policy.record.guard import unfailing
from ccsr.policy.record.writer import writer
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace

import json
import transaction


#: Names of fields or settings that a line tells.
MOST_NAMES = 50

#: These say nothing beside the other one.
BESIDE = {"changed": "created", "account-changed": "account-created"}


@dataclass
class Pending:
    """The lines of a transaction by kind and what each is about."""

    lines: dict[tuple[str, str], Happening] = field(default_factory=dict)
    #: Called for its name and place when the transaction ends, since it may get others until then.
    things: dict[tuple[str, str], object] = field(default_factory=dict)

    def add(self, line: Happening, about: str = "", thing=None) -> None:
        """Keep a line; of two of one kind about the same, names are put together."""
        key = line.kind, about or line.uid or line.account or line.who
        before = self.lines.get(key)
        self.lines[key] = line if before is None else _together(before, line)
        if thing is not None:
            self.things[key] = thing

    def complete(self) -> None:
        """Name each thing as it is at the end; what is gone was named when it went."""
        for key, thing in self.things.items():
            if ("deleted", key[1]) not in self.lines:
                named = circumstances.of_thing(thing)
                self.lines[key] = record.named(self.lines[key], **named)

    def in_order(self) -> list[Happening]:
        """Return what is to be written."""
        kept = [line for key, line in self.lines.items() if not self._is_beside(*key)]
        return sorted(kept, key=lambda line: line.time)

    def _is_beside(self, kind, about):
        return (BESIDE.get(kind), about) in self.lines


def _together(before, line):
    told = {**before.details, **line.details}
    for name in ("fields", "settings"):
        if name in told:
            names = {*before.details.get(name, ()), *line.details.get(name, ())}
            told[name] = sorted(names)[:MOST_NAMES]
    return replace(before, detail=json.dumps(told, ensure_ascii=False, sort_keys=True))


def pending() -> Pending:
    """Return what the current transaction is to leave on record."""
    current = transaction.get()
    try:
        return current.data(Pending)
    except KeyError:
        made = Pending()
        current.set_data(Pending, made)
        current.addBeforeCommitHook(_complete, (made,))
        current.addAfterCommitHook(_write, (made,))
        return made


@unfailing
def _complete(made):
    made.complete()


@unfailing
def _write(success, made):
    if success:
        for line in made.in_order():
            writer().write(line)
