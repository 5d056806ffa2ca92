"""Handing a letter to the site's mail server so that it is known how far it came.

Between the last byte of a letter and the answer of the server nobody can know whether
it is delivered. It is noted before that byte is sent: a letter that was not handed
over whole is sent again, one that was is not, whatever ends this process.
"""

from collections.abc import Callable
from plone import api
from smtplib import SMTPDataError
from smtplib import SMTPException
from typing import Any

import smtplib


#: Seconds.
PATIENCE = 60

TAKEN, NOT_TAKEN, UNSURE, NOT_WANTED = "taken", "not taken", "unsure", "not wanted"


class NotWanted(SMTPException):
    """The letter is to be sent no more."""


class _Handing:
    """What smtplib's connection does with a letter, with a pause before its end."""

    is_handed = is_taken = is_unwanted = False

    def data(self, message: bytes) -> tuple[int, bytes]:
        """Send all but the end, ask, then send the end."""
        self.putcmd("data")  # type: ignore[attr-defined]
        code, answer = self.getreply()  # type: ignore[attr-defined]
        if code != 354:
            raise SMTPDataError(code, answer)
        quoted = smtplib._quote_periods(message)  # type: ignore[attr-defined]
        self.send(quoted if quoted.endswith(b"\r\n") else quoted + b"\r\n")  # type: ignore[attr-defined]
        if not self.before_end():  # type: ignore[attr-defined]
            # Without its end the server drops what it has.
            self.is_unwanted = True
            self.close()  # type: ignore[attr-defined]
            raise NotWanted
        self.is_handed = True
        self.send(b".\r\n")  # type: ignore[attr-defined]
        code, answer = self.getreply()  # type: ignore[attr-defined]
        self.is_taken, self.is_handed = code == 250, code == -1
        return code, answer


def post(letter: Any, before_end: Callable[[], bool]) -> tuple[str, str]:
    """Send a letter; return whether the server took it, and why not.

    ``before_end`` notes that it is handed over; where it returns False the letter is
    not wanted: somebody else has it, and what they noted of it stands.
    """
    mailer = api.portal.get_tool("MailHost")._makeMailer()
    # Some servers look through a letter before they answer.
    mailer.timeout = PATIENCE
    connections = []

    def connect(*arguments, **options):
        kind = type("Handing", (_Handing, mailer_smtp), {"before_end": staticmethod(before_end)})
        connections.append(kind(*arguments, **options))
        return connections[-1]

    mailer_smtp, mailer.smtp = mailer.smtp, connect
    try:
        mailer.send(letter["From"].addresses[0].addr_spec, [letter["To"]], as_bytes(letter))
    except (SMTPException, OSError, RuntimeError) as error:
        return _what_became(connections), f"{type(error).__name__}: {error}"
    return TAKEN, ""


def as_bytes(letter: Any) -> bytes:
    """Return a letter as it goes over the line."""
    return letter.as_bytes(policy=letter.policy.clone(linesep="\r\n"))


def _what_became(connections):
    if any(one.is_unwanted for one in connections):
        return NOT_WANTED
    if any(one.is_taken for one in connections):
        # Only the goodbye failed.
        return TAKEN
    return UNSURE if any(one.is_handed for one in connections) else NOT_TAKEN
