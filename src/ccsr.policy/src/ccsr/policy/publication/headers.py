"""Headers of every answer that is not a resource of the theme."""

CLOSED = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "frame-ancestors 'self'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def close(response) -> None:
    """Keep an answer out of caches, frames and other sites."""
    for name, value in CLOSED.items():
        response.setHeader(name, value)
