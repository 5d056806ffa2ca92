"""Asking the record: ``entries`` for other parts of the policy, ``found`` for pages of it."""

from ccsr.policy.domain import record
from ccsr.policy.domain.record import Line
from ccsr.policy.record import store
from ccsr.policy.record.tables import LINES
from ccsr.policy.record.tables import TITLES
from ccsr.policy.record.writer import writer
from dataclasses import dataclass
from datetime import datetime
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import tuple_
from sqlalchemy.sql import Select

import re


UID = re.compile("[0-9a-f]{32}")

#: The entry that others get is the line itself.
Entry = Line


@dataclass(frozen=True)
class Question:
    """What lines to look for; what is empty matters not. ``until`` is not in the span itself.

    ``who`` are accounts of which any may have done it; ``what`` a path, a UID or words of a title.
    """

    who: tuple[str, ...] = ()
    account: str = ""
    kind: str = ""
    uid: str = ""
    path: str = ""
    what: str = ""
    address: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def select(self, oldest: bool = False) -> Select:
        """Return the query, the newest or the oldest first."""
        columns = LINES.c.time, LINES.c.number
        order = columns if oldest else [column.desc() for column in columns]
        return select(LINES).where(*self._conditions()).order_by(*order)

    def _conditions(self):
        if self.who:
            yield LINES.c.who.in_(self.who)
        for name in ("account", "kind", "uid", "address"):
            value = getattr(self, name)
            if value:
                yield LINES.c[name] == value
        if self.path:
            yield _at_or_below(self.path)
        if self.what:
            yield _of(self.what)
        if self.since:
            yield LINES.c.time >= record.microseconds(self.since)
        if self.until:
            yield LINES.c.time < record.microseconds(self.until)


def _at_or_below(path):
    """Return the condition of a path; “0” is what follows “/”."""
    path = path.rstrip("/")
    below = LINES.c.path.between(f"{path}/", f"{path}0")
    return or_(LINES.c.path == path, below)


def _of(what):
    if what.startswith("/"):
        return _at_or_below(what)
    if UID.fullmatch(what):
        return LINES.c.uid == what
    escaped = what.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    # Of every title once: there are far fewer than lines.
    titles = select(TITLES.c.title).where(TITLES.c.title.ilike(f"%{escaped}%", escape="\\"))
    return LINES.c.title.in_(titles)


def entries(
    who: str | None = None,
    path: str | None = None,
    uid: str | None = None,
    kind: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int | None = 100,
    account: str | None = None,
) -> list[Entry]:
    """Return what is on record, the newest first; every line without a limit.

    ``who`` did it, ``account`` is whom it was done to where that is somebody else;
    ``path`` is relative to the site and stands for what is below it, too; times
    are aware, and ``until`` itself is out of the span. What was noted before is
    in it. SQLAlchemyError where the tables cannot be read.
    """
    asked = Question(
        who=(who,) if who else (),
        account=account or "",
        kind=kind or "",
        uid=uid or "",
        path=path or "",
        since=since,
        until=until,
    )
    return found(asked, limit)


def found(question: Question, limit: int | None, after: tuple[int, int] | None = None):
    """Return lines, the newest first, that follow the one with this time and number."""
    writer().settle()
    query = question.select().limit(limit)
    if after is not None:
        query = query.where(tuple_(LINES.c.time, LINES.c.number) < after)
    with store.engine().connect() as connection:
        return list(store.lines(connection, query))
