"""``bin/ccsr migrate-storage``: from the storage of one host to that of several."""

from ccsr.policy.commands import instance
from collections.abc import Iterator
from contextlib import closing
from contextlib import contextmanager
from contextlib import ExitStack
from pathlib import Path
from sqlalchemy.exc import SQLAlchemyError
from typing import Any

import click
import json
import logging
import os


NOT_BUILT = (
    "This checkout keeps its database in a file. Build it with profiles/cluster.cfg first "
    "(docs/how-to/cluster.rst)."
)
NO_TABLES = "CCSR_DATABASE names no PostgreSQL: sessions, lockouts and the record need one."
NOTHING = "There is no database in {}. Name the directory of the portal that is moved."
IN_USE = "The portal in {} is running. Stop it first: what it saves meanwhile would be left behind."
BROKEN_OFF = "PostgreSQL: {}\nStart the command again when that is mended: it goes on where it was."
NEXT = """What comes next:
  1. Copy {secret} and {record} to every host, closed to others.
  2. bin/ccsr audit verify   (the record is whole)
  3. bin/ccsr check --all    (this host is as it should be)
  4. Start the hosts. Each makes its index of texts by itself.
  5. Keep {folder} until the next backup of PostgreSQL has been restored once."""


@click.command("migrate-storage")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Read and count, and move nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the result for a program.")
def migrate_storage(folder: Path, dry_run: bool, as_json: bool) -> None:
    """Move a portal from FOLDER (its var directory) into the PostgreSQL of this checkout.

    Objects with their history, files, accounts, sessions, jobs, alerts, the record and the
    keys. FOLDER stays as it is. Broken off, it goes on where it was when it is started again.
    """
    say = _silent if as_json else click.echo
    folder = folder.resolve()
    with trouble_told(folder), opened(folder) as (ours, theirs):
        done = plan(folder, ours, theirs) if dry_run else move(folder, ours, theirs, say)
    if as_json:
        click.echo(json.dumps(done))
    else:
        say(report(done, dry_run))
        say("" if dry_run else following(folder))


@contextmanager
def trouble_told(folder: Path) -> Iterator[None]:
    """Say in a sentence why it cannot go on."""
    from ccsr.policy.moving import Differs
    from zc.lockfile import LockError
    from ZODB.POSException import POSKeyError

    import psycopg2

    try:
        yield
    except LockError:
        raise instance.CannotRun(IN_USE.format(folder)) from None
    except Differs as error:
        raise instance.CannotRun(str(error)) from error
    except POSKeyError as error:
        raise instance.CannotRun(f"A file of {folder} is missing: {error}") from error
    except (SQLAlchemyError, psycopg2.Error) as error:
        reason = getattr(error, "orig", None) or error
        raise instance.CannotRun(BROKEN_OFF.format(reason)) from error


@contextmanager
def opened(folder: Path) -> Iterator[tuple[Any, Any]]:
    """Give both storages, while nobody else has the first one."""
    from ccsr.policy.moving import objects

    if not objects.file_of(folder).exists():
        raise instance.CannotRun(NOTHING.format(folder))
    if not os.environ.get("CCSR_DATABASE", "").startswith("postgresql"):
        raise instance.CannotRun(NO_TABLES)
    logging.basicConfig(filename=log(), level=logging.INFO)
    with ExitStack() as stack:
        stack.enter_context(objects.held(folder))
        theirs = objects.target(instance.configuration().read_text())
        if theirs is None:
            raise instance.CannotRun(NOT_BUILT)
        yield (
            stack.enter_context(closing(objects.source(folder))),
            stack.enter_context(closing(theirs)),
        )


def log() -> Path:
    """Return where the progress of copying is told."""
    path = instance.var() / "log" / "migrate-storage.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def plan(folder: Path, ours: Any, theirs: Any) -> dict[str, Any]:
    """Return what would be moved."""
    from ccsr.policy.moving import files
    from ccsr.policy.moving import objects
    from ccsr.policy.moving import rows

    return {
        "there": objects.begins(ours, theirs),
        "objects": objects.read(ours).as_dict(),
        "tables": {one.table: one.rows for one in rows.count(folder)},
        "files": [path.name for path in files.planned(folder)],
    }


def move(folder: Path, ours: Any, theirs: Any, say: Any) -> dict[str, Any]:
    """Move everything and return what was moved; each part is compared when it is there."""
    from ccsr.policy.moving import files
    from ccsr.policy.moving import objects
    from ccsr.policy.moving import rows

    there = objects.begins(ours, theirs)
    # Keys first: nothing of the portal can be used without them.
    moved = files.move(folder)
    say(f"Keys and files: {', '.join(moved)}")
    tables = {}
    for one in rows.move(folder):
        tables[one.table] = one.rows
        say(f"Table {one.table}: {one.rows} rows, the same in both")
    say(f"Objects: {there} transactions are there; copying the rest (progress: {log()})")
    objects.copy(folder, instance.configuration().read_text(), instance.var())
    say("Comparing every object and every file …")
    theirs.sync()
    same = objects.compare(ours, theirs)
    return {"there": there, "objects": same.as_dict(), "tables": tables, "files": moved}


def report(done: dict[str, Any], is_plan: bool) -> str:
    """Return what was done, or would be, as lines."""
    found = done["objects"]
    heading = "Nothing was moved. Would be:" if is_plan else "Moved, and the same in both:"
    return (
        f"{heading}\n"
        f"  {found['transactions']:,} transactions ({done['there']:,} were there before), "
        f"{found['records']:,} records of {found['objects']:,} objects\n"
        f"  {found['files']:,} files, {found['bytes']:,} bytes\n"
        f"  {sum(done['tables'].values()):,} rows of {len(done['tables'])} tables\n"
        f"  {', '.join(done['files'])}\n"
        f"  SHA-256 of all objects and files: {found['digest']}"
    )


def following(folder: Path) -> str:
    """Return what comes next."""
    from ccsr.policy.record import keys
    from ccsr.policy.second_factor import keys as secrets

    return NEXT.format(secret=secrets.path(), record=keys.key_file(), folder=folder)


def _silent(*_: object) -> None:
    """Say nothing, for a program."""
