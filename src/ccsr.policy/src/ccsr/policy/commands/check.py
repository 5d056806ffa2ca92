"""``bin/ccsr check``: what is wrong, in plain words, for people and for monitoring."""

from ccsr.policy.checks import Finding
from ccsr.policy.checks import LATE
from ccsr.policy.checks import OK
from ccsr.policy.checks import WARN
from ccsr.policy.commands import instance
from ccsr.policy.processes.away import AWAY
from collections.abc import Iterator
from dataclasses import asdict
from sqlalchemy.exc import SQLAlchemyError

import click
import json
import sys


#: Exit status by the worst flag.
STATUS = {OK: 0, WARN: 1, LATE: 2}
WORDS = {OK: "in order", WARN: "look", LATE: "ACT NOW", None: ""}
START = "Start the database: supervisorctl start database, or bin/ccsr run."


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the result for a program.")
@click.option("--all", "everything", is_flag=True, help="Also what is in order.")
def check(as_json: bool, everything: bool) -> None:
    """Tell what is wrong with the portal and its host.

    Exit status: 0 all is in order, 1 somebody should look, 2 somebody must act.
    """
    found: list[Finding] = []
    # The host's at once; the site's when Zope has started.
    for look in (of_host, of_site):
        part = list(look())
        found += part
        if not as_json and (lines := told(part, everything)):
            click.echo(lines)
    flag = worst(found)
    if as_json:
        click.echo(json.dumps({"flag": flag, "rows": [asdict(one) for one in found]}))
    elif flag == OK:
        click.echo(f"All is in order ({len(found)} things were looked at).")
    sys.exit(STATUS[flag])


def of_host() -> Iterator[Finding]:
    """Yield what is found without the database."""
    from ccsr.policy.checks.host import HOST

    for look in HOST:
        yield from look()


def of_site() -> Iterator[Finding]:
    """Yield what is found with the database; that it is away, where it is."""
    from ccsr.policy.checks.site import SITE
    from zope.component.hooks import setSite

    title = "Database"
    try:
        with instance.reached() as app:
            yield Finding("database", "answers", title, "Answers", OK)
            if instance.SITE not in app.objectIds():
                yield Finding("database", "site", title, "There is no site yet", LATE)
                return
            site = app[instance.SITE]
            setSite(site)
            for look in SITE:
                yield from look(site)
    except instance.DatabaseInUse:
        value = "Another command has it open alone"
        yield Finding("database", "answers", title, value, LATE, "Wait for it to end.")
    except (*AWAY, OSError, SQLAlchemyError) as error:
        value = f"Does not answer ({error or type(error).__name__})"
        yield Finding("database", "answers", title, value, LATE, START)


def worst(found: list[Finding]) -> str:
    """Return the worst flag."""
    return max((one.flag or OK for one in found), key=lambda flag: STATUS[flag], default=OK)


def told(found: list[Finding], everything: bool) -> str:
    """Return findings as lines, the worst first; those that are in order where all are wanted."""
    shown = [one for one in found if everything or one.flag in (WARN, LATE)]
    shown.sort(key=lambda one: -STATUS[one.flag or OK])
    return "\n".join(_line(one) for one in shown)


def _line(one: Finding) -> str:
    advice = f"\n          {one.advice}" if one.advice else ""
    return f"{WORDS[one.flag]:<9} {one.title}: {one.value}{advice}"
