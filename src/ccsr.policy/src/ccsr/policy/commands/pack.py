"""``bin/ccsr pack``: take old versions of objects out of the database, also while it runs."""

from ccsr.policy.commands import instance

import click
import json
import time


@click.command()
@click.option("--days", default=7, show_default=True, type=click.IntRange(0), help="Kept as it is.")
@click.option("--json", "as_json", is_flag=True, help="Print the result for a program.")
def pack(days: int, as_json: bool) -> None:
    """Take old versions of objects out of the database.

    What was changed in the last days keeps its versions, so that it can be undone. The
    portal may run meanwhile.
    """
    try:
        with instance.reached() as app:
            db = app._p_jar.db()
            before, begun = db.getSize(), time.monotonic()
            db.pack(days=days)
            after, seconds = db.getSize(), time.monotonic() - begun
    except instance.DatabaseInUse:
        raise instance.CannotRun("Another command has the database open.") from None
    result = {"before": before, "after": after, "seconds": round(seconds, 1)}
    text = "Packed in {seconds} s: {before:,} bytes before, {after:,} after."
    click.echo(json.dumps(result) if as_json else text.format(**result))
