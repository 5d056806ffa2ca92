"""``bin/ccsr backup`` and ``bin/ccsr restore``."""

from ccsr.policy.backup import expiring
from ccsr.policy.backup import making
from ccsr.policy.backup import manifests
from ccsr.policy.backup import places
from ccsr.policy.backup import restoring
from ccsr.policy.backup.making import Made
from ccsr.policy.backup.manifests import Manifest
from ccsr.policy.backup.manifests import Unusable
from ccsr.policy.commands import instance
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from datetime import UTC
from pathlib import Path
from rich.console import Console
from rich.progress import Progress
from typing import Any

import click
import json
import os
import sys
import time


#: Exit status of a backup that is damaged or not there; 2 is that of what cannot run.
DAMAGED = 1
FORMS = ("%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print the result for a program.")
FOLDER = click.Path(path_type=Path, file_okay=False, resolve_path=True)


class Bar:
    """How far it is, on a terminal."""

    def __init__(self, shown: Progress) -> None:
        self._shown = shown
        self._task: Any = None

    def stage(self, name: str, total: int | None = None) -> None:
        """Begin something of so many bytes."""
        if self._task is not None:
            self._shown.remove_task(self._task)
        self._task = self._shown.add_task(name, total=total)

    def __call__(self, size: int) -> object:
        """Tell that so many bytes more are done."""
        return self._shown.advance(self._task, size)


@contextmanager
def bar(as_json: bool) -> Iterator[Bar]:
    """Show how far it is where somebody looks."""
    console = Console(stderr=True)
    with Progress(console=console, disable=as_json or not console.is_terminal) as shown:
        yield Bar(shown)


@click.command()
@click.argument("folder", type=FOLDER, required=False)
@click.option("--keep", default=14, show_default=True, type=click.IntRange(1), help="At least.")
@click.option("--days", default=30, show_default=True, type=click.IntRange(0), help="Kept so long.")
@click.option("--without-keys", is_flag=True, help="Leave out secret.key and record.key.")
@click.option("--quick", is_flag=True, help="Do not read again what an earlier backup has read.")
@AS_JSON
def backup(folder, keep, days, without_keys, quick, as_json) -> None:
    """Back the portal up into FOLDER (CCSR_BACKUPS), also while it runs.

    Only what is new is copied. Backups that are neither among the last --keep nor
    younger than --days are removed.

    Exit status: 0 it is made and was read again, 1 something in it or in the portal is
    damaged, 2 it cannot be made.
    """
    folder = folder or named()
    begun = time.monotonic()
    try:
        here = places.here()
        with making.alone(folder), bar(as_json) as told:
            made = making.make(here, folder, told, not without_keys, quick)
            kept, freed = _expire(folder, keep, days)
    except Unusable as error:
        fail(str(error), as_json)
    except OSError as error:
        raise instance.CannotRun(f"The backup cannot be written: {error}") from error
    told_of = _result(made, time.monotonic() - begun) | {"kept": kept, "freed": freed}
    click.echo(json.dumps(told_of) if as_json else _backup_text(told_of, folder))


def named() -> Path:
    """Return the directory of backups that is set, or the one beside the database."""
    return Path(os.environ.get("CCSR_BACKUPS") or instance.var() / "backups").resolve()


def _expire(folder: Path, keep: int, days: int) -> tuple[int, int]:
    every = manifests.every(folder)
    gone = expiring.expired(every, datetime.now(UTC), keep, days)
    kept = [one for one in every if one not in gone]
    return len(kept), expiring.remove(gone, kept, folder)


def _result(made: Made, seconds: float) -> dict[str, Any]:
    """Return what is told: RPO is what a loss right before this backup would have taken."""
    moment, before = made.manifest.moment, made.before
    return {
        "name": made.manifest.name,
        "moment": moment.isoformat(),
        "transaction": made.manifest.transaction,
        "pieces": len(made.manifest.data),
        "new_bytes": made.new,
        "bytes": made.checked,
        "seconds": round(seconds, 1),
        "rpo_seconds": round((moment - before.moment).total_seconds()) if before else None,
        "rto_seconds": round(2 * made.checking, 1),
        "without_keys": made.manifest.without_keys,
    }


def _backup_text(told: dict[str, Any], folder: Path) -> str:
    rpo = "first backup" if told["rpo_seconds"] is None else f"{told['rpo_seconds']:,} s"
    return (
        f"Backup {told['name']} in {folder}: {told['new_bytes']:,} bytes new of "
        f"{told['bytes']:,}, all read again, in {told['seconds']} s; {told['kept']} kept.\n"
        f"RPO: since the backup before: {rpo}. RTO: about {told['rto_seconds']} s to check "
        "and write, and the start of the portal."
    )


@click.command()
@click.argument("folder", type=FOLDER)
@click.argument("target", type=FOLDER)
@click.option("--at", type=click.DateTime(FORMS), help="The last one begun by then (UTC).")
@AS_JSON
def restore(folder, target, at, as_json) -> None:
    """Make the portal of a backup in FOLDER again, in the empty directory TARGET.

    Exit status: 0 it is there, 1 the backup is damaged or there is none, 2 it cannot
    be written.
    """
    begun = time.monotonic()
    try:
        made = manifests.chosen(folder, at.replace(tzinfo=UTC) if at else None)
        with bar(as_json) as told:
            size = restoring.restore(made, folder, target, told)
    except Unusable as error:
        fail(str(error), as_json)
    except OSError as error:
        raise instance.CannotRun(f"The portal cannot be written: {error}") from error
    found = _restored(made, size, time.monotonic() - begun)
    click.echo(json.dumps(found) if as_json else _restore_text(found, target))


def _restored(made: Manifest, size: int, seconds: float) -> dict[str, Any]:
    lost = (datetime.now(UTC) - made.moment).total_seconds()
    return {
        "name": made.name,
        "moment": made.began,
        "transaction": made.transaction,
        "bytes": size,
        "rpo_seconds": round(lost),
        "rto_seconds": round(seconds, 1),
        "without_keys": made.without_keys,
    }


def _restore_text(told: dict[str, Any], target: Path) -> str:
    keys = "\nPut secret.key and record.key there before the first start."
    return (
        f"Backup {told['name']} is in {target}: {told['bytes']:,} bytes.\n"
        f"RPO: what was done in the last {told['rpo_seconds']:,} s, after {told['moment']}, is "
        f"not in it. RTO: {told['rto_seconds']} s, and the start of the portal.\n"
        f"Start it with: CCSR_VAR={target} bin/ccsr run{keys if told['without_keys'] else ''}"
    )


def fail(sentence: str, as_json: bool) -> None:
    """Say why not, and end."""
    click.echo(json.dumps({"error": sentence}) if as_json else sentence, err=not as_json)
    sys.exit(DAMAGED)
