"""What lies beside the database: tables, the record's journals, keys, settings in files."""

from ccsr.policy.backup.manifests import Unusable
from ccsr.policy.backup.places import Places
from contextlib import closing
from contextlib import suppress
from pathlib import Path

import shutil
import sqlite3


TABLES, FILES, JOURNALS = "tables", "files", "record-journal"


def copy(places: Places, folder: Path, with_keys: bool) -> list[Path]:
    """Copy all of it into the directory of one backup; return the files.

    The note of the record's end and the journals come before the tables: what is taken
    in meanwhile is in both, and the tables know how far each journal is taken in.
    """
    for name in (TABLES, FILES, JOURNALS):
        (folder / name).mkdir(parents=True, exist_ok=True)
    kept = places.settings() | (places.keys() if with_keys else {})
    if places.head().exists():
        kept["record.head"] = places.head()
    for name, path in kept.items():
        shutil.copyfile(path, folder / FILES / name)
    tables = places.tables()
    journals = _journals(places, folder) if tables else []
    for path in tables:
        copy_table(path, folder / TABLES / path.name)
    for path in journals:
        if not (places.journals() / path.name).exists() and not _is_noted(path, folder):
            # It was taken in and forgotten before the tables were copied.
            path.unlink()
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _journals(places: Places, folder: Path) -> list[Path]:
    copied = []
    for path in sorted(places.journals().glob("*.jsonl")):
        # One that has gone is in the tables, which are copied later.
        with suppress(FileNotFoundError):
            copied.append(Path(shutil.copyfile(path, folder / JOURNALS / path.name)))
    for path in copied:
        _whole_lines(path)
    return copied


def _whole_lines(path: Path) -> None:
    """Take off the beginning of a line that was being written."""
    data = path.read_bytes()
    path.write_bytes(data[: data.rfind(b"\n") + 1])


def _is_noted(journal: Path, folder: Path) -> bool:
    query = "SELECT COUNT(*) FROM record_journals WHERE name = ?"
    with closing(sqlite3.connect(folder / TABLES / "record.sqlite")) as connection:
        return bool(connection.execute(query, (journal.stem,)).fetchone()[0])


def copy_table(source: Path, target: Path) -> None:
    """Copy a file of tables as it is at one moment, and look whether it is whole."""
    with (
        closing(sqlite3.connect(source, timeout=30)) as read,
        closing(sqlite3.connect(target)) as written,
    ):
        read.backup(written)
        # One file: what it has in its own log goes into it.
        written.execute("PRAGMA journal_mode = DELETE")
        [(found,)] = written.execute("PRAGMA integrity_check(1)").fetchall()
    if found != "ok":
        raise Unusable(f"{source} is damaged: {found}.")
