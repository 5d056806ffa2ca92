"""Where the token of a session travels: a cookie, or ``Authorization: Bearer``."""

NAME = "__ac"
#: Browsers take a cookie of this name by https only, for this host and no other.
SECURE_NAME = "__Host-ac"


def token_of(request) -> str | None:
    """Return the token that came with a request, if one did."""
    header = request._auth or ""
    if header[:7].lower() == "bearer ":
        return header[7:].strip() or None
    return request.cookies.get(_name(request)) or None


def is_bearer(request) -> bool:
    """Return whether the token came as ``Authorization: Bearer``."""
    return (request._auth or "")[:7].lower() == "bearer "


def put(request, token: str) -> None:
    """Give the browser a token until it is closed."""
    request.response.setCookie(_name(request), token, **_options(request))


def take(request) -> None:
    """Take the token from the browser."""
    request.response.expireCookie(_name(request), **_options(request))


def _options(request):
    secure = is_secure(request)
    return {"path": "/", "http_only": True, "same_site": "Lax", "secure": secure}


def _name(request):
    return SECURE_NAME if is_secure(request) else NAME


def is_secure(request) -> bool:
    """Return whether the browser came by https."""
    return request["SERVER_URL"].startswith("https:")


def replace(request, token: str) -> None:
    """Give a browser its new token; a program reads it in the answer."""
    if not is_bearer(request):
        put(request, token)
