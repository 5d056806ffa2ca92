"""Where the directories are, and the stores this process has opened.

``$CCSR_SEARCH_DIR``, else ``search`` beside the instance's client home, holds a
folder for every index (named by its identity) and in it ``v<schema>-<number>``.
A damaged directory is given up and one with the next number begun; where none
can be used at all, the index lives in memory.
"""

from App.config import getConfiguration
from ccsr.search import failures
from ccsr.search.fields import SCHEMA
from ccsr.search.store import Store
from pathlib import Path
from zope.testing.cleanup import addCleanUp

import logging
import os
import re
import shutil
import threading
import time


logger = logging.getLogger(__name__)

#: Seconds until a directory that could not be used is tried again.
RETRY = 60.0


class Place:
    """The directory of one index on this host, as this process uses it."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.error: str | None = None
        #: When the last error was, and when the directory last held everything (``time.time``).
        self.error_at: float | None = None
        self.complete_at: float | None = None
        self._lock = threading.Lock()
        self._given_up: set[Path] = set()
        self._opened = 0.0
        self._store: Store | None = None

    def store(self) -> Store:
        """Return the store as it is now, opened anew where that is needed."""
        with self._lock:
            if self._store is None or self._is_lost(self._store):
                self._store = self._open()
                self._opened = time.monotonic()
            return self._store

    def give_up(self, store: Store, failure: Exception) -> None:
        """Note that a store cannot be used."""
        logger.error("The search index in %s cannot be used: %s", store.path, failure)
        self.failed(str(failure))
        with self._lock:
            if store.path is not None:
                self._given_up.add(store.path)
            if self._store is store:
                self._store = None

    def failed(self, error: str) -> None:
        """Note an error, for an administrator."""
        self.error, self.error_at = error, time.time()

    def complete(self) -> None:
        """Note that the store holds everything, so that older directories can go."""
        store = self.store()
        if self.folder is None or store.path is None:
            return
        self.error = self.error_at = None
        self.complete_at = time.time()
        for other in self.folder.iterdir():
            if _rank(other) < _rank(store.path):
                shutil.rmtree(other, ignore_errors=True)

    def _is_lost(self, store: Store) -> bool:
        if store.path is None:
            return self.folder is not None and time.monotonic() - self._opened > RETRY
        try:
            store.refresh()
        except (OSError, failures.Unusable) as failure:
            logger.warning("The search index in %s is lost: %s", store.path, failure)
            return True
        return False

    def _open(self) -> Store:
        if self.folder is None:
            return Store()
        try:
            return self._open_in(self.folder)
        except (OSError, failures.Unusable) as failure:
            logger.error("Search works in memory, %s cannot be used: %s", self.folder, failure)
            self.failed(str(failure))
            return Store()

    def _open_in(self, folder: Path) -> Store:
        # In it stand the words of everything, whoever may see it.
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        number = 0
        for path in sorted(folder.glob(f"v{SCHEMA}-*"), key=_rank, reverse=True):
            number = max(number, _rank(path)[1] + 1)
            if path not in self._given_up and (store := self._try(path)):
                return store
        path = folder / f"v{SCHEMA}-{number}"
        path.mkdir(exist_ok=True)
        with failures.of_tantivy():
            return Store(path)

    def _try(self, path: Path) -> Store | None:
        # A second time, since a merge may take files away while they are opened.
        for _ in range(2):
            try:
                with failures.of_tantivy():
                    return Store(path)
            except (OSError, failures.Busy, failures.Unusable) as failure:
                logger.error("The search index in %s is damaged: %s", path, failure)
                self.failed(str(failure))
        return None


def _rank(path: Path) -> tuple[int, int]:
    found = re.fullmatch(r"v(\d+)-(\d+)", path.name)
    return (int(found[1]), int(found[2])) if found else (-1, -1)


def root() -> str | None:
    """Return where the directories are; None where there is no such place."""
    if given := os.environ.get("CCSR_SEARCH_DIR"):
        return given
    home: str | None = getattr(getConfiguration(), "clienthome", None)
    return os.path.join(os.path.dirname(home), "search") if home and os.path.isdir(home) else None


_places: dict[tuple[str | None, str], Place] = {}


def place_of(identity: str) -> Place:
    """Return the place of an index."""
    base = root()
    place = _places.get((base, identity))
    if place is None:
        folder = Path(base, identity) if base else None
        place = _places.setdefault((base, identity), Place(folder))
    return place


addCleanUp(_places.clear)
