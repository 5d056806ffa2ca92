"""What became of each file of a drop, as its page and its service tell it.

Everything that is named is asked of the catalog as whoever reads: what they may not see
is not named.
"""

from __future__ import annotations

from ccsr.content import _
from ccsr.content import jobs
from ccsr.content.content import intake_item
from ccsr.content.content import scans
from ccsr.content.intake import batches
from ccsr.content.intake import same
from ccsr.content.intake import unpacking
from ccsr.content.intake.batches import Batch
from ccsr.content.intake.batches import Entry
from dataclasses import dataclass
from plone import api
from typing import Any


UNKNOWN = "unknown"
FAILED = "failed"
STOPPED = "stopped"

STATES = {
    intake_item.RECEIVED: _("intake_state_received", default="Waits to be read"),
    intake_item.READING: _("intake_state_reading", default="Being read"),
    intake_item.READ: _("intake_state_read", default="Read"),
    UNKNOWN: _("intake_state_unknown", default="Read; its kind is not known"),
    FAILED: _("intake_state_failed", default="Could not be read; it can be filed"),
    intake_item.UNREADABLE: _("intake_state_unreadable", default="No text could be read"),
    batches.UNPACKING: _("intake_state_unpacking", default="Being unpacked"),
    STOPPED: _("intake_state_stopped", default="Unpacked in part"),
    batches.UNPACKED: _("intake_state_unpacked", default="Unpacked"),
    batches.REFUSED: _("intake_state_refused", default="Not taken"),
    batches.FILED: _("intake_state_filed", default="Filed"),
    batches.DISCARDED: _("intake_state_discarded", default="Discarded"),
    batches.PURGED: _("intake_state_purged", default="Deleted: nobody filed it"),
}
#: Looks of the states; the others have none.
FLAGS = {
    intake_item.READ: "ok",
    UNKNOWN: "warn",
    FAILED: "warn",
    intake_item.UNREADABLE: "warn",
    STOPPED: "late",
    batches.REFUSED: "late",
    batches.FILED: "ok",
}
#: Something will change by itself.
BUSY = frozenset({intake_item.RECEIVED, intake_item.READING, batches.UNPACKING})


@dataclass(frozen=True)
class Told:
    """One file: ``item`` is its record, None where it is not in the area.

    ``why`` says what has stopped its unpacking; ``same`` are records of what is the same, by
    bytes where it was not taken, by words where it was.
    """

    key: str
    entry: Entry
    state: str
    item: Any = None
    same: tuple[Any, ...] = ()
    why: Any = None

    @property
    def word(self) -> Any:
        """Return its state in words."""
        return STATES[self.state]

    @property
    def flag(self) -> str:
        """Return the look of its state."""
        return FLAGS.get(self.state, "")

    @property
    def sentence(self) -> Any:
        """Return why it was not taken, or not to its end; None where it was."""
        return self.why or self.entry.message

    @property
    def is_stopped(self) -> bool:
        """Return whether it can be begun anew, or discarded, though it is no item."""
        return self.state == STOPPED

    @property
    def is_busy(self) -> bool:
        """Return whether something will change by itself."""
        return self.state in BUSY


def files(batch: Batch) -> list[Told]:
    """Return the files of a drop, those that need somebody first."""
    items = {one.getId: one for one in batches.items(batch)}
    told = [_told(batch, key, entry, items) for key, entry in batch.entries.items()]
    return sorted(told, key=lambda one: (_place(one), one.entry.name.casefold(), one.key))


def is_busy(told: list[Told]) -> bool:
    """Return whether a page should look again: something changes, and somebody does it."""
    return any(one.is_busy for one in told) and jobs.is_working()


def _place(told):
    if told.state in (batches.REFUSED, STOPPED):
        return 0
    return 1 if told.same else 2


def _told(batch, key, entry, items):
    why = unpacking.stopped(batch, key) if key in batch.archives else None
    if why:
        return Told(key, entry, STOPPED, why=why)
    if entry.outcome != batches.TAKEN:
        return Told(key, entry, entry.outcome, same=_by_uid(entry.same))
    record = items.get(entry.item)
    # Woken: only its annotation says how far it is.
    item = record and record.getObject()
    if item is None:
        return Told(key, entry, intake_item.RECEIVED)
    return Told(key, entry, state_of(item), record, tuple(same.like(item)))


def state_of(item: Any) -> str:
    """Return the state of a file that lies in the area, as it is told: one of ``STATES``."""
    state = intake_item.state(item)
    if state == intake_item.READ and intake_item.reading(item) is None:
        return UNKNOWN
    if state == intake_item.RECEIVED:
        return _waiting(jobs.state(intake_item.job(item)))
    if state == intake_item.READING and _waiting(jobs.state(scans.job(item))) == FAILED:
        # The job that reads its pictures was cancelled, or has failed.
        return FAILED
    return state


def _waiting(job):
    if job is None or job.state in jobs.ENDED:
        # Done it would be read by now.
        return FAILED
    return intake_item.READING if job.state == jobs.RUNNING else intake_item.RECEIVED


def _by_uid(uid):
    return tuple(api.portal.get_tool("portal_catalog").searchResults(UID=uid)) if uid else ()
