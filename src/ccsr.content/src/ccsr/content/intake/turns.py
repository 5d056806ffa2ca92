"""Writing one after the other: files that come at the same time would undo each other's work.

What takes long, the examination, is done before; here is what the database would have one
of two do again. Another process's writes are found out by the database, as ever.
"""

from __future__ import annotations

from threading import Lock
from typing import Any

import transaction


#: Seconds after which somebody's turn is taken to be over.
PATIENCE = 60
_lock = Lock()


def wait() -> None:
    """Wait for one's turn, which ends with the transaction that begins now.

    What was done in the transaction so far is aborted.
    """
    has_it = _lock.acquire(timeout=PATIENCE)
    # What others have written meanwhile is seen in a new one only.
    begun = transaction.begin()
    if has_it:
        turn = _Turn()
        begun.addAfterCommitHook(turn.end)
        begun.addAfterAbortHook(turn.end)


def is_free() -> bool:
    """Return whether nobody in this process has the turn."""
    return not _lock.locked()


class _Turn:
    """Ends once: a commit that fails is aborted as well, when it is somebody else's turn."""

    def __init__(self) -> None:
        self._is_on = True

    def end(self, *_told: Any) -> None:
        """Let the next one go on."""
        if self._is_on:
            self._is_on = False
            _lock.release()
