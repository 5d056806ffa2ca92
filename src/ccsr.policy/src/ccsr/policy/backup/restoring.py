"""A backup becomes a portal again, in an empty directory; nothing is written before all is read."""

from ccsr.policy.backup import beside
from ccsr.policy.backup import manifests
from ccsr.policy.backup.making import Progress
from ccsr.policy.backup.manifests import Manifest
from ccsr.policy.backup.manifests import Part
from ccsr.policy.backup.manifests import Unusable
from hashlib import sha256
from pathlib import Path

import os


#: How the blob storage lays out its files; it names it in the directory.
LAYOUT = "bushy"
CHUNK = 1024 * 1024


def restore(made: Manifest, folder: Path, target: Path, told: Progress) -> int:
    """Write a portal into an empty directory; return the bytes.

    Raises ``Unusable`` for a directory that is not empty and a backup that is damaged,
    before anything is written.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise Unusable(f"{target} is not empty: name an empty directory, or one to be made.")
    told.stage("Checking", None)
    size = made.check(folder, told)
    told.stage("Writing", size)
    os.umask(0o077)
    target.mkdir(parents=True, exist_ok=True)
    for part in made.blobs(folder):
        name = Path(part.path).relative_to(manifests.BLOBS)
        _write([part], folder, target / "blobstorage" / name, told)
    _lay_out(target / "blobstorage")
    for part in made.parts:
        _write([part], folder, target / _place(part, made), told)
    # Without it there is no portal, so it comes last.
    _write(made.data, folder, target / "filestorage" / "Data.fs", told)
    return size


def _place(part: Part, made: Manifest) -> Path:
    name = Path(part.path).relative_to(made.name)
    return Path(name.name) if name.parts[0] in (beside.TABLES, beside.FILES) else name


def _lay_out(blobs: Path) -> None:
    (blobs / "tmp").mkdir(parents=True, exist_ok=True)
    (blobs / ".layout").write_text(LAYOUT)


def _write(
    parts: tuple[Part, ...] | list[Part], folder: Path, target: Path, told: Progress
) -> None:
    """Write pieces one behind the other; each must be what was checked."""
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_name(f"{target.name}.new")
    with new.open("wb") as written:
        for part in parts:
            digest = sha256()
            with (folder / part.path).open("rb") as read:
                while chunk := read.read(CHUNK):
                    digest.update(chunk)
                    written.write(chunk)
                    told(len(chunk))
            if digest.hexdigest() != part.hash:
                raise Unusable(f"{folder / part.path} was changed while it was read.")
        written.flush()
        os.fsync(written.fileno())
    new.rename(target)
