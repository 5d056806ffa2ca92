"""The record of who did what: its kinds, its lines and the chain that they form.

Each line carries a keyed hash (HMAC-SHA-256) over itself and the hash of the line
before. Whoever can write the tables, but has not the key, can change, remove,
insert or move no line without ``verify`` naming it. What the schedule removes
leaves a ``Gap`` that says, under the same key, where the chain goes on.
"""

from __future__ import annotations

from ccsr.policy import _
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import fields
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from zope.i18nmessageid import Message

import hashlib
import hmac
import json


#: What the first line follows.
NOTHING = "0" * 64
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True)
class Kind:
    """A word of the record; ``group`` decides how long its lines are kept.

    ``is_change``: the line is true only once the transaction is committed.
    """

    id: str
    title: Message
    group: str
    is_change: bool = False


READ, SIGN_IN, CHANGE = GROUPS = ("read", "sign-in", "change")

#: Days for which lines of each group are kept, unless an administrator says otherwise.
DAYS = {READ: 2 * 365, SIGN_IN: 2 * 365, CHANGE: 6 * 366}

_ALL = (
    Kind("viewed", _("record_viewed", default="Opened"), READ),
    Kind("downloaded", _("record_downloaded", default="Downloaded"), READ),
    Kind("exported", _("record_exported", default="Exported"), READ),
    Kind("refused", _("record_refused", default="Refused"), READ),
    Kind("failed", _("record_failed", default="Failed"), READ),
    Kind("signed-in", _("record_signed_in", default="Signed in"), SIGN_IN),
    Kind("sign-in-failed", _("record_sign_in_failed", default="Sign-in failed"), SIGN_IN),
    Kind("locked-out", _("record_locked_out", default="Locked out"), SIGN_IN),
    Kind("signed-out", _("record_signed_out", default="Signed out"), SIGN_IN),
    Kind("session-ended", _("record_session_ended", default="Session ended"), SIGN_IN),
    Kind(
        "recovery-code-used",
        _("record_recovery_code_used", default="Recovery code used"),
        SIGN_IN,
    ),
    Kind("password-set", _("record_password_set", default="Password set"), CHANGE, True),
    Kind(
        "second-factor-set",
        _("record_second_factor_set", default="Second factor set up"),
        CHANGE,
        True,
    ),
    Kind(
        "second-factor-removed",
        _("record_second_factor_removed", default="Second factor removed"),
        CHANGE,
        True,
    ),
    Kind("account-invited", _("record_account_invited", default="Invited"), CHANGE, True),
    Kind("account-created", _("record_account_created", default="Account made"), CHANGE, True),
    Kind("account-changed", _("record_account_changed", default="Account changed"), CHANGE, True),
    Kind(
        "account-disabled", _("record_account_disabled", default="Account disabled"), CHANGE, True
    ),
    Kind("account-enabled", _("record_account_enabled", default="Account enabled"), CHANGE, True),
    Kind("account-deleted", _("record_account_deleted", default="Account deleted"), CHANGE, True),
    Kind("access-reviewed", _("record_access_reviewed", default="Access reviewed"), CHANGE, True),
    Kind(
        "permission-changed", _("record_permission_changed", default="Rights changed"), CHANGE, True
    ),
    Kind(
        "settings-changed", _("record_settings_changed", default="Settings changed"), CHANGE, True
    ),
    Kind("created", _("record_created", default="Created"), CHANGE, True),
    Kind("changed", _("record_changed", default="Changed"), CHANGE, True),
    Kind("moved", _("record_moved", default="Moved"), CHANGE, True),
    Kind("deleted", _("record_deleted", default="Deleted"), CHANGE, True),
    Kind("transition", _("record_transition", default="State changed"), CHANGE, True),
    Kind("uploaded", _("record_uploaded", default="Uploaded"), CHANGE, True),
    Kind("upload-refused", _("record_upload_refused", default="Upload refused"), CHANGE),
    Kind("imported", _("record_imported", default="Imported"), CHANGE, True),
    Kind(
        "retention-changed",
        _("record_retention_changed", default="Retention changed"),
        CHANGE,
        True,
    ),
    Kind(
        "retention-reviewed",
        _("record_retention_reviewed", default="Retention reviewed"),
        CHANGE,
        True,
    ),
    Kind("hold-set", _("record_hold_set", default="Hold set"), CHANGE, True),
    Kind("hold-lifted", _("record_hold_lifted", default="Hold lifted"), CHANGE, True),
    Kind("disposed", _("record_disposed", default="Disposed of"), CHANGE, True),
    Kind("subject-access", _("record_subject_access", default="Subject access"), CHANGE),
    Kind("record-purged", _("record_purged", default="Record purged"), CHANGE),
    Kind("record-cut", _("record_cut", default="Record cut off"), CHANGE),
    Kind("record-damaged", _("record_damaged", default="Unreadable line"), CHANGE),
)

KINDS = {kind.id: kind for kind in _ALL}


def kind_of(word: str) -> Kind:
    """Return a kind; one that is not in the vocabulary is kept like a change."""
    return KINDS.get(word) or Kind(word, Message(word), CHANGE, True)


def words_of(group: str) -> list[str]:
    """Return the kinds of a group."""
    return [kind.id for kind in _ALL if kind.group == group]


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


def told(
    time: datetime, kind: str, detail: dict[str, object] | None = None, **texts: str
) -> Happening:
    """Return what happened, in texts that every database takes."""
    cleaned = {name: clean(text) for name, text in texts.items()}
    written = json.dumps(detail or {}, ensure_ascii=False, default=str, sort_keys=True)
    return Happening(microseconds(time), kind, detail=clean(written, None), **cleaned)


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


def joined(key: bytes, gaps: Iterable[Gap]) -> Iterator[Gap]:
    """Yield gaps in order, those that touch as one."""
    held: Gap | None = None
    for gap in gaps:
        if held is not None and gap.first == held.last + 1 and gap.previous == held.hash:
            held = Gap(held.first, gap.last, held.previous, gap.hash)
        else:
            if held is not None:
                yield held.sealed(key)
            held = gap
    if held is not None:
        yield held.sealed(key)


@dataclass(frozen=True)
class Head:
    """The end of the chain as it was noted outside the tables."""

    number: int
    hash: str
