"""Files of documents: each is written once and never changed, so that only new ones are copied."""

from ccsr.policy.backup import manifests
from ccsr.policy.backup.manifests import Part
from ccsr.policy.backup.manifests import Told
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import os


#: A file is named by the transaction that wrote it: ``0x0400000000000000.blob``.
SUFFIX = ".blob"
CHUNK = 1024 * 1024


def copy(source: Path, folder: Path, last: bytes, known: dict[str, Part], told: Told) -> list[Part]:
    """Copy the files of all transactions up to the last; return every one of them."""
    found = []
    for path in of(source, last):
        name = f"{manifests.BLOBS}/{path.relative_to(source)}"
        if (one := known.get(name)) is None or not (folder / name).exists():
            one = _copied(path, folder / name, name)
        found.append(one)
        told(one.size)
    return found


def of(source: Path, last: bytes) -> Iterator[Path]:
    """Yield the files of all transactions up to the last, in the order of their names."""
    for place, folders, names in os.walk(source):
        folders.sort()
        if Path(place) == source:
            folders[:] = [name for name in folders if name.startswith("0x")]
        for name in sorted(names):
            if name.endswith(SUFFIX) and bytes.fromhex(name[2 : -len(SUFFIX)]) <= last:
                yield Path(place, name)


def _copied(source: Path, target: Path, name: str) -> Part:
    target.parent.mkdir(parents=True, exist_ok=True)
    size, digest, new = 0, sha256(), target.with_name(f"{target.name}.new")
    with source.open("rb") as read, new.open("wb") as written:
        while chunk := read.read(CHUNK):
            digest.update(chunk)
            written.write(chunk)
            size += len(chunk)
        written.flush()
        os.fsync(written.fileno())
    new.rename(target)
    return Part(name, size, digest.hexdigest())


def write_list(found: list[Part], path: Path) -> None:
    """Write down what they are."""
    manifests.save(path, "".join(f"{one.hash} {one.size} {one.path}\n" for one in found).encode())
