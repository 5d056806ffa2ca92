"""The key of the record and the note of its end, both beside the tables and not in them.

``CCSR_RECORD_KEY`` names the file of the key, which every host of a cluster must
have; without it, it is ``record.key`` in the directory of the database, made at
the first line.
"""

from ccsr.policy.commands import instance
from ccsr.policy.domain.record import Head
from contextlib import suppress
from pathlib import Path

import fcntl
import os
import secrets


#: Bytes of a key that nobody guesses; a file that was cut off has fewer.
SHORTEST = 16


def key_file() -> Path:
    """Return where the key is."""
    named = os.environ.get("CCSR_RECORD_KEY")
    return Path(named) if named else instance.var() / "record.key"


def key() -> bytes:
    """Return the key, which is made where there is none; ValueError for one that is no secret."""
    path = key_file()
    with suppress(FileNotFoundError):
        return _fit(path.read_bytes())
    path.parent.mkdir(parents=True, exist_ok=True)
    own = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    own.touch(0o600)
    own.write_bytes(secrets.token_bytes(32))
    # Of two processes that start at the same time one makes the key.
    with suppress(FileExistsError):
        os.link(own, path)
    own.unlink()
    return path.read_bytes()


def _fit(found: bytes) -> bytes:
    if len(found) < SHORTEST:
        raise ValueError(f"the key has {len(found)} bytes, less than {SHORTEST}")
    return found


def head_file() -> Path:
    """Return where the end of the chain is noted."""
    return instance.var() / "record.head"


def head() -> Head | None:
    """Return the end of the chain as this host last saw it; ValueError where it is damaged."""
    try:
        text = head_file().read_text()
    except FileNotFoundError:
        return None
    return _read(text) if text else None


def keep_head(path: Path, new: Head) -> None:
    """Note a further end of the chain in a file."""
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        text = os.pread(file, 200, 0).decode()
        if not text or _read(text).number < new.number:
            # All of one length, so that one write replaces the whole.
            os.pwrite(file, f"{new.number:020d} {new.hash}\n".encode(), 0)
    finally:
        os.close(file)


def _read(text: str) -> Head:
    number, seal = text.split()
    return Head(int(number), seal)
