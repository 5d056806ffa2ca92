"""The journal: where a request leaves what is to be recorded, in one write of some hundred bytes.

Each process has a file of its own in ``record-journal`` in the directory of the
database. What stands in it survives the end of the process, however it ends; the
writer takes it into the tables and notes in the same transaction how far it is,
so that no line is lost or taken in twice. A lock on the file tells that its
process lives; what a dead one left, the next process takes in.
"""

from ccsr.policy.commands import instance
from collections import deque
from pathlib import Path
from threading import Lock

import fcntl
import logging
import os
import uuid


logger = logging.getLogger("ccsr.record")

SUFFIX = ".jsonl"
#: Lines held in memory while not even the journal can be written.
MOST_HELD = 10_000
#: Bytes after which a journal that is taken in is begun anew.
LARGEST = 4 * 1024 * 1024


def folder() -> Path:
    """Return where the journals are."""
    return instance.var() / "record-journal"


class Journal:
    """One process's file of lines that are not in the tables yet."""

    def __init__(self) -> None:
        self.path = new_path()
        self.size = 0
        #: Why it could not be written at the last try.
        self.trouble = ""
        self.held: deque[bytes] = deque(maxlen=MOST_HELD)
        self._lock = Lock()
        self._file: int | None = None

    @property
    def name(self) -> str:
        """Its name in the tables."""
        return self.path.stem

    def write(self, line: bytes) -> None:
        """Keep a line; in memory where the file cannot be written."""
        with self._lock:
            self.held.append(line)
            self._put_down()

    def settle(self) -> bool:
        """Write what is held in memory; return whether nothing is any more."""
        with self._lock:
            self._put_down()
            return not self.held

    def _put_down(self) -> None:
        try:
            while self.held:
                self._append(self.held[0])
                self.held.popleft()
            self.trouble = ""
        except OSError as error:
            if not self.trouble:
                logger.error("The journal of the record cannot be written: %s", error)
            self.trouble = str(error)

    def _append(self, line: bytes) -> None:
        if self._file is None:
            self._file = _opened(self.path)
        written = os.write(self._file, line)
        if written < len(line):
            # The disk is full: half a line would spoil the next.
            os.ftruncate(self._file, self.size)
            raise OSError(f"{written} of {len(line)} bytes were written")
        self.size += written

    def take_held(self) -> list[bytes]:
        """Take out the lines that could not be written; nobody writes them meanwhile."""
        with self._lock:
            held = list(self.held)
            self.held.clear()
            return held

    def give_back(self, lines: list[bytes]) -> None:
        """Hold lines again that were taken out, before those that have come since."""
        with self._lock:
            self.held.extendleft(reversed(lines))

    def begin_anew(self, taken: int) -> bool:
        """Delete the file if all of it is taken in and begin another; return whether it was."""
        with self._lock:
            if self._file is None or taken < self.size or self.held:
                return False
            os.close(self._file)
            self.path.unlink()
            self.path, self._file, self.size = new_path(), None, 0
            return True


def _opened(path: Path) -> int:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Under its own name it is seen by others, who would take it for left behind.
    unseen = path.with_suffix(".new")
    file = os.open(unseen, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    fcntl.flock(file, fcntl.LOCK_EX)
    unseen.rename(path)
    return file


def new_path() -> Path:
    """Return where a new journal goes."""
    return folder() / f"{uuid.uuid4().hex}{SUFFIX}"


def left_behind(own: str) -> list[tuple[Path, int]]:
    """Return path and locked descriptor of each journal whose process is gone."""
    found = []
    for path in sorted(folder().glob(f"*{SUFFIX}"), key=_age):
        if path.stem != own and (file := _taken_over(path)) is not None:
            found.append((path, file))
    return found


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _taken_over(path: Path) -> int | None:
    try:
        file = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(file)
        return None
    return file
