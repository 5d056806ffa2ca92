"""The key that seals secrets, in a file outside the database.

``CCSR_SECRET_KEY_FILE`` names it; else it is ``secret.key`` beside the database,
made at first need, readable by the portal's account alone. All hosts of a cluster
need the same file, and a backup of the database is no backup of it. A line of the
file is a key (32 bytes in base 64): the first one seals, every one opens, so a new
key goes before the old one.
"""

from base64 import b64decode
from base64 import b64encode
from ccsr.policy.commands import instance
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from functools import cache
from pathlib import Path

import os
import tempfile


NONCE = 12


class Unreadable(Exception):
    """No key at hand opens this."""


def path() -> Path:
    """Return where the key is."""
    named = os.environ.get("CCSR_SECRET_KEY_FILE")
    return Path(named) if named else instance.var() / "secret.key"


def seal(text: str, whose: str) -> bytes:
    """Return a text that only the key opens, and only for the account it is of."""
    nonce = os.urandom(NONCE)
    return nonce + _keys(_made(path()))[0].encrypt(nonce, text.encode(), whose.encode())


def unseal(sealed: bytes, whose: str) -> str:
    """Return what was sealed for an account; raise Unreadable where no key opens it."""
    for key in _keys(path()) if path().exists() else ():
        try:
            return key.decrypt(sealed[:NONCE], sealed[NONCE:], whose.encode()).decode()
        except InvalidTag:
            continue
    raise Unreadable(str(path()))


@cache
def _keys(file: Path) -> tuple[AESGCM, ...]:
    return tuple(AESGCM(b64decode(line)) for line in file.read_text().split())


def _made(file: Path) -> Path:
    """Make the key where there is none; of two processes the first one's stays."""
    if not file.exists():
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=file.name)
        with os.fdopen(handle, "wb") as written:
            written.write(b64encode(AESGCM.generate_key(256)) + b"\n")
            written.flush()
            os.fsync(written.fileno())
        try:
            os.link(name, file)
        except FileExistsError:
            pass
        finally:
            os.unlink(name)
    return file
