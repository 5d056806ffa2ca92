"""What changed, for other systems: a feed in order of time, and a digest of all there is.

Both are made from nothing but what the reader may see at that moment. So what is
hidden leaves no trace: neither a line that says so, nor a gap, nor a number.
That something is gone is told by the digest, whatever took it away.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode
from base64 import urlsafe_b64encode
from binascii import Error as NotBase64
from bisect import bisect_right
from ccsr.content import _
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from hashlib import sha256
from typing import Any
from zope.i18nmessageid import Message

import re


SIZE = 100
MOST = 1000

#: The feed gives what changed so lately again: a change is dated before it is
#: committed, and another may have been committed meanwhile.
AGAIN = timedelta(minutes=5)

#: Making a thing takes so long; what changed later was changed.
NEW = timedelta(seconds=5)

#: Buckets of the digest: the first two characters of a UID.
BUCKET = re.compile(r"[0-9a-f]{2}\Z")
UID = re.compile(r"[0-9a-f]{1,64}\Z")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Position = tuple[datetime, str]
START: Position = (EPOCH, "0")


class NotAsked(ValueError):
    """A parameter that is not known, or not with this value; ``message`` says so."""

    def __init__(self, name: str, message: Message) -> None:
        super().__init__(name)
        self.name = name
        self.message = message


@dataclass(frozen=True)
class Entry:
    """A thing as one reader sees it: ``rid`` is its record in the catalog.

    ``moved`` are the moments of its own changes by what was done; None for what never was.
    """

    rid: int
    uid: str
    state: str
    moved: tuple[tuple[str, datetime | None], ...]

    @property
    def latest(self) -> tuple[str, datetime]:
        """What was done last, and when; of two at once the later named."""
        known = [(when, place, what) for place, (what, when) in enumerate(self.moved) if when]
        when, _place, what = max(known, default=(EPOCH, 0, "changed"))
        made = dict(self.moved).get("created")
        is_new = what == "changed" and made is not None and when - made < NEW
        return "created" if is_new else what, when

    @property
    def position(self) -> Position:
        """Its place in the feed; no two things have the same."""
        return self.latest[1], self.uid

    @property
    def version(self) -> str:
        """What is another for whatever changed of it, and the same for every reader."""
        what, when = self.latest
        told = f"{self.uid} {self.state} {what} {when.astimezone(UTC).isoformat()}"
        return sha256(told.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Page:
    """A page of the feed; ``since`` is what is asked for next, ``more`` whether at once."""

    entries: Sequence[Entry]
    since: str
    more: bool


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Return the feed."""
    return sorted(entries, key=lambda one: one.position)


def page(feed: Sequence[Entry], since: Position, size: int, now: datetime) -> Page:
    """Return what stands behind a position in a feed that is in order.

    At its end the reader is sent back to before what changed lately, so that a change
    that was dated earlier and committed later is not behind them.
    """
    start = bisect_right(feed, since, key=lambda one: one.position)
    shown = feed[start : start + size]
    if start + size < len(feed):
        return Page(shown, cursor(shown[-1].position), True)
    settled = [one.position for one in shown if one.position[0] <= now - AGAIN]
    return Page(shown, cursor(settled[-1] if settled else since), False)


def cursor(position: Position) -> str:
    """Return a position as readers keep it."""
    when, uid = position
    micros = (when - EPOCH) // timedelta(microseconds=1)
    return urlsafe_b64encode(f"1 {micros} {uid}".encode()).decode().rstrip("=")


def read_cursor(text: str) -> Position:
    """Return the position that a cursor stands for; raises ``NotAsked``."""
    if not text:
        return START
    try:
        plain = urlsafe_b64decode((text + "=" * (-len(text) % 4)).encode("ascii"))
        version, micros, uid = plain.decode("ascii").split(" ")
        if version != "1" or not UID.match(uid):
            raise ValueError(text)
        return EPOCH + timedelta(microseconds=int(micros)), uid
    except (NotBase64, ValueError, OverflowError) as error:
        raise NotAsked("since", BAD_CURSOR) from error


def size(text: str) -> int:
    """Return how many entries a page has; raises ``NotAsked``."""
    if not text:
        return SIZE
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= MOST):
        raise NotAsked("b_size", Message(BAD_SIZE, mapping={"most": MOST}))
    return int(text)


def buckets(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Return the entries by the start of their UID, in order of UID."""
    found: dict[str, list[Entry]] = {}
    for one in sorted(entries, key=lambda one: one.uid):
        found.setdefault(one.uid[:2], []).append(one)
    return found


def digest(lines: Iterable[str]) -> str:
    """Return the digest of lines; each ends with a newline."""
    made = sha256()
    for line in lines:
        made.update(f"{line}\n".encode())
    return made.hexdigest()


def digest_of_bucket(entries: Iterable[Entry]) -> str:
    """Return the digest of a bucket: a line ``UID version`` each."""
    return digest(f"{one.uid} {one.version}" for one in entries)


def digest_of_all(digests: Mapping[str, str]) -> str:
    """Return the digest of all buckets: a line ``bucket digest`` for each that is not empty."""
    return digest(f"{name} {digests[name]}" for name in sorted(digests))


def read_buckets(given: Any) -> list[str]:
    """Return the buckets that are asked for; raises ``NotAsked``."""
    names = given if isinstance(given, list) else [given] if given else []
    if not all(isinstance(name, str) and BUCKET.match(name) for name in names):
        raise NotAsked("bucket", BAD_BUCKET)
    return sorted(set(names))


BAD_CURSOR = _(
    "changes_bad_cursor", default="“since” is not one that this service gave. Begin without it."
)
BAD_SIZE = _("changes_bad_size", default="“b_size” is a whole number from 1 to ${most}.")
BAD_BUCKET = _(
    "changes_bad_bucket", default="“bucket” is the first two characters of a UID, such as 0a."
)
UNKNOWN = _("changes_unknown", default="“${name}” is not something that can be asked here.")
