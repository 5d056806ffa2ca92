"""What goes into the log files, and what does not."""

import logging
import re


#: Addresses whose last part lets whoever has it set a password, or read alerts; signs of an
#: address may stand there quoted, as in the page that one was asked to sign in for.
TOKEN = re.compile(
    r"((?:/|%2F)(?:@@|%40%40)?"
    r"(?:accept-invitation|alerts-feed|alerts-unsubscribe|calendar-feed|hand-in|passwordreset|pwreset_form)(?:/|%2F))"
    r"(?:(?!%2F)[^\s/?&\"'])+",
    re.IGNORECASE,
)


class WithoutTokens(logging.Filter):
    """Takes the secret part of links out of every line."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line pass, changed where it must be."""
        message = record.getMessage()
        if TOKEN.search(message):
            record.msg, record.args = TOKEN.sub(r"\1…", message), ()
        return True


def file(path) -> logging.FileHandler:
    """Return a handler that writes to a file."""
    handler = logging.FileHandler(path)
    handler.addFilter(WithoutTokens())
    return handler
