"""The imports that the site keeps, by number, and which of them is being applied.

An import's entries, ticks and outcomes stand in trees of their own: a tick writes
one leaf. What another import or person changes meanwhile is found out twice: an
import that was compared before another was applied is compared anew before it is
applied itself, and each entry asks whether the register still says what it said.
"""

from BTrees.IOBTree import IOBTree
from BTrees.OOBTree import OOTreeSet
from ccsr.content import noted
from ccsr.content.content import kept
from ccsr.content.domain.importing import plan
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from hashlib import sha256
from persistent import Persistent
from persistent.mapping import PersistentMapping
from plone import api
from plone.namedfile.file import NamedBlobFile
from typing import Any


IMPORTS = "ccsr.content.register_imports"
#: ``serial`` counts the imports that were applied, ``applying`` is the number of one.
TURN = "ccsr.content.register_turn"

WAITING, COMPARED, PROPOSED, APPLYING, APPLIED, UNDOING, UNDONE, FAILED = STATES = (
    "waiting",
    "compared",
    "proposed",
    "applying",
    "applied",
    "undoing",
    "undone",
    "failed",
)
#: Ticks may be changed.
OPEN = (COMPARED, PROPOSED)
#: Nothing of it is in the register.
UNAPPLIED = (WAITING, COMPARED, PROPOSED, FAILED)

DONE, LEFT = "done", "left"


@dataclass(frozen=True)
class Outcome:
    """What became of an entry; ``undo`` is what taking it back needs, in the order it was done."""

    state: str
    message: Any = None
    undo: tuple = ()


class Import(Persistent):
    """One file that was read."""

    state = WAITING
    job = ""
    serial = 0
    error = None
    rows = left_out = 0
    #: Columns of the file that its mapping does not read.
    unread: tuple[str, ...] = ()
    applied_by = ""
    applied_at = undone_at = None
    undone_by = ""
    #: How often the difference was computed.
    turn = 0

    def __init__(self, number, name, data, mapping, as_at, by):
        self.number, self.name, self.as_at, self.by = number, name, as_at, by
        self.mapping = PersistentMapping(mapping.raw)
        self.at = datetime.now(UTC)
        self.digest = sha256(data).hexdigest()
        self.file = NamedBlobFile(data, filename=name)
        self.clear()

    def clear(self):
        """Forget what was compared."""
        self.entries, self.remarks = IOBTree(), IOBTree()
        self.ticks, self.order, self.outcomes = IOBTree(), IOBTree(), IOBTree()
        self.matched = OOTreeSet()
        self.counts, self.kept = Counter(), Counter()

    @property
    def ticked(self):
        """How many entries of each group are ticked."""
        return Counter(self.entries[number].group for number in self.ticks)

    def waiting(self):
        """Return the numbers of the entries that are still to be applied, in order."""
        return [number for number in self.order.values() if number not in self.outcomes]

    def put_ticks(self, ticks):
        """Tick entries: by number what is said of each, '' to untick."""
        for number, tick in ticks.items():
            if tick and tick in plan.choices(self.entries[number]):
                self.ticks[number] = tick
            else:
                self.ticks.pop(number, None)


def add(name, data, mapping, as_at):
    """Keep a file that is to be read by a mapping; return its ``Import``."""
    found, number = kept.numbered(IMPORTS)
    made = Import(number, name, data, mapping, as_at, api.user.get_current().getId())
    found[number] = made
    noted.note("imported", api.portal.get(), import_number=number, file=name, sha256=made.digest)
    return made


def get(number):
    """Return the import with this number, or None."""
    return kept.read(IMPORTS).get(number)


def asked(text):
    """Return the import whose number was asked for in these words, or None."""
    # A number of more digits is none that the tree can be asked for.
    is_number = text.isascii() and text.isdecimal() and len(text) < 10
    return get(int(text)) if is_number else None


def all():
    """Return every import, the newest first."""
    return list(reversed(kept.read(IMPORTS).values()))


def delete(found):
    """Drop an import of which nothing is in the register, with its file."""
    if found.state in UNAPPLIED:
        del kept.tree(IMPORTS)[found.number]


def turn():
    """Return who is at work: ``serial`` and ``applying``."""
    found = kept.tree(TURN, PersistentMapping)
    if "serial" not in found:
        found.update(serial=0, applying=0)
    return found


def serial():
    """Return how many imports have been applied or undone."""
    return kept.read(TURN).get("serial", 0)


def applying():
    """Return the number of the import that is being applied or undone, 0 without one."""
    return kept.read(TURN).get("applying", 0)
