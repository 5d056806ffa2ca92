"""An HTTP server that ends without cutting anybody off.

Asked to end (SIGTERM), it takes what waits at its door, shuts the door, answers what
it has taken, and ends. A proxy before several of them finds the door shut and goes to
the next one, so that nobody notices a restart.
"""

from ccsr.policy.publication.ready import Readiness
from contextlib import contextmanager
from typing import Any
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer
from waitress.server import create_server

import signal
import time


#: Seconds in which what was taken must be answered.
PATIENCE = 30.0
#: Seconds in which somebody who has come in must have said what is wanted.
GRACE = 1.0
#: Seconds after which it is looked whether it was asked to end.
A_LOOK = 0.25
#: Connections that may wait at the door.
MOST_WAITING = 1024


def serve(app: Any, is_ready: Readiness, **options: Any) -> None:
    """Serve until asked to end."""
    sockets: dict[int, Any] = {}
    server = create_server(app, map=sockets, **options)
    with asked_to_end(is_ready):
        while not is_ready.is_ending:
            wasyncore.poll(A_LOOK, sockets)
        drain(sockets)
    server.task_dispatcher.shutdown()


@contextmanager
def asked_to_end(is_ready: Readiness):
    """Let signals be noted while the server is at work: none interrupts it."""

    def note(*_: object) -> None:
        is_ready.is_ending = True

    before = {number: signal.signal(number, note) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def drain(sockets: dict[int, Any]) -> None:
    """Answer what has been taken, and take nothing more."""
    listeners = [one for one in sockets.values() if isinstance(one, BaseWSGIServer)]
    for _ in range(MOST_WAITING):
        before = len(sockets)
        wasyncore.poll(0.0, sockets)
        if len(sockets) <= before:
            break
    for listener in listeners:
        # Not its own way, which also closes what wakes this loop.
        wasyncore.dispatcher.close(listener)
    end = time.monotonic() + PATIENCE
    while _busy(sockets) and time.monotonic() < end:
        wasyncore.poll(0.05, sockets)


def _busy(sockets: dict[int, Any]) -> bool:
    return any(isinstance(one, HTTPChannel) and _is_busy(one) for one in sockets.values())


def _is_busy(channel: HTTPChannel) -> bool:
    if channel.requests or channel.request is not None or channel.total_outbufs_len:
        return True
    return time.time() - channel.last_activity < GRACE
