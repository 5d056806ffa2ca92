"""What goes into the log files, and what does not."""

import logging
import re


#: Addresses whose last part lets whoever has it set a password, or read alerts.
TOKEN = re.compile(
    r"(/(?:@@)?(?:accept-invitation|alerts-feed|alerts-unsubscribe|passwordreset|pwreset_form)/)"
    r"[^\s/?\"']+"
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
