"""The databases of a cluster, saved by PostgreSQL's own ``pg_dump``.

Each is one consistent moment, files of documents included. Objects come first and the
tables after them, so that whatever an object tells of is in the tables.
"""

from ccsr.policy.backup.dumps import NAME
from datetime import datetime
from pathlib import Path
from psycopg.conninfo import conninfo_to_dict
from psycopg.conninfo import make_conninfo
from sqlalchemy.engine import make_url

import os
import subprocess


class Failed(Exception):
    """A database could not be saved; says what ``pg_dump`` said."""


def databases(objects: str, tables: str) -> dict[str, dict[str, str]]:
    """Return what is to be saved by kind, as libpq names it; one where both name the same.

    ``objects`` is in libpq's words, ``tables`` a URL of SQLAlchemy, empty for none.
    """
    found = {"objects": _texts(conninfo_to_dict(objects))}
    if tables:
        url = make_url(tables)
        named = {"host": url.host, "port": url.port, "user": url.username, "dbname": url.database}
        theirs = _texts({**url.query, **named, "password": url.password})
        if _where(theirs) != _where(found["objects"]):
            found["tables"] = theirs
    return found


def _texts(words) -> dict[str, str]:
    return {name: str(value) for name, value in words.items() if value is not None}


def _where(words: dict[str, str]) -> tuple[str, ...]:
    return words.get("host", ""), words.get("port", "5432"), words.get("dbname", "")


def dump(kind: str, words: dict[str, str], folder: Path, moment: datetime) -> Path:
    """Save a database; return the file, which has its name only when all of it is written.

    Raises Failed; FileNotFoundError where PostgreSQL's client is not installed.
    """
    path = folder / NAME.format(kind=kind, moment=moment)
    half = path.with_suffix(".new")
    half.touch(0o600)
    # Who may list processes reads their arguments: the password is none of them.
    secret = {"PGPASSWORD": words["password"]} if "password" in words else {}
    there = make_conninfo(**{name: value for name, value in words.items() if name != "password"})
    command = ["pg_dump", "--format=custom", f"--file={half}", f"--dbname={there}"]
    try:
        done = subprocess.run(command, env=os.environ | secret, capture_output=True, text=True)
        if done.returncode:
            raise Failed(done.stderr.strip())
        with half.open("rb+") as file:
            os.fsync(file.fileno())
        half.rename(path)
    finally:
        half.unlink(missing_ok=True)
    return path
