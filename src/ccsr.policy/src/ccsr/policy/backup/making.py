"""One backup: database, files, tables, in this order; then everything is read again."""

from ccsr.policy.backup import beside
from ccsr.policy.backup import blobs
from ccsr.policy.backup import database
from ccsr.policy.backup import manifests
from ccsr.policy.backup.manifests import Manifest
from ccsr.policy.backup.manifests import Part
from ccsr.policy.backup.manifests import Unusable
from ccsr.policy.backup.places import Places
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from pathlib import Path
from typing import Protocol

import fcntl
import os
import shutil
import time


#: A database that was packed meanwhile is copied anew.
MOST_TRIES = 3


class Progress(Protocol):
    """Told what is being done."""

    def stage(self, name: str, total: int | None = None) -> None:
        """Begin something of so many bytes."""

    def __call__(self, size: int) -> object:
        """Tell that so many bytes more are done."""


@dataclass(frozen=True)
class Made:
    """A backup with what it cost: bytes that are new, bytes read again, seconds of reading."""

    manifest: Manifest
    before: Manifest | None
    new: int
    checked: int
    checking: float


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Be the only one that writes to a directory of backups; it is made where it is missing."""
    os.umask(0o077)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Unusable(f"Another backup is being written to {folder}.") from None
        yield


def make(
    places: Places, folder: Path, told: Progress, with_keys: bool = True, is_quick: bool = False
) -> Made:
    """Make a backup, and return it once every file of it was read again.

    Quick, files that an earlier backup has read are only looked at by their size.
    """
    earlier = manifests.every(folder)
    before = earlier[-1] if earlier else None
    known = {part.path: part for part in _known(before, folder)}
    began, clock = _begun(folder), time.monotonic()
    name = began.strftime(manifests.STAMP)
    told.stage("Database", None)
    data, tid, found = _unpacked(places, folder, known, told)
    told.stage("Tables", None)
    (folder / name).mkdir()
    rest = [manifests.part(one, folder) for one in beside.copy(places, folder / name, with_keys)]
    blobs.write_list(found, folder / name / manifests.LIST)
    listed = manifests.part(folder / name / manifests.LIST, folder)
    made = Manifest(
        name=name,
        began=began.isoformat(timespec="seconds"),
        seconds=round(time.monotonic() - clock, 2),
        tid=tid.hex(),
        transaction=database.moment(tid),
        data=data,
        list=listed,
        parts=tuple(rest),
        without_keys=not with_keys,
    )
    old = frozenset(known.values())
    fresh = [one for one in (*data, *found, *rest, listed) if one not in old]
    told.stage("Checking", sum(one.size for one in (*data, *found, *rest, listed)))
    clock = time.monotonic()
    checked = made.check(folder, told, old if is_quick else frozenset())
    made.write(folder)
    new = sum(one.size for one in fresh)
    return Made(made, before, new, checked, time.monotonic() - clock)


def _begun(folder: Path) -> datetime:
    """Return now, once the second of the last backup is over; half backups are removed."""
    whole = set(manifests.names(folder))
    for path in folder.glob("*T*Z"):
        if path.name not in whole:
            shutil.rmtree(path)
    while (now := datetime.now(UTC)).strftime(manifests.STAMP) in whole:
        time.sleep(0.1)
    return now


def _known(before: Manifest | None, folder: Path) -> list[Part]:
    if before is None:
        return []
    before.list.check(folder)
    return [*before.data, *before.blobs(folder)]


def _unpacked(
    places: Places, folder: Path, known: dict[str, Part], told: Progress
) -> tuple[tuple[Part, ...], bytes, list[Part]]:
    """Return pieces, last transaction and blobs, none of which a pack took away meanwhile."""
    for _ in range(MOST_TRIES):
        file = places.data.stat().st_ino
        try:
            data = database.copy(places.data, folder)
            tid = database.last_transaction(data, folder)
            told.stage("Files", None)
            found = blobs.copy(places.blobs, folder, tid, known, told)
        except FileNotFoundError:
            # A pack takes files away; what else does is said at the last try.
            continue
        if places.data.stat().st_ino == file:
            return data, tid, found
    raise Unusable("The database is being packed: try again when that has ended.")
