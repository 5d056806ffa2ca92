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
    for path in unused:
        (folder / path).unlink(missing_ok=True)
    for one in gone:
        shutil.rmtree(folder / one.name)
    # Ended half way, this leaves pieces that no backup names: the next time they go.
    if set(manifests.names(folder)) == {one.name for one in kept}:
        for path in orphans(used, folder):
            path.unlink()
    _remove_lists(folder)
    return sum(unused.values())


def orphans(used: set[str], folder: Path) -> list[Path]:
    """Return pieces of the database and files of documents that are not among ``used``.

    Nobody knows what a backup needs whose manifest is damaged: this is not for then.
    """
    kept = {folder / path for path in used}
    found = [*(folder / manifests.DATA).glob("*fs"), *(folder / manifests.BLOBS).rglob("*")]
    return [path for path in found if path.is_file() and path not in kept]


def _remove_lists(folder: Path) -> None:
    """Remove what the copies of the database say of pieces that are gone."""
    for full in (folder / manifests.DATA).glob("*.dat"):
        if not full.with_suffix(".fs").exists():
            full.unlink()
    for index in (folder / manifests.DATA).glob("*.index"):
        if not any(index.with_suffix(end).exists() for end in (".fs", ".deltafs")):
            index.unlink()
