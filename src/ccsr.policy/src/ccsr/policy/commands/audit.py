"""``bin/ccsr audit``: whether the record is whole, and the record for other programs.

Works on the tables alone, also while the portal runs; Zope is not started.
"""

from ccsr.policy.commands.instance import CannotRun
from ccsr.policy.domain import record
from ccsr.policy.domain.record_check import Check
from ccsr.policy.record import keeping
from ccsr.policy.record import keys
from ccsr.policy.record import reading
from ccsr.policy.record import store
from ccsr.policy.record.formats import FORMATS
from contextlib import contextmanager
from datetime import datetime
from datetime import UTC
from itertools import count
from rich.console import Console
from rich.progress import Progress
from sqlalchemy.exc import SQLAlchemyError

import click
import json
import sys


#: Exit statuses.
WHOLE, NOT_WHOLE = 0, 1
#: Findings that are told one by one.
MOST_TOLD = 100


@click.group()
def audit() -> None:
    """The record of who did what."""


@contextmanager
def told():
    """Say in a sentence what keeps the record from being read."""
    try:
        yield
    except (SQLAlchemyError, OSError, ValueError) as error:
        reason = getattr(error, "orig", None) or error
        raise CannotRun(f"The record cannot be read: {reason}") from error


@audit.command()
@click.option("--json", "as_json", is_flag=True, help="Print the result for a program.")
def verify(as_json) -> None:
    """Look for lines that were removed, changed, put in, moved or cut off.

    Exit status: 0 the record is whole, 1 it is not, 2 it cannot be read.
    """
    with told(), store.engine().connect() as connection:
        if not keys.key_file().exists():
            raise CannotRun(f"The key of the record is missing: {keys.key_file()}")
        check = Check(keys.key(), store.gaps(connection), keys.head())
        lines = _shown(store.lines(connection), store.count(connection), as_json)
        findings = list(check.findings(lines))
    result = {"lines": check.done, "findings": [vars(one) for one in findings]}
    click.echo(json.dumps(result) if as_json else _report(check.done, findings))
    sys.exit(NOT_WHOLE if findings else WHOLE)


def _shown(lines, total, as_json):
    """Pass lines on; show on a terminal how far it is."""
    console = Console(stderr=True)
    with Progress(console=console, disable=as_json or not console.is_terminal) as bar:
        task = bar.add_task("Verifying", total=total)
        for number, line in zip(count(1), lines, strict=False):
            if number % 1000 == 0:
                bar.update(task, completed=number)
            yield line
        bar.update(task, completed=total)


def _report(done, findings):
    if not findings:
        return f"The record is whole: {done} lines."
    more = len(findings) - MOST_TOLD
    told = [str(one) for one in findings[:MOST_TOLD]]
    rest = [f"… and {more} more"] if more > 0 else []
    heading = f"The record is not whole ({done} lines were read):"
    return "\n".join([heading, *told, *rest])


@audit.command()
@click.option("--format", "kind", type=click.Choice(sorted(FORMATS)), default="csv")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="First day (UTC).")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The day after the last.")
@click.option("--who", default="", help="Only what this account did.")
@click.option("--kind", "word", default="", help="Only lines of this kind, such as viewed.")
@click.option("--path", default="", help="Only this path, relative to the site, and below.")
def export(kind, since, until, who, word, path) -> None:
    """Print the record, the oldest line first."""
    question = reading.Question(
        who=(who,) if who else (), kind=word, path=path, since=_utc(since), until=_utc(until)
    )
    with told(), store.engine().connect() as connection:
        for piece in FORMATS[kind].pieces(store.lines(connection, question.select(oldest=True))):
            click.echo(piece, nl=False)


def _utc(day: datetime | None) -> datetime | None:
    return day and day.replace(tzinfo=UTC)


@audit.command()
@click.option("--apply", "applied", is_flag=True, help="Remove them; without it they are counted.")
@click.option("--json", "as_json", is_flag=True, help="Print the result for a program.")
def purge(applied, as_json) -> None:
    """Remove the lines that are older than the schedule keeps them.

    A running portal does so by itself once a day.
    """
    with told():
        lines = keeping.purge(record.now()) if applied else keeping.due(record.now())
    if as_json:
        click.echo(json.dumps({"lines": lines, "applied": applied}))
    else:
        click.echo(f"{lines} lines {'were removed' if applied else 'are past their time'}.")
