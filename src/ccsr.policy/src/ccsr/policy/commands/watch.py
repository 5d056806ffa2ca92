"""``bin/ccsr watch DIR``: what appears in a folder comes into intake."""

from ccsr.policy.arrivals import rounds
from ccsr.policy.arrivals import watching
from ccsr.policy.arrivals.folder import Folder
from ccsr.policy.arrivals.watching import PutAway
from ccsr.policy.arrivals.watching import Stuck
from ccsr.policy.arrivals.ways import Asked
from ccsr.policy.arrivals.ways import Away
from ccsr.policy.arrivals.ways import Way
from ccsr.policy.arrivals.ways import way
from ccsr.policy.commands.instance import CannotRun
from pathlib import Path
from threading import Event

import click
import json
import sys


#: Exit statuses.
ALL_TAKEN, SOME_LEFT, COULD_NOT_RUN = 0, 1, 2


@click.command()
@click.argument("directory", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--once", is_flag=True, help="Take what is whole, then end.")
@click.option(
    "--every",
    type=click.FloatRange(0.1, 3600),
    default=10.0,
    show_default=True,
    help="Seconds between two looks; a file that both find the same is whole.",
)
@click.option("--url", default="", help="Address of a portal; without it the one on this machine.")
@click.option("--account", default="officer", show_default=True, help="Who uploads.")
@click.option("--language", type=click.Choice(["en", "cy"]), default="en", help="Of the reasons.")
@click.option("--json", "as_json", is_flag=True, help="Print a line of JSON for each file.")
def watch(directory, once, every, url, account, language, as_json) -> None:
    """Bring the PDFs and ZIP files that appear in DIRECTORY into intake.

    Each is moved to DIRECTORY/done or DIRECTORY/failed, there with the reason in a text
    beside it. Exit status: 0 all were taken, 1 some were not or are still being written,
    2 nothing could be done. With --url the password is read from CCSR_PASSWORD.
    """
    said = Said(as_json)
    try:
        with rounds.ending() as asked, way(Asked(account, url, language), once) as found:
            left = Watch(directory, found, language, said).go(asked, every, once)
    except CannotRun as error:
        said.error(str(error))
        sys.exit(COULD_NOT_RUN)
    sys.exit(SOME_LEFT if said.failed or left else ALL_TAKEN)


class Watch:
    """Looks and takes, until asked to end."""

    def __init__(self, directory: Path, found: Way, language: str, said: "Said") -> None:
        self.folder = Folder(directory)
        self.way = found
        self.language = language
        self.said = said

    def go(self, asked: Event, every: float, once: bool) -> int:
        """Return how many files were left, of a single round; raises ``CannotRun``."""
        left = 0
        for _number in rounds.rounds(asked, every, 2 if once else None):
            try:
                left = self.round(asked)
            except (Away, OSError) as error:
                if once:
                    raise CannotRun(str(error)) from error
                self.said.warning(str(error))
        return left if once else 0

    def round(self, asked: Event) -> int:
        """Look once and take what is whole; return how many files are left."""
        self.folder.prepare()
        whole, left = self.folder.look()
        taken = 0
        for one in watching.take_all(self.folder, whole, self.way, self.language, asked):
            if isinstance(one, Stuck):
                self.said.warning(f"{one.file}: {one.reason}.")
            else:
                self.said.file(one)
                taken += 1
        return left + len(whole) - taken


class Said:
    """What the command prints: results on standard output, all else on standard error."""

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json
        self.failed = 0
        self._warned: set[str] = set()

    def file(self, one: PutAway) -> None:
        """Tell of a file."""
        self.failed += not one.outcome.is_done
        notes = "".join(f"\n  {note}" for note in one.outcome.notes)
        text = f"{one.file}: {one.outcome.state}{notes}"
        click.echo(json.dumps(one.told, ensure_ascii=False) if self.as_json else text)

    def warning(self, text: str) -> None:
        """Tell what is tried again, once."""
        if text not in self._warned:
            click.echo(f"{text} It is tried again.", err=True)
        self._warned.add(text)

    def error(self, text: str) -> None:
        """Tell why nothing can be done."""
        click.echo(json.dumps({"error": text}) if self.as_json else text, err=not self.as_json)
