"""Who writes to a directory: one thread a process and index.

A commit hands over its texts and goes on; a query that finds the directory
behind asks for a reconciliation, which reads objects over a connection of its
own. Neither ever waits, and neither ever fails because of the index.
"""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from AccessControl.SpecialUsers import system
from ccsr.search import failures
from ccsr.search.fields import Fields
from ccsr.search.interfaces import ITantivyIndex
from ccsr.search.store import Change
from ccsr.search.stores import Place
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from Testing.makerequest import makerequest
from typing import Any
from zope.component.hooks import setSite
from zope.component.interfaces import ISite

import itertools
import logging
import threading
import time
import transaction


logger = logging.getLogger(__name__)

#: Documents, or characters, written in one commit of the directory when it is made anew.
BATCH = 5000
BATCH_TEXT = 20_000_000
#: Seconds for which a lock that another process holds is asked for again.
PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an index is in a database, for a thread that opens it itself."""

    database: Any
    catalog: tuple[str, ...]
    name: str


class Worker:
    """Writes what it is given, in order, in a thread that ends when idle."""

    def __init__(self, place: Place, written: Callable[[int, int], None]) -> None:
        self.place = place
        self.queued: dict[int, Change] = {}
        self.reconciling = False
        self._origin: Origin | None = None
        self._written = written
        self._lock = threading.Condition()
        self._thread: threading.Thread | None = None
        self._not_before = 0.0
        self._stopping = False

    def submit(self, changes: Mapping[int, Change]) -> None:
        """Write these soon."""
        with self._lock:
            self.queued.update(changes)
            self._wake()

    def reconcile(self, origin: Origin) -> None:
        """Make the directory what the database's map says, soon."""
        with self._lock:
            if not (self.reconciling or self._stopping) and time.monotonic() >= self._not_before:
                self._origin, self.reconciling = origin, True
                self._wake()

    @property
    def busy(self) -> bool:
        """Tell whether there is something left to do."""
        return self._thread is not None

    def stop(self, seconds: float) -> bool:
        """End a reconciliation after this batch, and wait for what is being written."""
        self._stopping = True
        return self.wait(seconds)

    def wait(self, seconds: float) -> bool:
        """Wait until nothing is left to do; False if that took longer."""
        with self._lock:
            return self._lock.wait_for(lambda: self._thread is None, seconds)

    def _wake(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="ccsr.search", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while self._step():
            pass

    def _step(self) -> bool:
        """Do what is asked for now; False (and the thread's end) if nothing is."""
        with self._lock:
            changes, origin = dict(self.queued), self._origin
            if not changes and origin is None:
                self._thread = None
                self._lock.notify_all()
                return False
        try:
            self._write(changes)
            if origin is not None:
                self._reconcile(origin)
        # Whatever an object's indexer raises: a thread has nobody to raise to.
        except Exception as failure:
            logger.exception("The search index could not be written")
            self.place.failed(repr(failure))
            self._not_before = time.monotonic() + PATIENCE
        finally:
            self._done(changes, origin)
        return True

    def _done(self, changes: Mapping[int, Change], origin: Origin | None) -> None:
        with self._lock:
            for rid, change in changes.items():
                if self.queued.get(rid) is change:
                    del self.queued[rid]
            if origin is not None:
                self._origin, self.reconciling = None, False

    def _write(self, changes: Mapping[int, Change]) -> None:
        if not changes:
            return
        end = time.monotonic() + PATIENCE
        for pause in itertools.repeat(0.02):
            store = self.place.store()
            try:
                store.write(changes)
                break
            except failures.Busy:
                if time.monotonic() > end:
                    raise
                time.sleep(pause)
        for rid, change in changes.items():
            if change.version is not None:
                self._written(rid, change.version)

    def _reconcile(self, origin: Origin) -> None:
        # Taken before the connection is opened, which sees all of it.
        seen = int.from_bytes(origin.database.lastTransaction())
        with opened(origin) as (index, connection):
            if not ITantivyIndex.providedBy(index):
                return
            if not self._write_all(batches(index.differences(self.place, seen)), connection):
                return
        self.place.complete()

    def _write_all(self, all_changes: Iterator[dict[int, Change]], connection: Any) -> bool:
        """Write each part while the next is read; False where it was stopped."""
        before = None
        for changes in all_changes:
            if self._stopping:
                return False
            if before is not None:
                before.end()
            before = Writing(self._write, changes)
            connection.cacheGC()
        if before is not None:
            before.end()
        return True


class Writing(threading.Thread):
    """Writes a batch: tantivy works beside Python, which reads the next meanwhile."""

    def __init__(self, write: Callable[[Mapping[int, Change]], None], changes: Any) -> None:
        super().__init__(name="ccsr.search.writing", daemon=True)
        self._write = write
        self._changes = changes
        self._failure: Exception | None = None
        self.start()

    def run(self) -> None:
        """Write."""
        try:
            self._write(self._changes)
        # Whatever it is, it is raised where the end is waited for.
        except Exception as failure:
            self._failure = failure

    def end(self) -> None:
        """Wait for the end; raises what went wrong."""
        self.join()
        if self._failure is not None:
            raise self._failure


@contextmanager
def opened(origin: Origin) -> Iterator[tuple[Any, Any]]:
    """Open the index over a connection of its own, as the system."""
    connection = origin.database.open(transaction.TransactionManager())
    try:
        connection.sync()
        app = makerequest(connection.root()["Application"])
        # In a thread of its own, which answers nobody.
        catalog = app.unrestrictedTraverse(origin.catalog)
        newSecurityManager(None, system)
        setSite(catalog.aq_parent if ISite.providedBy(catalog.aq_parent) else None)
        yield catalog._catalog.getIndex(origin.name), connection
    finally:
        setSite(None)
        noSecurityManager()
        connection.transaction_manager.abort()
        transaction.abort()
        connection.close()


def batches(changes: Iterator[tuple[int, Change]]) -> Iterator[dict[int, Change]]:
    """Return `changes` in parts."""
    part: dict[int, Change] = {}
    size = 0
    for rid, change in changes:
        part[rid] = change
        size += len(change.fields) if change.fields else 0
        if len(part) >= BATCH or size >= BATCH_TEXT:
            yield part
            part, size = {}, 0
    if part:
        yield part


def change_of(stamp: int, version: int | None, fields: Fields | None) -> Change:
    """Return a change; a document whose object gives no text any more is kept empty."""
    if version is None:
        return Change(stamp)
    return Change(stamp, version, fields or Fields())
