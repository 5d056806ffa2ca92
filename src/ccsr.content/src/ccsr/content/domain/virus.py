"""Asking a ClamAV daemon about a file, where one is configured.

``CCSR_CLAMD`` names its socket (``/run/clamav/clamd.ctl``) or its address
(``localhost:3310``); without it nothing is asked. With it, a file in which something
was found is kept out, and one without an answer waits: it is stored as a draft that
nobody can open or share until the daemon has called it clean.
"""

from __future__ import annotations

from clamav_client.clamd import ClamdError
from clamav_client.clamd import ClamdNetworkSocket
from clamav_client.clamd import ClamdUnixSocket

import io
import logging
import os


logger = logging.getLogger(__name__)

VARIABLE = "CCSR_CLAMD"
PORT = 3310
#: Seconds for each answer of the daemon.
TIMEOUT = 60
#: Seconds for the answer to "are you there".
PING_TIMEOUT = 2


def address() -> str:
    """Return where the daemon is, ``""`` where none is to be asked."""
    return os.environ.get(VARIABLE, "").strip()


def refusal(data: bytes) -> str | None:
    """Return ``virus``, or ``unscanned`` without an answer; None for a clean file."""
    where = address()
    if not where:
        return None
    try:
        answers = _daemon(where).instream(io.BytesIO(data))
    except (ClamdError, OSError, ValueError) as error:
        logger.error("The virus scanner at %s does not answer: %s", where, error)
        return "unscanned"
    return _verdict(answers, where)


def answers() -> bool:
    """Return whether the daemon is there."""
    try:
        return bool(_daemon(address(), PING_TIMEOUT).ping() == "PONG")
    except (ClamdError, OSError, ValueError):
        return False


def _verdict(answers: dict[str, tuple[str, str | None]], where: str) -> str | None:
    states = {status for status, _found in answers.values()}
    if states == {"OK"}:
        return None
    if "FOUND" in states:
        logger.warning("The virus scanner refused a file: %s", answers)
        return "virus"
    logger.error("The virus scanner at %s could not read a file: %s", where, answers)
    return "unscanned"


def _daemon(where: str, timeout: int = TIMEOUT) -> ClamdNetworkSocket:
    if where.startswith(("/", "unix:")):
        return ClamdUnixSocket(where.removeprefix("unix:"), timeout)
    host, _colon, port = where.partition(":")
    return ClamdNetworkSocket(host, int(port or PORT), timeout)
