"""A mail server that the portal uses, a real one, and what came there."""

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Handler
from contextlib import contextmanager
from email.header import decode_header
from email.header import make_header
from plone import api
from processes import free_port
from typing import NamedTuple

import transaction


class Letter(NamedTuple):
    """What came: for whom it was handed over, and what it says."""

    recipient: str
    subject: str
    text: str


class Inbox(Handler):
    """Keeps what came, the oldest first."""

    def __init__(self):
        super().__init__()
        self.letters = []

    def handle_message(self, message):
        text = message.get_payload(decode=True).decode()
        subject = str(make_header(decode_header(message["Subject"])))
        self.letters.append(Letter(message["X-RcptTo"], subject, text))


def set_mail(host, port):
    """Tell the portal its mail server."""
    settings = {"smtp_host": host, "smtp_port": port, "email_from_address": "ccsr@example.org"}
    for name, value in settings.items():
        api.portal.set_registry_record(f"plone.{name}", value)
    transaction.commit()


@contextmanager
def used():
    """Yield the inbox of a mail server that the portal uses meanwhile."""
    inbox = Inbox()
    server = Controller(inbox, hostname="localhost", port=free_port())
    server.start()
    set_mail("localhost", server.port)
    try:
        yield inbox
    finally:
        set_mail("", 25)
        server.stop()
