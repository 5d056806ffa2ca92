"""What the current transaction does: written down once it is committed, and not where it is not.

What one transaction does to a thing or an account is one line of each kind,
however many events it takes. What is taken back with a savepoint was not done.
"""

from ccsr.policy.domain import record
from ccsr.policy.domain.record import Happening
from ccsr.policy.record import circumstances
from ccsr.policy.record.guard import unfailing
from ccsr.policy.record.writer import writer
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from transaction.interfaces import IDataManagerSavepoint
from transaction.interfaces import ISavepointDataManager
from zope.interface import implementer

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
    #: Whether savepoints of the transaction hold for it.
    has_joined = False

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

    def copy(self) -> "Pending":
        """Return what is told so far, for ``go_back``."""
        return Pending(dict(self.lines), dict(self.things))

    def go_back(self, before: "Pending") -> None:
        """Forget what was told since."""
        self.lines, self.things = dict(before.lines), dict(before.things)

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
        made = current.data(Pending)
    except KeyError:
        made = Pending()
        current.set_data(Pending, made)
        current.addBeforeCommitHook(_complete, (made,))
        current.addAfterCommitHook(_write, (made,))
    if not made.has_joined:
        current.join(_Rollback(made))
        made.has_joined = True
    return made


@implementer(ISavepointDataManager)
class _Rollback:
    """Takes lines back with a savepoint; it has a vote in the commit, and nothing to say there."""

    transaction_manager = transaction.manager

    def __init__(self, made):
        self._made = made

    def savepoint(self):
        return _Savepoint(self._made)

    def abort(self, _transaction):
        # Also where a savepoint of before the first line is gone back to: then it has left.
        self._made.go_back(Pending())
        self._made.has_joined = False

    def tpc_begin(self, _transaction):
        """Lines are written by the hook, once all is committed."""

    commit = tpc_vote = tpc_finish = tpc_abort = tpc_begin

    def sortKey(self):
        return "ccsr.record"


@implementer(IDataManagerSavepoint)
class _Savepoint:
    def __init__(self, made):
        self._made, self._before = made, made.copy()

    def rollback(self):
        self._made.go_back(self._before)


@unfailing
def _complete(made):
    made.complete()


@unfailing
def _write(success, made):
    if success:
        for line in made.in_order():
            writer().write(line)
