"""What a client of ZEO must forget when its server was killed and another answers.

ZEO keeps numbers for new objects that the server before had given out. The new one gives
out the same again, where nothing was saved under them: two objects would have one number.
"""

from functools import partial
from typing import Any
from ZODB.Connection import resetCaches


#: Seconds that a request which has begun waits for a server that is away, in place of ZEO's
#: thirty; Zope then tries it three times more.
PATIENCE = 5.0


def forget_when_reconnected(storage: Any) -> None:
    """Let a client of ZEO begin anew with each server; others are left alone."""
    if hasattr(storage, "notify_connected"):
        # No key of zope.conf says so.
        storage._server.timeout = PATIENCE
        storage.notify_connected = partial(_connected, storage, storage.notify_connected)


def _connected(storage: Any, notify: Any, *told: Any) -> Any:
    storage._oids.clear()
    # Objects that were being saved stay in caches under such numbers.
    resetCaches()
    return notify(*told)
