"""``bin/ccsr upload DIR``: a folder of PDFs with their metadata becomes drafts."""

from ccsr.policy.commands.channels import Channel
from ccsr.policy.commands.channels import channel
from ccsr.policy.commands.channels import Filing
from ccsr.policy.commands.channels import Refused
from ccsr.policy.commands.instance import CannotRun
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from io import StringIO
from pathlib import Path
from rich.console import Console
from rich.progress import track

import click
import csv
import json
import sys


#: Exit statuses.
ALL_TAKEN, SOME_REFUSED, COULD_NOT_RUN = 0, 1, 2


@dataclass(frozen=True)
class Item:
    """A file of the batch with its row; without ``path`` the folder does not hold it."""

    name: str
    path: Path | None
    row: dict[str, str] | None


@dataclass
class Result:
    """What was taken and what was not."""

    taken: list[dict[str, str]] = field(default_factory=list)
    refused: list[dict[str, str]] = field(default_factory=list)

    @property
    def status(self) -> int:
        """The exit status."""
        return SOME_REFUSED if self.refused else ALL_TAKEN


@click.command()
@click.argument("directory", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--metadata",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The table with a row for each file; without it the only CSV of the folder.",
)
@click.option(
    "--create-missing", is_flag=True, help="Create authorities and services that are missing."
)
@click.option(
    "--service",
    default="",
    help="Path of the service, register/…, for rows that name none and files without a row.",
)
@click.option("--url", help="Address of a running portal; without it the one on this machine.")
@click.option("--account", default="officer", show_default=True, help="Who uploads.")
@click.option("--json", "as_json", is_flag=True, help="Print the result for a program.")
def upload(directory, metadata, create_missing, service, url, account, as_json) -> None:
    """Make a draft of every PDF in DIRECTORY.

    Each file is taken or refused on its own. Exit status: 0 all were taken,
    1 some were refused, 2 nothing could be done. With a running portal the
    password of the account is read from CCSR_PASSWORD.
    """
    try:
        items = list(batch(directory, metadata, bool(service)))
        if not items:
            raise CannotRun(f"There is nothing to upload in {directory}.")
        with channel(Filing(account, create_missing, service), url) as way:
            result = send(_tracked(items, as_json), way)
    except CannotRun as error:
        click.echo(json.dumps({"error": str(error)}) if as_json else str(error), err=not as_json)
        sys.exit(COULD_NOT_RUN)
    click.echo(json.dumps(vars(result), ensure_ascii=False) if as_json else _report(result))
    sys.exit(result.status)


def batch(directory: Path, metadata: Path | None, has_service: bool) -> Iterator[Item]:
    """Yield every file that the folder holds or the table names; each is listed in the end."""
    table = metadata or _only_table(directory)
    rows = _rows(table) if table else []
    files = {path.name: path for path in sorted(directory.iterdir()) if _counts(path)}
    for row in rows:
        name = (row.get("file") or "").strip()
        yield Item(name, files.get(name), row)
    named = {(row.get("file") or "").strip() for row in rows}
    for name in sorted(files.keys() - named):
        yield Item(name, files[name], {} if has_service else None)


def _counts(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".") and path.suffix.lower() != ".csv"


def _only_table(directory: Path) -> Path | None:
    tables = sorted(path for path in directory.iterdir() if path.suffix.lower() == ".csv")
    if len(tables) > 1:
        raise CannotRun("The folder holds more than one CSV. Name the right one with --metadata.")
    return tables[0] if tables else None


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CannotRun(f"{path.name} is not UTF-8. Save it as CSV UTF-8.") from error
    reader = csv.DictReader(StringIO(text), restval="")
    if "file" not in (reader.fieldnames or ()):
        raise CannotRun(f"{path.name} has no column “file”.")
    try:
        return [{name: value for name, value in row.items() if name} for row in reader]
    except csv.Error as error:
        raise CannotRun(f"{path.name} cannot be read as a table: {error}.") from error


def _tracked(items: list[Item], as_json: bool) -> Iterable[Item]:
    """Show progress on a terminal, on standard error so that results can be piped."""
    console = Console(stderr=True)
    shown = console.is_terminal and not as_json
    return track(items, "Uploading", console=console, disable=not shown)


def send(items: Iterable[Item], way: Channel) -> Result:
    """File what can be filed; a refusal never stops what comes after it."""
    result = Result()
    for item in items:
        try:
            result.taken.append({"file": item.name, **_file(item, way)})
        except Refused as error:
            refusal = {"file": item.name, "rule": error.rule, "reason": str(error)}
            result.refused.append(refusal)
    return result


def _file(item: Item, way: Channel) -> dict[str, str]:
    if item.row is None:
        raise Refused("row", "No row of the metadata names this file.")
    if item.path is None:
        raise Refused("missing", "The folder holds no such file.")
    try:
        data = item.path.read_bytes()
    except OSError as error:
        raise Refused("unreadable", f"The file cannot be read: {error.strerror}.") from error
    return way.file(item.name, data, item.row)


def _report(result: Result) -> str:
    lines = [f"{one['file']}: {one['reason']}" for one in result.refused]
    return "\n".join([f"{len(result.taken)} taken, {len(result.refused)} refused.", *lines])
