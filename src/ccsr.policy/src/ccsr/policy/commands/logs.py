"""What goes into the log files, and what does not.

``CCSR_LOG=json`` makes every line an object for programs, without addresses of
visitors, names of accounts and what was searched for.
"""

from contextvars import ContextVar
from datetime import datetime
from datetime import UTC
from logging.handlers import WatchedFileHandler

import json
import logging
import os
import re


#: Addresses whose last part lets whoever has it set a password, or read alerts; signs of an
#: address may stand there quoted, as in the page that one was asked to sign in for.
TOKEN = re.compile(
    r"((?:/|%2F)(?:@@|%40%40)?"
    r"(?:accept-invitation|alerts-feed|alerts-unsubscribe|calendar-feed|hand-in|passwordreset|pwreset_form)(?:/|%2F))"
    r"(?:(?!%2F)[^\s/?&\"'])+",
    re.IGNORECASE,
)
#: What may tell of a person: an e-mail address, an address in the network.
MAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
ADDRESS = re.compile(
    r"\b(?:\d{1,3}\.){3}\d{1,3}\b|(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}\b", re.I
)
PLAIN = "%(asctime)s %(levelname)s [%(name)s] %(message)s"

#: The number of the request that this thread answers.
REQUEST: ContextVar[str] = ContextVar("ccsr.request", default="")


def is_json() -> bool:
    """Return whether lines are to be objects."""
    return os.environ.get("CCSR_LOG", "").lower() == "json"


def without_tokens(text: str) -> str:
    """Return a text without the secret part of links."""
    return TOKEN.sub(r"\1…", text)


class WithoutTokens(logging.Filter):
    """Takes the secret part of links out of every line."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line pass, changed where it must be."""
        message = record.getMessage()
        if TOKEN.search(message):
            record.msg, record.args = without_tokens(message), ()
        return True


class Json(logging.Formatter):
    """A line as an object: ``time level logger process request message``, and its facts."""

    def __init__(self, process: str) -> None:
        super().__init__()
        self.process = process

    def format(self, record: logging.LogRecord) -> str:
        """Return the object; of an error, where in the program it was, and not what it says."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "process": self.process,
            "request": REQUEST.get(),
            "message": impersonal(record.getMessage()),
            **getattr(record, "facts", {}),
        }
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["trace"] = _trace(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False)


def _trace(trace) -> list[str]:
    found = []
    while trace is not None:
        code = trace.tb_frame.f_code
        found.append(f"{code.co_filename}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return found


def impersonal(text: str) -> str:
    """Return a text without secrets, e-mail addresses and addresses in the network."""
    return ADDRESS.sub("…", MAIL.sub("…", without_tokens(text)))


def file(path) -> logging.FileHandler:
    """Return a handler that writes to a file, and to a new one when that was moved away."""
    handler = WatchedFileHandler(path)
    handler.addFilter(WithoutTokens())
    if is_json():
        handler.setFormatter(Json(handler_name(path)))
    return handler


def handler_name(path) -> str:
    """Return how the process that writes a file is called in its lines."""
    return os.path.basename(path).removesuffix(".log")
