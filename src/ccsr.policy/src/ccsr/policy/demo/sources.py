"""The demo's data as it stands in ``data`` (tables) and ``words`` (sentences)."""

from csv import DictReader
from functools import cache
from importlib.resources import files
from random import Random


SEED = "ccsr demo"


def chance(*key) -> Random:
    """Return a source of chance of its own for a thing.

    What one thing gets never depends on how many come before it.
    """
    return Random(":".join(map(str, (SEED, *key))))


@cache
def table(name: str, delimiter: str = ",") -> list[dict[str, str]]:
    """Return the rows of ``data/<name>.csv``."""
    return list(DictReader(_lines(f"data/{name}.csv"), delimiter=delimiter))


@cache
def lists(name: str) -> dict[str, list[str]]:
    """Return the lines below each ``[heading]`` of a text file."""
    found: dict[str, list[str]] = {}
    for line in filter(None, _lines(name)):
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), [])
        else:
            current.append(line)
    return found


def person(kind: str, luck: Random) -> str:
    """Return the name of an invented inspector or manager."""
    return luck.choice(lists("data/people.txt")[kind])


def _lines(name: str) -> list[str]:
    return files(__package__).joinpath(name).read_text("utf-8").splitlines()
