"""``bin/ccsr mailbox``: what is attached to the mails of a mailbox comes into intake."""

from ccsr.policy.arrivals import rounds
from ccsr.policy.arrivals.ways import Asked
from ccsr.policy.arrivals.ways import Away
from ccsr.policy.arrivals.ways import way
from ccsr.policy.commands.instance import CannotRun

import click
import json
import os
import sys


#: Exit statuses.
ALL_TAKEN, SOME_LEFT, COULD_NOT_RUN = 0, 1, 2


@click.command()
@click.option("--once", is_flag=True, help="Look at what waits, then end.")
@click.option(
    "--every",
    type=click.FloatRange(1, 86400),
    default=60.0,
    show_default=True,
    help="Seconds between two looks.",
)
@click.option("--url", default="", help="Address of a portal; without it the one on this machine.")
@click.option("--account", default="officer", show_default=True, help="Who uploads.")
@click.option("--language", type=click.Choice(["en", "cy"]), default="en", help="Of the reasons.")
@click.option("--json", "as_json", is_flag=True, help="Print a line of JSON for each mail.")
def mailbox(once, every, url, account, language, as_json) -> None:
    """Bring the PDFs and ZIP files attached to mails into intake.

    The mailbox is set with CCSR_MAILBOX_HOST, …_USER, …_PASSWORD_FILE and …_SENDERS;
    without them this command does nothing. Mails are moved to the folders done and
    failed. Exit status: 0 all were taken, 1 some were not, 2 nothing could be done.
    """
    from ccsr.policy.mailbox import settings

    failed = 0
    try:
        found = settings.read(os.environ)
        with rounds.ending() as asked, way(Asked(account, url, language), once) as through:
            for _number in rounds.rounds(asked, every, 1 if once else None):
                failed += _round(found, through, language, asked, once, as_json)
    except CannotRun as error:
        click.echo(json.dumps({"error": str(error)}) if as_json else str(error), err=not as_json)
        sys.exit(COULD_NOT_RUN)
    sys.exit(SOME_LEFT if failed else ALL_TAKEN)


def _round(settings, through, language, asked, once, as_json) -> int:
    """Look once; return how many mails failed."""
    from ccsr.policy.mailbox import client
    from ccsr.policy.mailbox import collecting

    failed = 0
    try:
        with client.opened(settings) as box:
            for one in collecting.collect(box, through, language, asked):
                failed += not one.is_done
                click.echo(json.dumps(one.told, ensure_ascii=False) if as_json else _text(one))
    except Away as error:
        if once:
            raise CannotRun(str(error)) from error
        click.echo(f"{error} It is tried again.", err=True)
    return failed


def _text(one) -> str:
    state = "done" if one.is_done else "failed"
    return "\n  ".join((f"{one.sender} {one.id}: {state}", *one.notes))
