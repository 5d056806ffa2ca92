"""The writer: takes journals into the tables, in a thread of its own.

No request waits for the tables. While they cannot be written (locked, read-only,
disk full, server gone) the journal grows and the writer tries again, each time a
little later; then everything is taken in, in order.
"""

from ccsr.policy.domain import record
from ccsr.policy.domain.record import Happening
from ccsr.policy.record import journal
from ccsr.policy.record import keeping
from ccsr.policy.record import store
from ccsr.policy.record.syslog import forward
from itertools import islice
from pathlib import Path
from sqlalchemy.exc import SQLAlchemyError
from threading import Condition
from threading import Lock
from threading import Thread
from time import monotonic
from time import sleep

import logging
import os


logger = logging.getLogger("ccsr.record")

#: Lines that are taken in with one transaction.
TOGETHER = 500
#: Seconds for which lines are gathered before they are taken in together.
GATHERED = 0.05
#: Seconds until the next try while the tables cannot be written: doubled up to the last.
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0
#: Seconds between looks at what others left behind.
A_MINUTE = 60.0
#: Seconds between purges.
A_DAY = 24 * 60 * 60.0
#: Seconds after the start until the first.
FIRST_PURGE = 600.0


class Writer:
    """Takes what this process notes into the tables."""

    def __init__(self) -> None:
        self.journal = journal.Journal()
        self.taken = 0
        #: Why the tables could not be written at the last try.
        self.trouble = ""
        self._settled = Condition()
        self._wake = Condition()
        self._is_awake = False
        self._thread: Thread | None = None
        self._starting = Lock()
        #: Lines that are on their way from memory into the tables.
        self._moving = 0
        self._looked = -A_MINUTE
        self._purged = monotonic() - A_DAY + FIRST_PURGE

    def write(self, happening: Happening) -> None:
        """Put a line down; it is in the tables a moment later."""
        self.journal.write(record.written(happening))
        self._call()

    def settle(self, seconds: float = 1.0) -> bool:
        """Wait until what was put down is in the tables; return whether it is."""
        self._call()
        with self._settled:
            return self._settled.wait_for(self._is_done, seconds)

    def waiting(self) -> int:
        """Return how many bytes are not in the tables, or lines where not even a file is."""
        return self.journal.size - self.taken + len(self.journal.held) + self._moving

    def _is_done(self) -> bool:
        return not self.waiting()

    def _call(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._start()
        with self._wake:
            self._is_awake = True
            self._wake.notify()

    def _start(self) -> None:
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._run, name="ccsr-record", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        wait = 0.0
        while True:
            self._sleep(wait)
            trouble = self._try()
            if trouble and trouble != self.trouble:
                logger.error("The record waits in its journal: %s", trouble)
            elif self.trouble and not trouble:
                logger.info("The record is written again")
            self.trouble = trouble
            wait = min(max(wait * 2, FIRST_WAIT), LONGEST_WAIT) if trouble else 0.0
            if not trouble and monotonic() - self._purged > A_DAY:
                self._purged = monotonic()
                self._purge()

    def _purge(self) -> None:
        try:
            keeping.purge(record.now())
        except SQLAlchemyError as error:
            logger.error("The record could not be purged: %s", error)

    def _sleep(self, seconds: float) -> None:
        with self._wake:
            if seconds:
                self._wake.wait(seconds)
            else:
                self._wake.wait_for(lambda: self._is_awake, LONGEST_WAIT)
            self._is_awake = False
        sleep(GATHERED)

    def _try(self) -> str:
        """Take in what there is; return why it cannot be."""
        try:
            self.journal.settle()
            if monotonic() - self._looked > A_MINUTE:
                take_left_behind(self.journal.name)
                self._looked = monotonic()
            self._take_own()
        except (SQLAlchemyError, OSError, ValueError) as error:
            return str(getattr(error, "orig", None) or error)
        finally:
            with self._settled:
                self._settled.notify_all()
        return ""

    def _take_own(self) -> None:
        own = self.journal
        if self.trouble:
            # The last try may have come further than it could tell.
            self.taken = store.taken(own.name)
        while self.taken < own.size:
            self.taken = take(own.name, own.path, self.taken, own.size)
        if own.trouble:
            self._take_held()
        if self.taken > journal.LARGEST and own.begin_anew(self.taken):
            self.taken = 0

    def _take_held(self) -> None:
        held = self.journal.take_held()
        self._moving = len(held)
        try:
            forward(store.append([record.read(line) for line in held]))
        except BaseException:
            self.journal.give_back(held)
            raise
        finally:
            self._moving = 0


def take_left_behind(own: str = "") -> None:
    """Take in the journals of processes that are gone, and delete them."""
    for path, file in journal.left_behind(own):
        try:
            _take_whole(path)
        finally:
            os.close(file)


def _take_whole(path: Path) -> None:
    taken, size = store.taken(path.stem), path.stat().st_size
    while taken < size:
        taken = take(path.stem, path, taken, size)
    path.unlink()
    store.forget_journal(path.stem)


def take(name: str, path: Path, start: int, size: int) -> int:
    """Take in the next lines of a journal; return up to which byte they go.

    ``size`` is up to where it is written: of a line that is being written some may be seen.
    """
    found, end = [], start
    with path.open("rb") as file:
        file.seek(start)
        for line in islice(file, TOGETHER):
            if end + len(line) > size:
                break
            found.append(line)
            end += len(line)
    forward(store.append([record.read(line) for line in found], name, end))
    return end


#: The writer of each process and place; a forked process has its own.
WRITERS: dict[tuple[int, Path], Writer] = {}
_making = Lock()


def writer() -> Writer:
    """Return the writer of this process."""
    key = os.getpid(), journal.folder()
    if key not in WRITERS:
        with _making:
            WRITERS.setdefault(key, Writer())
    return WRITERS[key]
