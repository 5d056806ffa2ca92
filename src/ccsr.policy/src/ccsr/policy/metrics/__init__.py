"""Figures for Prometheus, off unless ``CCSR_METRICS_PORT`` names a port.

Each process has a port of its own, on this machine alone unless ``CCSR_METRICS_HOST``
says otherwise. Nothing in them is personal: no names, no addresses, no paths.
"""

from prometheus_client import Counter
from prometheus_client import Histogram
from prometheus_client import start_http_server

import os


SIGN_IN_FAILURES = Counter(
    "ccsr_sign_in_failures", "Sign-ins that were refused, by way in.", ["way"]
)
REQUESTS = Histogram(
    "ccsr_request_seconds",
    "Seconds from a request to the end of its answer, by kind, method and status.",
    ["kind", "method", "status"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8),
)
LOCAL = "127.0.0.1"
PORT = "CCSR_METRICS_PORT"


def start() -> None:
    """Serve the figures of this process, where a port is named; once Zope has started."""
    # The commands' own modules count with what stands here.
    from ccsr.policy.commands.instance import CannotRun

    # Commands count too, so these cannot be asked for before they are there.
    from ccsr.policy.metrics import collecting

    number = port()
    if number is None:
        return
    collecting.register()
    try:
        start_http_server(number, os.environ.get("CCSR_METRICS_HOST") or LOCAL)
    except (OSError, OverflowError) as error:
        raise CannotRun(f"Figures cannot be served on port {number}: {error}") from error


def port() -> int | None:
    """Return the port of this process's figures, None where they are off."""
    from ccsr.policy.commands.instance import CannotRun

    named = os.environ.get(PORT, "")
    if named and not named.isdecimal():
        raise CannotRun(f"{PORT} is “{named}”; it must be a number such as 9101.")
    return int(named) if named else None


def next_port() -> dict[str, str]:
    """Return the environment by which a process that this one starts has the port after it."""
    number = port()
    return {} if number is None else {PORT: str(number + 1)}
