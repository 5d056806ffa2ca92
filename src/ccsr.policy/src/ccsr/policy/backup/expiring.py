"""Which backups are kept, and what goes with those that are not."""

from ccsr.policy.backup import manifests
from ccsr.policy.backup.manifests import Manifest
from datetime import datetime
from datetime import timedelta
from pathlib import Path

import shutil


def expired(made: list[Manifest], now: datetime, most: int, days: int) -> list[Manifest]:
    """Return those that go: neither among the last ``most`` nor younger than ``days``.

    The newest always stays. ``made`` is in the order of time.
    """
    limit = now - timedelta(days=days)
    return [one for one in made[: -max(most, 1)] if one.moment < limit]


def remove(gone: list[Manifest], kept: list[Manifest], folder: Path) -> int:
    """Remove backups, and what no kept one needs; return the bytes that were freed."""
    used = {part.path for one in kept for part in (*one.data, *one.blobs(folder))}
    unused = {
        part.path: part.size
        for one in gone
        for part in (*one.data, *one.blobs(folder))
        if part.path not in used
    }
    for one in gone:
        # Without its manifest it is none, whatever happens next.
        (folder / one.name / manifests.MANIFEST).unlink()
        shutil.rmtree(folder / one.name)
    for path in unused:
        (folder / path).unlink(missing_ok=True)
    for full in (folder / manifests.DATA).glob("*.dat"):
        if not full.with_suffix(".fs").exists():
            full.unlink()
    for index in (folder / manifests.DATA).glob("*.index"):
        if not any(index.with_suffix(end).exists() for end in (".fs", ".deltafs")):
            index.unlink()
    return sum(unused.values())
