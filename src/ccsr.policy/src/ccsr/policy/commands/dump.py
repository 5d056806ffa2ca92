"""``bin/ccsr dump``: save the databases of a cluster."""

from ccsr.policy.backup import dumps
from ccsr.policy.commands import instance
from datetime import datetime
from datetime import UTC
from pathlib import Path

import click
import json
import os


FOLDER = click.Path(path_type=Path, file_okay=False, resolve_path=True)


@click.command()
@click.argument("folder", type=FOLDER, envvar="CCSR_BACKUPS")
@click.option("--days", default=30, show_default=True, type=click.IntRange(1), help="Kept.")
@click.option("--json", "as_json", is_flag=True, help="Print the result for a program.")
def dump(folder: Path, days: int, as_json: bool) -> None:
    """Save the databases of a cluster by pg_dump, while it runs.

    Older dumps in the folder are taken away, never the last. The keys are not in
    it; keep them elsewhere.
    """
    objects = os.environ.get("CCSR_STORAGE")
    if not objects:
        raise instance.CannotRun("There is no CCSR_STORAGE. For a portal in files: bin/ccsr backup")
    # A portal in files has no client of PostgreSQL.
    from ccsr.policy.backup import dumping

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    now = datetime.now(UTC)
    found = dumping.databases(objects, os.environ.get("CCSR_DATABASE", ""))
    try:
        made = [dumping.dump(kind, words, folder, now) for kind, words in found.items()]
    except FileNotFoundError:
        raise instance.CannotRun("pg_dump is not installed (Debian's postgresql-client).") from None
    except dumping.Failed as error:
        raise click.ClickException(f"The dump failed, the one before is kept: {error}") from None
    removed = dumps.expire(folder, days, now)
    sizes = {path.name: path.stat().st_size for path in made}
    lines = [f"{name}: {size:,} bytes" for name, size in sizes.items()]
    text = "\n".join([*lines, f"{len(removed)} older taken away."])
    click.echo(json.dumps({"made": sizes, "removed": len(removed)}) if as_json else text)
