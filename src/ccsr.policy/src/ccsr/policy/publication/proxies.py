"""What a proxy says of a visitor: believed from those in ``CCSR_TRUSTED_PROXIES`` only.

Of what is believed, ``X-Forwarded-Proto`` makes the request one by https;
``X-Forwarded-For`` is left to ``ccsr.policy.sign_in.clients``.
"""

from ccsr.policy.publication import numbered
from ccsr.policy.sign_in.clients import trusted_proxies
from typing import Any


PROTO = "HTTP_X_FORWARDED_PROTO"
SCHEMES = ("http", "https")
SAID = (
    "HTTP_FORWARDED",
    "HTTP_X_FORWARDED_BY",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    numbered.HEADER,
    PROTO,
)


def heard(app: Any) -> Any:
    """Return the WSGI application that hears of a proxy's headers from a trusted one only."""

    def answer(environ: dict[str, Any], start_response: Any) -> Any:
        if environ.get("REMOTE_ADDR") not in trusted_proxies():
            for name in SAID:
                environ.pop(name, None)
        elif environ.get(PROTO) in SCHEMES:
            environ["wsgi.url_scheme"] = environ[PROTO]
        return app(environ, start_response)

    return answer
