"""Files that arrive in parts (TUS), on the disk of this host until they are whole.

Each belongs to the account that announced it: for anybody else there is none. What is
left behind is deleted an hour after its last part.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from dataclasses import asdict
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

import fcntl
import json
import os
import re
import shutil
import time


PREFIX = "intake_"
ID = re.compile(r"[0-9a-f]{32}", re.ASCII)
#: Seconds after the last part.
EXPIRES = 60 * 60
#: Files that one account may have begun.
MOST_OPEN = 1_000


class TooMany(ValueError):
    """The account has begun more files than it may have open."""


class Misplaced(ValueError):
    """A part that begins behind the end of what is there."""


@dataclass(frozen=True)
class Part:
    """A file that was begun: ``length`` is how many bytes it will have."""

    id: str
    account: str
    batch: str
    name: str
    length: int

    @property
    def path(self) -> Path:
        """Return where its bytes are."""
        return _directory() / f"{PREFIX}{self.id}"

    @property
    def offset(self) -> int:
        """Return how many bytes are there."""
        return self.path.stat().st_size

    @property
    def is_whole(self) -> bool:
        """Return whether all bytes are there."""
        return self.offset >= self.length

    @property
    def expires(self) -> str:
        """Return when it is deleted, as a header says it."""
        return formatdate(self.path.stat().st_mtime + EXPIRES, usegmt=True)

    def write(self, stream: BinaryIO, offset: int) -> None:
        """Put a part at its place; raise ``Misplaced`` where there would be a gap.

        What comes again, since the answer was lost or the request was retried, replaces
        what came before.
        """
        with self.path.open("r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            if offset > file.seek(0, os.SEEK_END):
                raise Misplaced
            file.seek(offset)
            shutil.copyfileobj(stream, file)
            file.truncate(min(file.tell(), self.length))

    def shorten(self) -> None:
        """Forget the last byte, so that it is sent again and the file is taken after all."""
        with self.path.open("r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.truncate(max(0, self.length - 1))

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """Yield its bytes."""
        with self.path.open("rb") as file:
            yield file

    def empty(self) -> None:
        """Let go of its bytes, which are kept elsewhere now; how many there are stays known."""
        with self.path.open("r+b") as file:
            file.truncate(0)
            file.truncate(self.length)

    def forget(self) -> None:
        """Delete it."""
        for path in (self.path, _known(self.path)):
            path.unlink(missing_ok=True)


def begin(account: str, batch: str, name: str, length: int) -> Part:
    """Begin a file; raise ``TooMany``."""
    purge()
    if sum(1 for one in _all() if one.account == account) >= MOST_OPEN:
        raise TooMany
    made = Part(uuid4().hex, account, batch, name, length)
    for path in (made.path, _known(made.path)):
        path.touch(0o600)
    _known(made.path).write_text(json.dumps(asdict(made)))
    return made


def find(id: str, account: str) -> Part | None:
    """Return what this account has begun under an id, None where there is none."""
    if not ID.fullmatch(id):
        return None
    found = _read(_known(_directory() / f"{PREFIX}{id}"))
    return found if found and found.account == account and found.path.exists() else None


def begun(account: str, batch: str) -> list[Part]:
    """Return what an account has begun in a drop and not ended."""
    own = (one for one in _all() if one.account == account and one.batch == batch)
    return [one for one in own if not one.is_whole]


def purge(now: float | None = None) -> int:
    """Delete what was left behind; return how many files."""
    before = (time.time() if now is None else now) - EXPIRES
    gone = 0
    for known in list(_directory().glob(f"{PREFIX}*.json")):
        with suppress(FileNotFoundError):
            if max(one.stat().st_mtime for one in (known, known.with_suffix(""))) < before:
                known.with_suffix("").unlink()
                known.unlink()
                gone += 1
    return gone


def _all() -> Iterator[Part]:
    for path in _directory().glob(f"{PREFIX}*.json"):
        found = _read(path)
        if found and found.path.exists():
            yield found


def _read(path: Path) -> Part | None:
    try:
        return Part(**json.loads(path.read_text()))
    except (FileNotFoundError, ValueError):
        return None


def _known(path: Path) -> Path:
    return path.with_suffix(".json")


def _directory() -> Path:
    # Where plone.restapi keeps its own.
    home = os.environ.get("TUS_TMP_FILE_DIR") or os.path.join(
        os.environ.get("CLIENT_HOME") or ".", "tus-uploads"
    )
    found = Path(home)
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found
