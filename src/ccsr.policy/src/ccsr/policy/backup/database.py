"""The database file: copied in pieces by ZODB's repozo, while it is written to."""

from ccsr.policy.backup import manifests
from ccsr.policy.backup.manifests import Part
from ccsr.policy.backup.manifests import Unusable
from pathlib import Path
from struct import unpack
from ZODB.scripts import repozo
from ZODB.TimeStamp import TimeStamp

import time


def copy(data: Path, folder: Path) -> tuple[Part, ...]:
    """Add what is new of a database to ``data/``; return its pieces in their order."""
    repository = folder / manifests.DATA
    repository.mkdir(exist_ok=True)
    options = repozo.parseargs(["-B", "-r", str(repository), "-f", str(data)])
    # It names pieces by the second.
    newest = max((path.stem for path in repository.glob("*fs")), default="")
    while time.strftime("%Y-%m-%d-%H-%M-%S", time.gmtime()) <= newest:
        time.sleep(0.1)
    for left in repository.glob("tmp.tmp"):
        left.unlink()
    try:
        repozo.do_backup(options)
    except (repozo.RepozoError, OSError) as error:
        raise Unusable(f"The database cannot be copied: {error}.") from error
    return tuple(manifests.part(Path(path), folder) for path in repozo.find_files(options))


def last_transaction(pieces: tuple[Part, ...], folder: Path) -> bytes:
    """Return the id of the last transaction of a copy."""
    with (folder / pieces[-1].path).open("rb") as file:
        # A transaction ends with its length, and begins with its id.
        file.seek(-8, 2)
        (length,) = unpack(">Q", file.read(8))
        file.seek(-8 - length, 2)
        return file.read(8)


def moment(tid: bytes) -> str:
    """Return when a transaction ended (UTC, ISO 8601)."""
    stamp = TimeStamp(tid)
    day = f"{stamp.year():04}-{stamp.month():02}-{stamp.day():02}"
    return f"{day}T{stamp.hour():02}:{stamp.minute():02}:{stamp.second():06.3f}+00:00"
