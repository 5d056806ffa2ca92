"""The record of who did what: its lines and the chain that they form.

Each line carries a keyed hash (HMAC-SHA-256) over itself and the hash of the line
before. Whoever can write the tables, but has not the key, can change, remove,
insert or move no line without ``verify`` naming it. What the schedule removes
leaves a ``Gap`` that says, under the same key, where the chain goes on.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import fields
from datetime import datetime
from datetime import timedelta
from datetime import UTC

import hashlib
import hmac
import json


#: What the first line follows.
NOTHING = "0" * 64
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True)
class Happening:
    """What a line tells, before it has its place in the chain.

    ``time`` in microseconds since 1970 UTC; ``who`` is a user id, "" for nobody,
    ``account`` that of an account it was done to, where that is another;
    ``path`` and ``title`` are the thing's at that time; ``detail`` is JSON.
    """

    time: int
    kind: str
    who: str = ""
    account: str = ""
    address: str = ""
    agent: str = ""
    method: str = ""
    request: str = ""
    uid: str = ""
    path: str = ""
    type: str = ""
    title: str = ""
    detail: str = "{}"

    @property
    def when(self) -> datetime:
        """The time, aware, in UTC."""
        return EPOCH + self.time * MICROSECOND

    @property
    def details(self) -> dict[str, object]:
        """The detail as values."""
        found = json.loads(self.detail)
        return found if isinstance(found, dict) else {"text": found}


@dataclass(frozen=True)
class Line(Happening):
    """A line of the record."""

    number: int = 0
    previous: str = NOTHING
    hash: str = ""


#: Names of what a happening tells, in the order in which it is hashed.
TOLD = tuple(field.name for field in fields(Happening))


#: Characters kept of each text; a longer one is cut.
LONGEST = 500
#: Characters of all that is said beside them, as JSON.
LONGEST_DETAIL = 10_000


def told(
    time: datetime, kind: str, detail: dict[str, object] | None = None, **texts: str
) -> Happening:
    """Return what happened, in texts that every database takes."""
    cleaned = {name: clean(text) for name, text in texts.items()}
    return Happening(microseconds(time), kind, detail=_written(detail or {}), **cleaned)


def _written(detail: dict[str, object]) -> str:
    written = clean(json.dumps(detail, ensure_ascii=False, default=str, sort_keys=True), None)
    if len(written) <= LONGEST_DETAIL:
        return written
    return json.dumps({"cut": written[: LONGEST_DETAIL // 2]}, ensure_ascii=False)


def named(happening: Happening, **texts: str) -> Happening:
    """Return what happened with other texts, as fit to be kept as the first ones."""
    cleaned = {name: clean(text) for name, text in texts.items()}
    return Happening(**{**vars(happening), **cleaned})


def clean(text: str, longest: int | None = LONGEST) -> str:
    """Return a text without halves of characters and without control characters."""
    whole = text[:longest].encode("utf-8", "replace").decode()
    return "".join(one if one >= " " else " " for one in whole)


def now() -> datetime:
    """Return the time of a line."""
    return datetime.now(UTC)


def written(happening: Happening) -> bytes:
    """Return a happening as a line of a journal."""
    values = [getattr(happening, name) for name in TOLD]
    return json.dumps(values, ensure_ascii=False).encode() + b"\n"


def read(line: bytes) -> Happening:
    """Return what a line of a journal tells; a damaged one tells that it is."""
    try:
        return Happening(*json.loads(line))
    except (TypeError, ValueError):
        return told(now(), "record-damaged", {"line": line.decode("utf-8", "replace")[:LONGEST]})


def microseconds(moment: datetime) -> int:
    """Return an aware time as a number."""
    return (moment - EPOCH) // MICROSECOND


def seal(key: bytes, line: Line) -> str:
    """Return the keyed hash of a line over all that it tells and the hash before."""
    told = [line.number, line.previous, *(getattr(line, name) for name in TOLD)]
    return sign(key, told)


def sign(key: bytes, values: list[object]) -> str:
    """Return the keyed hash of values in their one written form."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def is_whole(key: bytes, line: Line) -> bool:
    """Return whether a line is as it was written, number and place included."""
    try:
        return hmac.compare_digest(line.hash, seal(key, line))
    except TypeError:
        # SQLite lets bytes stand where a text was.
        return False


def chained(
    key: bytes, happenings: Iterable[Happening], number: int, previous: str
) -> Iterator[Line]:
    """Yield happenings as lines that follow the line with this number and hash."""
    for happening in happenings:
        number += 1
        told = {name: getattr(happening, name) for name in TOLD}
        bare = Line(**told, number=number, previous=previous)
        previous = seal(key, bare)
        yield Line(**told, number=number, previous=bare.previous, hash=previous)


@dataclass(frozen=True)
class Gap:
    """Lines ``first`` to ``last`` were removed by the schedule.

    ``previous`` is what the first of them followed, ``hash`` that of the last.
    """

    first: int
    last: int
    previous: str
    hash: str
    seal: str = ""

    def sealed(self, key: bytes) -> Gap:
        """Return the gap with its keyed hash."""
        return Gap(self.first, self.last, self.previous, self.hash, self._seal(key))

    def is_sealed(self, key: bytes) -> bool:
        """Return whether the schedule made it."""
        return hmac.compare_digest(self.seal, self._seal(key))

    def _seal(self, key: bytes) -> str:
        return sign(key, ["gap", self.first, self.last, self.previous, self.hash])


@dataclass(frozen=True)
class Head:
    """The end of the chain as it was noted outside the tables."""

    number: int
    hash: str
