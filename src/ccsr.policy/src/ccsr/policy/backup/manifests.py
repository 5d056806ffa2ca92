"""What a backup holds, file by file with its hash; written last, so that half a backup has none."""

from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import asdict
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from hashlib import file_digest
from hashlib import sha256
from pathlib import Path

import json
import os


DATA, BLOBS, LIST, MANIFEST = "data", "blobs", "blobs.txt", "manifest.json"
#: Names of backups, in the order of time.
STAMP = "%Y%m%dT%H%M%SZ"
FORM = 1

#: Told how many bytes more are done.
Told = Callable[[int], object]


class Unusable(Exception):
    """A backup cannot be made, or one is not what it was when it was made; says why."""


@dataclass(frozen=True)
class Part:
    """A file of a backup: its path in the directory of backups, bytes, SHA-256 in hex."""

    path: str
    size: int
    hash: str

    def check(self, folder: Path, is_quick: bool = False) -> None:
        """Raise ``Unusable`` where the file is not what it was; quick, by its size alone."""
        path = folder / self.path
        try:
            is_same = path.stat().st_size == self.size and (is_quick or hashed(path) == self.hash)
        except OSError as error:
            raise Unusable(f"{path} cannot be read: {error.strerror}.") from error
        if not is_same:
            raise Unusable(f"{path} is damaged: it is not what was backed up.")


@dataclass(frozen=True)
class Manifest:
    """One backup, up to its last transaction ``tid`` (hex), of ``moment``.

    ``data`` are the pieces of the database in their order, ``list`` tells the blobs.
    """

    name: str
    began: str
    seconds: float
    tid: str
    transaction: str
    data: tuple[Part, ...]
    list: Part
    parts: tuple[Part, ...]
    without_keys: bool
    form: int = FORM

    @property
    def moment(self) -> datetime:
        """When it began: all that was answered before is in it."""
        return datetime.fromisoformat(self.began)

    def blobs(self, folder: Path) -> Iterator[Part]:
        """Yield the files of documents."""
        with (folder / self.list.path).open() as file:
            for line in file:
                digest, size, path = line.rstrip("\n").split(" ", 2)
                yield Part(path, int(size), digest)

    def every_part(self, folder: Path) -> Iterator[Part]:
        """Yield every file; the list of blobs is checked before it is believed."""
        yield from (*self.data, *self.parts, self.list)
        yield from self.blobs(folder)

    def check(self, folder: Path, told: Told, old: frozenset[Part] = frozenset()) -> int:
        """Read every file and return the bytes; those of ``old`` are looked at by size."""
        done = 0
        for part in self.every_part(folder):
            part.check(folder, part in old)
            done += part.size
            told(part.size)
        return done

    def write(self, folder: Path) -> None:
        """Make the backup count."""
        text = json.dumps(asdict(self), indent=1)
        written = {"hash": sha256(text.encode()).hexdigest(), "manifest": text}
        path = folder / self.name / MANIFEST
        save(path, json.dumps(written).encode())


def hashed(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def part(path: Path, folder: Path) -> Part:
    """Return what a file of the directory of backups is now."""
    return Part(str(path.relative_to(folder)), path.stat().st_size, hashed(path))


def save(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, and onto the disk."""
    new = path.with_name(f"{path.name}.new")
    with new.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    new.rename(path)


def read(path: Path) -> Manifest:
    """Return a manifest; raise ``Unusable`` for a damaged one."""
    try:
        written = json.loads(path.read_bytes())
        text = written["manifest"]
        if sha256(text.encode()).hexdigest() != written["hash"]:
            raise Unusable(f"{path} is damaged: it is not what was written.")
        told = json.loads(text)
        if told["form"] != FORM:
            raise Unusable(f"{path} was written by another version of the portal.")
        parts = {name: _parts(told.pop(name)) for name in ("data", "parts")}
        return Manifest(**told | parts | {"list": Part(**told["list"])})
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise Unusable(f"{path} cannot be read: it is damaged.") from error


def _parts(rows: list[dict[str, str | int]]) -> tuple[Part, ...]:
    return tuple(Part(str(one["path"]), int(one["size"]), str(one["hash"])) for one in rows)


def names(folder: Path) -> list[str]:
    """Return the names of the backups that were ended, the oldest first."""
    return sorted(path.parent.name for path in folder.glob(f"*/{MANIFEST}"))


def every(folder: Path) -> list[Manifest]:
    """Return the backups that can be read, the oldest first."""
    found = []
    for name in names(folder):
        try:
            found.append(read(folder / name / MANIFEST))
        except Unusable:
            # What it is good for is said where it is asked for.
            continue
    return found


def chosen(folder: Path, at: datetime | None = None) -> Manifest:
    """Return the newest backup, or the newest that was begun at a moment or before."""
    limit = at.astimezone(UTC).strftime(STAMP) if at else "9"
    fitting = [name for name in names(folder) if name <= limit]
    if not fitting:
        when = f" of {at:%Y-%m-%d %H:%M:%S %Z} or before" if at else ""
        raise Unusable(f"There is no backup{when} in {folder}.")
    return read(folder / fitting[-1] / MANIFEST)
