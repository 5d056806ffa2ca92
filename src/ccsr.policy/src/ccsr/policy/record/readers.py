"""Who has read a thing, by account."""

from ccsr.policy.domain.record import EPOCH
from ccsr.policy.domain.record import MICROSECOND
from ccsr.policy.record import store
from ccsr.policy.record.tables import LINES
from ccsr.policy.record.writer import writer
from dataclasses import dataclass
from datetime import datetime
from sqlalchemy import case
from sqlalchemy import func
from sqlalchemy import select


#: Kinds that read a thing: its pages, its file.
KINDS = ("viewed", "downloaded")


@dataclass(frozen=True)
class Reader:
    """An account that has opened a thing, and when; how often its pages and its file."""

    who: str
    first: datetime
    last: datetime
    pages: int
    files: int


def of(uid: str) -> list[Reader]:
    """Return who has opened a thing, in the order in which they first did."""
    writer().settle()
    first = func.min(LINES.c.time).label("first")
    counts = [func.sum(case((LINES.c.kind == kind, 1), else_=0)) for kind in KINDS]
    query = (
        select(LINES.c.who, first, func.max(LINES.c.time), *counts)
        .where(LINES.c.uid == uid, LINES.c.kind.in_(KINDS))
        .group_by(LINES.c.who)
        .order_by(first)
    )
    with store.engine().connect() as connection:
        rows = connection.execute(query).all()
    return [Reader(who, _time(start), _time(end), *counted) for who, start, end, *counted in rows]


def since() -> datetime | None:
    """Return from when on the record tells who has opened what; None where it is empty."""
    query = select(LINES.c.time).where(LINES.c.kind == "viewed").order_by(LINES.c.time).limit(1)
    with store.engine().connect() as connection:
        time = connection.execute(query).scalar()
    return None if time is None else _time(time)


def _time(microseconds):
    return EPOCH + microseconds * MICROSECOND
