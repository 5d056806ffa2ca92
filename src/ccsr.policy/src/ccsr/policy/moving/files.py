"""Keys, the end of the record, and what of the record waits to be taken in."""

from ccsr.policy.commands import instance
from ccsr.policy.moving import Differs
from ccsr.policy.record import journal
from ccsr.policy.record import keys
from ccsr.policy.second_factor import keys as secrets
from pathlib import Path

import os


def planned(folder: Path) -> dict[Path, Path]:
    """Return where each file of a directory goes."""
    found = {
        folder / "secret.key": secrets.path(),
        folder / "record.key": keys.key_file(),
        folder / "record.head": keys.head_file(),
        folder / "demo-accounts.json": instance.var() / "demo-accounts.json",
    }
    for path in sorted((folder / "record-journal").glob("*")):
        found[path] = journal.folder() / path.name
    return {ours: theirs for ours, theirs in found.items() if ours.is_file()}


def move(folder: Path) -> list[str]:
    """Copy each file, closed to others; return the names. Raises Differs where another is there."""
    for ours, theirs in planned(folder).items():
        if theirs.exists():
            if theirs.read_bytes() != ours.read_bytes():
                raise Differs(f"{theirs} is there already and is not {ours}.")
            continue
        _copy(ours, theirs)
    return [ours.name for ours in planned(folder)]


def _copy(ours: Path, theirs: Path) -> None:
    theirs.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = theirs.with_name(f"{theirs.name}.{os.getpid()}")
    half.touch(0o600)
    with half.open("wb") as written:
        written.write(ours.read_bytes())
        written.flush()
        # A key that is lost with the power makes whatever it seals unreadable.
        os.fsync(written.fileno())
    half.rename(theirs)
    folder = os.open(theirs.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
