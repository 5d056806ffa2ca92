"""Measures each request: how long, of which kind, with which status. Logs it where logs are JSON."""

from ccsr.policy.commands import logs
from ccsr.policy.metrics import REQUESTS
from ccsr.policy.publication import ready
from collections.abc import Iterable
from collections.abc import Iterator
from time import perf_counter
from typing import Any

import logging
import re


logger = logging.getLogger("ccsr.requests")

#: Kinds by what stands in the path; the first that is found. All others are pages.
KINDS = (
    ("health", re.compile(re.escape(ready.PATH) + r"\Z")),
    ("static", re.compile(r"/\+\+(?:plone|resource|theme|webresource)\+\+")),
    ("find", re.compile(r"/@{1,2}find(?:/|\Z)")),
    ("file", re.compile(r"/@@(?:download|display-file|images|page-picture)(?:/|\Z)")),
    ("api", re.compile(r"/(?:\+\+api\+\+|@(?!@))")),
)
METHODS = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})
#: Parts of a path after which somebody's name stands.
NAMED = re.compile(r"(/(?:@users|@groups|author|@portrait|portraits)/)[^/]+")
#: Zope's way of being told the address as the visitor sees it.
VIRTUAL = re.compile(r"\A/VirtualHostBase/.*?/VirtualHostRoot")


def kind_of(path: str, accept: str = "") -> str:
    """Return the kind of a request."""
    found = next((kind for kind, sign in KINDS if sign.search(path)), "page")
    return "api" if found == "page" and accept.startswith("application/json") else found


def shown(path: str) -> str:
    """Return a path as it may stand in a log: without secrets and names of accounts."""
    return NAMED.sub(r"\1…", logs.without_tokens(VIRTUAL.sub("", path) or "/"))


def measured(app: Any) -> Any:
    """Return the WSGI application whose requests are measured."""

    def answer(environ: dict[str, Any], start_response: Any) -> Any:
        return Measured(environ).of(app, start_response)

    return answer


class Measured:
    """One request, from its beginning to the last byte of its answer."""

    def __init__(self, environ: dict[str, Any]) -> None:
        self.environ = environ
        self.begun = perf_counter()
        self.status = "500"

    def of(self, app: Any, start_response: Any) -> Iterable[bytes]:
        """Return the answer; the measure ends when it is closed."""

        def start(status: str, *rest: Any) -> Any:
            self.status = status.partition(" ")[0]
            return start_response(status, *rest)

        try:
            return Pieces(app(self.environ, start), self)
        except BaseException:
            self.end()
            raise

    def end(self) -> None:
        """Keep what was measured."""
        seconds = perf_counter() - self.begun
        method = self.environ["REQUEST_METHOD"]
        method = method if method in METHODS else "other"
        path = self.environ.get("PATH_INFO", "")
        kind = kind_of(path, self.environ.get("HTTP_ACCEPT", ""))
        REQUESTS.labels(kind, method, self.status).observe(seconds)
        if kind != "health":
            facts = {"kind": kind, "method": method, "path": shown(path), "status": self.status}
            logger.info("request", extra={"facts": {**facts, "seconds": round(seconds, 4)}})


class Pieces:
    """The pieces of an answer; tells when the last one is gone."""

    def __init__(self, pieces: Iterable[bytes], request: Measured) -> None:
        self.pieces = pieces
        self.request = request

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.pieces)

    def close(self) -> None:
        """Close what was measured, and end the measure."""
        try:
            if hasattr(self.pieces, "close"):
                self.pieces.close()
        finally:
            self.request.end()
