"""What no program below can read is answered before it: 400 and a sentence, not a failure.

Zope fails where an address is no UTF-8, or where what follows ``Basic`` is no
base64 of a name and a password. And services have no token in what they are sent:
what a browser sends for a page of another site is not taken by them.
"""

from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Callable
from typing import Any

import json


BAD_ADDRESS = "This address cannot be read. Nid oes modd darllen y cyfeiriad hwn."
ELSEWHERE = "A page of another site cannot send this. Ni all tudalen safle arall anfon hyn."
BAD_SIGN_IN = "The sign-in cannot be read. Nid oes modd darllen y manylion mewngofnodi."


def understood(app: Any) -> Any:
    """Return the WSGI application that answers 400 to what Zope cannot read."""

    def answer(environ: dict[str, Any], start_response: Any) -> Any:
        for is_read, sentence in CHECKS:
            if not is_read(environ):
                return _refuse(environ, start_response, sentence)
        return app(environ, start_response)

    return answer


def _is_address_read(environ: dict[str, Any]) -> bool:
    # WSGI hands over bytes as signs of Latin-1 (PEP 3333).
    raw = environ.get("PATH_INFO", "").encode("latin-1")
    return _is_text(raw) and b"\0" not in raw


def _is_sign_in_read(environ: dict[str, Any]) -> bool:
    scheme, _space, given = environ.get("HTTP_AUTHORIZATION", "").strip().partition(" ")
    if scheme.lower() != "basic":
        return True
    try:
        pair = b64decode(given.strip(), validate=True)
    except (NotBase64, ValueError):
        return False
    return _is_text(pair) and b":" in pair


def _is_from_here(environ: dict[str, Any]) -> bool:
    if environ["REQUEST_METHOD"] in ("GET", "HEAD", "OPTIONS"):
        return True
    is_service = "application/json" in environ.get("HTTP_ACCEPT", "")
    return not (is_service and environ.get("HTTP_SEC_FETCH_SITE") in ("cross-site", "same-site"))


def _is_text(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


CHECKS: tuple[tuple[Callable[[dict[str, Any]], bool], str], ...] = (
    (_is_address_read, BAD_ADDRESS),
    (_is_sign_in_read, BAD_SIGN_IN),
    (_is_from_here, ELSEWHERE),
)


def _refuse(environ: dict[str, Any], start_response: Any, sentence: str) -> list[bytes]:
    is_api = "application/json" in environ.get("HTTP_ACCEPT", "")
    told = json.dumps({"type": "BadRequest", "message": sentence}) if is_api else sentence
    kind = "application/json" if is_api else "text/plain; charset=utf-8"
    body = f"{told}\n".encode()
    headers = [("Content-Type", kind), ("Content-Length", str(len(body)))]
    start_response("400 Bad Request", headers)
    return [body]
