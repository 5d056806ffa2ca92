"""The workers that there are: each says every few seconds that it lives.

A worker has a lock on a file; the kernel lets it go with the process, so that the
next one on the same host knows at once what was begun and will not be ended.
"""

from ccsr.policy.commands import instance
from ccsr.policy.jobs.tables import engine
from ccsr.policy.jobs.tables import WORKERS
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import update
from uuid import uuid4

import fcntl
import os
import socket
import time


#: Seconds without a word after which a worker is said to be gone.
SILENT = 60.0


def folder() -> Path:
    """Return where the locks are."""
    return instance.var() / "workers"


@dataclass
class Worker:
    """This process as a worker."""

    id: str = field(default_factory=lambda: uuid4().hex)
    _file: int | None = None

    def begin(self) -> None:
        """Say that it is there."""
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file = os.open(folder() / self.id, os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self._file, fcntl.LOCK_EX)
        row = {"id": self.id, "host": socket.gethostname(), "pid": os.getpid()}
        with engine().begin() as connection:
            connection.execute(insert(WORKERS).values(**row, started=time.time(), seen=time.time()))

    def beat(self) -> None:
        """Say that it lives."""
        with engine().begin() as connection:
            said = update(WORKERS).where(WORKERS.c.id == self.id).values(seen=time.time())
            connection.execute(said)

    def end(self) -> None:
        """Say that it goes."""
        forget([self.id])
        if self._file is not None:
            os.close(self._file)


def dead() -> list[str]:
    """Return the ids of workers of this host that have ended."""
    found = folder().iterdir() if folder().is_dir() else ()
    return [path.name for path in found if _is_free(path)]


def _is_free(path: Path) -> bool:
    try:
        with path.open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, FileNotFoundError):
        return False
    return True


def forget(ids: list[str]) -> None:
    """Drop workers that have ended."""
    with engine().begin() as connection:
        connection.execute(delete(WORKERS).where(WORKERS.c.id.in_(ids)))
    for id in ids:
        (folder() / id).unlink(missing_ok=True)


def last_heard_of() -> float | None:
    """Return when a worker was heard of last (seconds since 1970), None for never."""
    with engine().connect() as connection:
        return connection.execute(select(func.max(WORKERS.c.seen))).scalar()


def is_heard_of() -> bool:
    """Return whether a worker was heard of lately."""
    last = last_heard_of()
    return last is not None and time.time() - last < SILENT
