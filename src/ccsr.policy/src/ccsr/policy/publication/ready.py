"""``/-/ready``: whether this process can serve, for a proxy that chooses between several.

Says ``ready`` or ``not ready`` and nothing else, to whoever reaches it; the proxy of
``profiles/production.cfg`` lets monitoring alone reach it.
"""

from ccsr.policy.processes.away import AWAY
from collections.abc import Callable
from contextlib import closing
from transaction import TransactionManager
from typing import Any
from ZODB.POSException import POSError

import Zope2


PATH = "/-/ready"
READY, NOT_READY = "200 OK", "503 Service Unavailable"
WORDS = {READY: b"ready\n", NOT_READY: b"not ready\n"}


class Readiness:
    """Whether this process takes requests.

    ``is_ending`` once it has been asked to end; ``is_warm`` asks whether it has read what
    every search needs, or has tried long enough.
    """

    def __init__(self, is_warm: Callable[[], bool] = lambda: True) -> None:
        self.is_ending = False
        self._is_warm = is_warm

    def __call__(self) -> bool:
        """Return whether it can serve."""
        return not self.is_ending and self._is_warm() and database_answers()


def database_answers() -> bool:
    """Return whether the database can be read now; does not wait for one that is away."""
    if not is_connected():
        return False
    try:
        with closing(Zope2.DB.open(TransactionManager())) as connection:
            return "Application" in connection.root()
    except (*AWAY, POSError, OSError):
        return False


def is_connected() -> bool:
    """Return whether the server of the database is there, as far as is known without asking."""
    storage = Zope2.DB.storage
    asked = getattr(getattr(storage, "base", storage), "is_connected", None)
    return asked is None or asked()


def told(app: Any, is_ready: Any) -> Any:
    """Return the WSGI application that answers for its readiness itself."""

    def answer(environ: dict[str, Any], start_response: Any) -> Any:
        if environ.get("PATH_INFO") != PATH:
            return app(environ, start_response)
        status = READY if is_ready() else NOT_READY
        body = WORDS[status]
        headers = [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
        ]
        start_response(status, headers)
        return [body]

    return answer
