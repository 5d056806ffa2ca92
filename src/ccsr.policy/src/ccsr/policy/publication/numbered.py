"""A number for each request: in the logs, on the page of an error, and in the proxy's log.

A trusted proxy gives it (``X-Request-ID``, of letters, digits and hyphens); else it is
made here.
"""

from ccsr.policy.commands import logs
from typing import Any
from uuid import uuid4

import re


HEADER = "HTTP_X_REQUEST_ID"
FIT = re.compile(r"[0-9A-Za-z-]{8,64}\Z")


def numbered(app: Any) -> Any:
    """Return the WSGI application whose requests have a number.

    It stands behind ``proxies.heard``, which drops what others than proxies say.
    """

    def answer(environ: dict[str, Any], start_response: Any) -> Any:
        given = environ.get(HEADER, "")
        environ[HEADER] = number = given if FIT.match(given) else uuid4().hex
        logs.REQUEST.set(number)
        return app(environ, start_response)

    return answer
