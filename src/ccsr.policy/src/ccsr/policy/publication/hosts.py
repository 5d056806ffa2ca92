"""Which names the portal is asked by; under any other it would write links that lead elsewhere.

Known are the names of this machine that it serves, those in ``CCSR_HOSTS``, and the
public address of the site. A proxy also names a host in the path (``VirtualHostBase``).
"""

from ccsr.policy.commands import instance
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import closing
from transaction import TransactionManager
from typing import Any
from urllib.parse import urlsplit

import os
import re
import socket
import Zope2


VARIABLE = "CCSR_HOSTS"
EVERYWHERE = ("", "0.0.0.0", "::")
THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "[::1]"})
VIRTUAL = "VirtualHostBase"
PORT = re.compile(r":\d*\Z")
REFUSAL = (
    b"The portal is not known by this name. Whoever runs it names it as the public address, "
    b"or in CCSR_HOSTS.\n"
)


def known(app: Any, public: Callable[[], str]) -> Any:
    """Return the WSGI application that answers 400 to requests for a host it does not know."""

    def answer(environ: dict[str, Any], start_response: Any) -> Any:
        if all(_is_known(name, public) for name in _asked(environ)):
            return app(environ, start_response)
        length = str(len(REFUSAL))
        headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", length)]
        start_response("400 Bad Request", headers)
        return [REFUSAL]

    return answer


def _is_known(name: str, public: Callable[[], str]) -> bool:
    return bool(name) and (name in served() or name == public())


def served() -> frozenset[str]:
    """Return the names that need no setting of the site."""
    host, _port = instance.address()
    own = socket.gethostname() if host in EVERYWHERE else host
    further = os.environ.get(VARIABLE, "").replace(",", " ").split()
    return THIS_MACHINE | {_name(one) for one in (own, *further)}


def public_host() -> str:
    """Return the host of the site's public address, ``""`` without one."""
    # Not the request's own connection, which is not there yet.
    with closing(Zope2.DB.open(TransactionManager())) as connection:
        site = connection.root()["Application"].get(instance.SITE)
        address = site and site.portal_registry.get("ccsr.security.public_address")
        return _name(urlsplit(address or "").netloc)


def _asked(environ: dict[str, Any]) -> Iterator[str]:
    if "HTTP_HOST" in environ:
        yield _name(environ["HTTP_HOST"])
    parts = [part for part in environ.get("PATH_INFO", "").split("/") if part]
    for place, part in enumerate(parts):
        if part == VIRTUAL:
            yield _name("".join(parts[place + 2 : place + 3]))


def _name(host: str) -> str:
    return PORT.sub("", host.strip().lower()).rstrip(".")
