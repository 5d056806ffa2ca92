"""The dumps of a cluster in a folder: their names, and how long they stay."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from pathlib import Path

import re


NAME = "ccsr-{kind}-{moment:%Y-%m-%dT%H%M%SZ}.dump"
ENDED = re.compile(r"ccsr-(objects|tables)-(\d{4}-\d\d-\d\dT\d{6}Z)\.dump")
MOMENT = "%Y-%m-%dT%H%M%SZ"


def ended(folder: Path) -> Iterator[tuple[str, datetime, Path]]:
    """Yield kind, moment and file of each dump that was ended, the oldest first."""
    for path in sorted(folder.glob("ccsr-*.dump"), key=lambda one: one.name[-22:]):
        if found := ENDED.fullmatch(path.name):
            with suppress(ValueError):
                yield found[1], datetime.strptime(found[2], MOMENT).replace(tzinfo=UTC), path


def expire(folder: Path, days: int, now: datetime) -> list[Path]:
    """Take dumps older than so many days away, never the last of a kind; return them."""
    last = {kind: path for kind, _moment, path in ended(folder)}
    old = [
        path
        for kind, moment, path in ended(folder)
        if moment < now - timedelta(days=days) and path != last[kind]
    ]
    for path in old:
        path.unlink()
    return old
