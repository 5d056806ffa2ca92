"""What everybody reads while the database cannot be reached: 503 and a sentence.

Nothing of a site can be read then, neither its look nor the reader's language.
"""

from ccsr.policy.processes.away import AWAY
from ccsr.policy.publication import ready
from collections.abc import Callable
from sqlalchemy.exc import InterfaceError
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from typing import Any
from ZODB.POSException import ConnectionStateError
from zope.component.hooks import setSite

import json
import logging
import time


logger = logging.getLogger("ccsr.database")

#: Of the objects, and of the tables beside them; the last is what is left of a request whose
#: connection was lost.
UNREACHABLE = (*AWAY, OperationalError, InterfaceError, PoolTimeout, ConnectionStateError)
#: Seconds that a request waits for a server that is just being started anew, and between looks.
PATIENCE, A_LOOK = 3.0, 0.1
#: Seconds after which to ask again.
LATER = 10
ENGLISH = (
    "The portal cannot reach its database at the moment. Nothing that was saved is lost. "
    "If you have just sent something, look whether it is there before you send it again. "
    "Try again in a minute."
)
WELSH = (
    "Ni all y porth gyrraedd ei gronfa ddata ar hyn o bryd. Nid oes dim a gadwyd wedi’i golli. "
    "Os ydych newydd anfon rhywbeth, gwiriwch a yw yno cyn ei anfon eto. "
    "Rhowch gynnig arall arni ymhen munud."
)
PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    "<title>Not available now – Ddim ar gael nawr</title></head>"
    f'<body><h1>Not available now</h1><p>{ENGLISH}</p><section lang="cy">'
    f"<h2>Ddim ar gael nawr</h2><p>{WELSH}</p></section></body></html>"
)


def told(
    app: Any, is_connected: Callable[[], bool] = ready.is_connected, patience: float = PATIENCE
) -> Any:
    """Return the WSGI application that answers 503 where its database cannot be reached.

    What is kept in memory is not shown either: others may have concealed it since.
    """

    def answer(environ: dict[str, Any], start_response: Any) -> Any:
        # Zope leaves this thread with the site of a connection that was lost, and fails from
        # then on before it has looked for another.
        setSite(None)
        if _is_back(is_connected, patience):
            try:
                return app(environ, start_response)
            except UNREACHABLE as error:
                logger.error("The database cannot be reached: %s", type(error).__name__)
        return _refuse(environ, start_response)

    return answer


def _is_back(is_connected: Callable[[], bool], patience: float) -> bool:
    end = time.monotonic() + patience
    while not is_connected():
        if time.monotonic() > end:
            return False
        time.sleep(A_LOOK)
    return True


def _refuse(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    kind, body = _body(environ)
    headers = [
        ("Content-Type", kind),
        ("Content-Length", str(len(body))),
        ("Retry-After", str(LATER)),
    ]
    start_response("503 Service Unavailable", headers)
    return [body]


def _body(environ: dict[str, Any]) -> tuple[str, bytes]:
    if "application/json" in environ.get("HTTP_ACCEPT", ""):
        told = {"type": "ServiceUnavailable", "message": f"{ENGLISH} {WELSH}"}
        return "application/json", json.dumps(told).encode()
    return "text/html; charset=utf-8", PAGE.encode()
