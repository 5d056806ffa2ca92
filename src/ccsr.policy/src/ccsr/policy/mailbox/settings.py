"""Where the mailbox is and whose mail is taken: from the environment, never from the database.

``CCSR_MAILBOX_HOST``, ``_PORT``, ``_SECURITY`` (``tls``, ``starttls``; ``none`` on this
machine alone), ``_CA`` (a file of certificates), ``_USER``, ``_PASSWORD`` or
``_PASSWORD_FILE``, ``_FOLDER``, ``_DONE``, ``_FAILED`` and ``_SENDERS``.
"""

from ccsr.policy.commands.instance import CannotRun
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path


PREFIX = "CCSR_MAILBOX_"
TLS, STARTTLS, NONE = "tls", "starttls", "none"
PORTS = {TLS: 993, STARTTLS: 143, NONE: 143}
LOCAL = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Settings:
    """``senders`` are addresses and ``@domain``s, in small letters."""

    host: str
    port: int
    security: str
    user: str
    password: str = field(repr=False)
    senders: frozenset[str]
    folder: str
    done: str
    failed: str
    ca: str = ""


def read(environ: Mapping[str, str]) -> Settings:
    """Return the settings; raises ``CannotRun`` with what is missing or not allowed."""
    given = {
        name.removeprefix(PREFIX).lower(): value.strip()
        for name, value in environ.items()
        if name.startswith(PREFIX) and value.strip()
    }
    for name in ("host", "user", "senders"):
        if name not in given:
            raise CannotRun(f"The mailbox is off. Set {PREFIX}{name.upper()} to read it.")
    security = given.get("security", TLS)
    if security not in PORTS or (security == NONE and given["host"] not in LOCAL):
        raise CannotRun(f"{PREFIX}SECURITY is tls or starttls; none is for this machine alone.")
    folder = given.get("folder", "INBOX")
    return Settings(
        given["host"],
        _port(given.get("port", str(PORTS[security]))),
        security,
        given["user"],
        _password(given),
        frozenset(given["senders"].lower().replace(",", " ").split()),
        folder,
        given.get("done", "done"),
        given.get("failed", "failed"),
        given.get("ca", ""),
    )


def _port(value: str) -> int:
    if not value.isdecimal():
        raise CannotRun(f"{PREFIX}PORT is “{value}”; it must be a number such as 993.")
    return int(value)


def _password(given: Mapping[str, str]) -> str:
    if "password" in given:
        return given["password"]
    if "password_file" not in given:
        raise CannotRun(f"Set {PREFIX}PASSWORD_FILE to a file with the mailbox's password.")
    try:
        return Path(given["password_file"]).read_text().strip()
    except OSError as error:
        raise CannotRun(f"{given['password_file']} cannot be read: {error.strerror}.") from error
