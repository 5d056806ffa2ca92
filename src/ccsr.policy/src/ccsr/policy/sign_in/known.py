"""Passwords that were right a moment ago, for programs that send theirs with each request.

Only in the memory of this process, as a keyed digest over the password and what is
kept of it: a changed password is unknown at once.
"""

from hashlib import sha256
from threading import Lock

import hmac
import secrets
import time


#: For how long (seconds) a password need not be checked anew.
SPAN = 10 * 60
MOST = 1000

_key = secrets.token_bytes(32)
_until: dict[bytes, float] = {}
_lock = Lock()


def is_known(reference: bytes, password: str | bytes) -> bool:
    """Return whether this password was right within ``SPAN``."""
    until = _until.get(_mark(reference, password))
    return until is not None and time.monotonic() < until


def remember(reference: bytes, password: str | bytes) -> None:
    """Remember that this password is right."""
    with _lock:
        if len(_until) >= MOST:
            _until.clear()
        _until[_mark(reference, password)] = time.monotonic() + SPAN


def _mark(reference, password):
    text = password.encode() if isinstance(password, str) else password
    return hmac.new(_key, reference + b"\0" + text, sha256).digest()
