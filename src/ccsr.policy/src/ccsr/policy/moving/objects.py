"""Objects and files: from a file of the database and its directory into RelStorage.

RelStorage's own zodbconvert copies, transaction by transaction; it goes on after the
last one that the target has. Whether the copy is one is asked here, by reading both
from end to end.
"""

from ccsr.policy.moving import Differs
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import closing
from contextlib import contextmanager
from dataclasses import asdict
from dataclasses import dataclass
from hashlib import sha256
from itertools import zip_longest
from pathlib import Path
from typing import Any
from ZODB.blob import is_blob_record
from ZODB.config import storageFromString
from ZODB.utils import oid_repr

import re


TARGET = re.compile(r"<relstorage>(.*?)</relstorage>", re.DOTALL)
SOURCE = """<blobstorage{name}>
  blob-dir {folder}/blobstorage
  <filestorage>
    path {folder}/filestorage/Data.fs
    create false
    read-only true
  </filestorage>
</blobstorage>"""
A_PIECE = 1024 * 1024


@dataclass
class Tally:
    """What was read; ``digest`` is of every record and file, in order."""

    transactions: int = 0
    records: int = 0
    objects: int = 0
    files: int = 0
    bytes: int = 0
    digest: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the figures by name."""
        return asdict(self)


@dataclass(frozen=True)
class Line:
    """One record: what it is of, and the hashes of its data and of its file."""

    tid: bytes
    oid: bytes
    data: bytes
    file: bytes
    size: int


def file_of(folder: Path) -> Path:
    """Return the file of the database in a directory of the default."""
    return folder / "filestorage" / "Data.fs"


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Keep everybody else from the database; raises LockError where somebody has it."""
    from zc.lockfile import LockFile

    with closing(LockFile(f"{file_of(folder)}.lock")):
        yield


def source(folder: Path) -> Any:
    """Open what is moved, to be read only."""
    return storageFromString(SOURCE.format(name="", folder=folder))


def target(zope_conf: str) -> Any:
    """Open where it is moved to, as a zope.conf names it; None where that is no RelStorage."""
    section = TARGET.search(zope_conf)
    return section and storageFromString(f"%import relstorage\n{section[0]}")


def copy(folder: Path, zope_conf: str, where: Path) -> None:
    """Copy what the target lacks; ``where`` is a directory for what zodbconvert reads.

    In this process, so that it ends with it, and nobody goes on copying beside the next one.
    """
    from relstorage import zodbconvert

    section = TARGET.search(zope_conf)
    assert section is not None
    # The way to the target is of the environment, and is not written here.
    both = SOURCE.format(name=" source", folder=folder)
    written = where / "zodbconvert.conf"
    written.write_text(f"{both}\n<relstorage destination>{section[1]}</relstorage>\n")
    try:
        zodbconvert.main(["zodbconvert", "--incremental", str(written)])
    except SystemExit as ended:
        raise Differs(str(ended)) from ended
    finally:
        written.unlink()


def begins(ours: Any, theirs: Any) -> int:
    """Return how many transactions the target has; raises Differs where one is not the source's."""
    had = 0
    found = (each.tid for each in ours.iterator())
    for each in theirs.iterator():
        if next(found, None) != each.tid:
            raise Differs(
                "The database is not empty, and what is in it is not of this portal. "
                "Move into an empty one."
            )
        had += 1
    return had


def read(storage: Any) -> Tally:
    """Read everything once."""
    return _counted(lines(storage))


def compare(ours: Any, theirs: Any) -> Tally:
    """Read both from end to end and return what is in both; raises Differs at the first that is not.

    Also the files are read back from the target.
    """
    return _counted(_same(lines(ours), lines(theirs)))


def lines(storage: Any) -> Iterator[Line]:
    """Yield every record with its file, the oldest first."""
    for transaction in storage.iterator():
        # Storages are free in the order of records within a transaction.
        for record in sorted(transaction, key=lambda each: each.oid):
            yield _line(storage, record)


def _line(storage: Any, record: Any) -> Line:
    data = record.data or b""
    file, size = b"", 0
    if data and is_blob_record(data):
        file, size = _hashed(Path(storage.loadBlob(record.oid, record.tid)))
    return Line(record.tid, record.oid, sha256(data).digest(), file, size)


def _hashed(path: Path) -> tuple[bytes, int]:
    seal, size = sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(A_PIECE):
            seal.update(piece)
            size += len(piece)
    return seal.digest(), size


def _same(ours: Iterable[Line], theirs: Iterable[Line]) -> Iterator[Line]:
    for one, other in zip_longest(ours, theirs):
        if one != other:
            known = one or other
            assert known is not None
            raise Differs(f"Object {oid_repr(known.oid)} is not the same in both.")
        assert one is not None
        yield one


def _counted(found: Iterable[Line]) -> Tally:
    tally, seal, objects, last = Tally(), sha256(), set(), b""
    for line in found:
        tally.transactions += line.tid != last
        tally.records += 1
        tally.files += bool(line.file)
        tally.bytes += line.size
        objects.add(line.oid)
        last = line.tid
        seal.update(line.tid + line.oid + line.data + line.file)
    tally.objects, tally.digest = len(objects), seal.hexdigest()
    return tally
