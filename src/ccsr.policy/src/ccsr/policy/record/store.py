"""Lines in the tables: appended to the chain, read back, purged by schedule."""

from ccsr.policy import database
from ccsr.policy.domain import record
from ccsr.policy.domain.record import Gap
from ccsr.policy.domain.record import Happening
from ccsr.policy.domain.record import Head
from ccsr.policy.domain.record import Line
from ccsr.policy.record import keys
from ccsr.policy.record.tables import GAPS
from ccsr.policy.record.tables import JOURNALS
from ccsr.policy.record.tables import LINES
from ccsr.policy.record.tables import METADATA
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from sqlalchemy import delete
from sqlalchemy import desc
from sqlalchemy import func
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import text
from sqlalchemy.engine import Connection
from sqlalchemy.engine import Engine


_TAKE_TURN = text(
    "INSERT INTO record_turn (id, purging, turns) VALUES (1, 0, 0) "
    "ON CONFLICT (id) DO UPDATE SET turns = record_turn.turns + 1"
)
_TAKE_IN = text(
    "INSERT INTO record_journals (name, taken) VALUES (:name, :taken) "
    "ON CONFLICT (name) DO UPDATE SET taken = excluded.taken"
)
_KEEP_TITLE = text("INSERT INTO record_titles (title) VALUES (:title) ON CONFLICT DO NOTHING")


def engine() -> Engine:
    """Return the way to the tables."""
    return database.engine("record", METADATA)


@contextmanager
def turn() -> Iterator[Connection]:
    """Give a transaction in which nobody else appends or purges."""
    with engine().connect() as connection:
        if connection.dialect.name == "sqlite":
            # Whoever waits for this is no request: it may wait for the disk.
            connection.exec_driver_sql("PRAGMA synchronous = FULL")
            connection.commit()
        with connection.begin():
            # A write comes first, so that what is read next is nobody's to change.
            connection.execute(_TAKE_TURN)
            yield connection


def append(happenings: Sequence[Happening], journal: str = "", taken: int = 0) -> list[Line]:
    """Append to the chain, note how far the journal is taken in, and return the lines."""
    # Key, tables and note are of one place, also where the settings change meanwhile.
    key, noted_in = keys.key(), keys.head_file()
    with turn() as connection:
        number, previous = end(connection)
        cut = _cut(number, previous)
        lines = list(record.chained(key, [*cut, *happenings], number, previous))
        if lines:
            connection.execute(insert(LINES), [vars(line) for line in lines])
            titles = [{"title": title} for title in {line.title for line in lines}]
            connection.execute(_KEEP_TITLE, titles)
        if journal:
            connection.execute(_TAKE_IN, {"name": journal, "taken": taken})
    if lines:
        keys.keep_head(noted_in, Head(lines[-1].number, lines[-1].hash))
    return lines


def end(connection: Connection) -> tuple[int, str]:
    """Return number and hash of the last line, removed or not."""
    newest = select(LINES.c.number, LINES.c.hash).order_by(desc(LINES.c.number)).limit(1)
    removed = select(GAPS.c.last, GAPS.c.hash).order_by(desc(GAPS.c.first)).limit(1)
    rows = [tuple(row) for query in (newest, removed) for row in connection.execute(query)]
    return max(rows, default=(0, record.NOTHING))


def _cut(number: int, last: str) -> list[Happening]:
    """Return what tells that the end of the chain is not the one that was noted."""
    head = keys.head()
    if head is None or head.number < number or (head.number, head.hash) == (number, last):
        return []
    detail: dict[str, object] = {"last": number, "noted": head.number, "hash": head.hash}
    return [record.told(record.now(), "record-cut", detail)]


def taken(journal: str) -> int:
    """Return up to which byte a journal has been taken in."""
    query = select(JOURNALS.c.taken).where(JOURNALS.c.name == journal)
    with engine().connect() as connection:
        return connection.execute(query).scalar() or 0


def forget_journal(journal: str) -> None:
    """Forget a journal that is gone."""
    with engine().begin() as connection:
        connection.execute(delete(JOURNALS).where(JOURNALS.c.name == journal))


def lines(connection: Connection, query=None, size: int = 1000) -> Iterator[Line]:
    """Yield the lines of a query as they come; all of them, the oldest first, without one."""
    query = select(LINES).order_by(LINES.c.number) if query is None else query
    streamed = connection.execute(query, execution_options={"yield_per": size})
    for row in streamed:
        yield Line(**row._mapping)


def gaps(connection: Connection) -> list[Gap]:
    """Return what the schedule has removed."""
    return [Gap(**row._mapping) for row in connection.execute(select(GAPS).order_by(GAPS.c.first))]


def count(connection: Connection) -> int:
    """Return how many lines there are."""
    return connection.execute(select(func.count()).select_from(LINES)).scalar_one()
