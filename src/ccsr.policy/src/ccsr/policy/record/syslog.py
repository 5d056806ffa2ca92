"""Lines sent on as syslog messages (RFC 5424), where ``CCSR_SYSLOG`` names a receiver.

``host:port`` or ``udp://host:port`` for UDP, ``tcp://host:port`` for TCP, or the
path of a socket such as ``/dev/log``. What cannot be sent is logged and not sent
again: the record has it, and ``bin/ccsr audit export --format syslog`` gives it.
"""

from ccsr.policy.domain.record import Line
from ccsr.policy.record.formats import after_priority
from ccsr.policy.record.formats import severity
from ccsr.policy.record.formats import WARNING
from collections.abc import Iterable
from functools import cache
from logging.handlers import SysLogHandler
from time import monotonic
from urllib.parse import urlsplit

import logging
import os
import socket
import sys


logger = logging.getLogger("ccsr.record.syslog")

#: Seconds that a receiver may take.
PATIENCE = 2.0
#: Seconds without a try after one that failed.
QUIET = 30.0
FACILITY = 13


class Sender(SysLogHandler):
    """Sends messages that are complete but for their priority.

    After a failure it is quiet for a while, so that the record need not wait for it.
    """

    append_nul = False

    def __init__(self, address, kind=socket.SOCK_DGRAM):
        self._quiet_until = 0.0
        super().__init__(address, FACILITY, kind)

    def createSocket(self):
        """Connect, but wait no longer than ``PATIENCE``."""
        try:
            if self.socktype == socket.SOCK_STREAM and not isinstance(self.address, str):
                self.socket = socket.create_connection(self.address, PATIENCE)
            else:
                super().createSocket()
        except OSError:
            self.handleError(None)

    def send(self, line: Line) -> None:
        """Send a line, unless the receiver failed a moment ago."""
        if monotonic() < self._quiet_until:
            return
        # On a stream a message ends where the next begins (RFC 6587).
        end = "\n" if self.socktype == socket.SOCK_STREAM else ""
        level = logging.WARNING if severity(line) == WARNING else logging.INFO
        self.handle(logging.LogRecord("ccsr", level, "", 0, after_priority(line) + end, None, None))

    def handleError(self, record):
        """Log in one line what kept a message from being sent, and try anew later."""
        logger.warning("The record is not sent to syslog: %s", sys.exc_info()[1])
        self._quiet_until = monotonic() + QUIET
        if self.socket is not None:
            self.socket.close()
            self.socket = None


def forward(lines: Iterable[Line]) -> None:
    """Send lines on, if somebody wants them."""
    named = os.environ.get("CCSR_SYSLOG")
    if named:
        for line in lines:
            sender_to(named).send(line)


@cache
def sender_to(named: str) -> Sender:
    """Return what sends to a receiver; ValueError for what names none."""
    if named.startswith("/"):
        return Sender(named)
    address = urlsplit(named if "://" in named else f"udp://{named}")
    kind = socket.SOCK_STREAM if address.scheme == "tcp" else socket.SOCK_DGRAM
    return Sender((address.hostname or "localhost", address.port or 514), kind)
