"""Tables: from files of SQLite into the one database that ``CCSR_DATABASE`` names."""

from ccsr.policy import database
from ccsr.policy.moving import Differs
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from sqlalchemy import create_engine
from sqlalchemy import func
from sqlalchemy import insert
from sqlalchemy import inspect
from sqlalchemy import MetaData
from sqlalchemy import select
from sqlalchemy import Table
from sqlalchemy import text
from sqlalchemy.engine import Connection


#: Rows that are written at once.
AT_ONCE = 1000
#: Of this host and this moment alone: who does jobs.
LEFT = frozenset({"jobs_workers"})
_FURTHER = text("SELECT setval(pg_get_serial_sequence(:table, :column), :last)")


@dataclass(frozen=True)
class Moved:
    """A table; ``digest`` is of all of its rows."""

    table: str
    rows: int
    digest: str
    was_there: bool = False


def stores() -> dict[str, MetaData]:
    """Return the tables of every store by the name of its file."""
    from ccsr.policy.alerts import tables as alerts
    from ccsr.policy.jobs import tables as jobs
    from ccsr.policy.letters import handed
    from ccsr.policy.record import tables as record
    from ccsr.policy.second_factor import store as second_factor
    from ccsr.policy.sign_in import tables as sign_in

    return {
        "alerts": alerts.TABLES,
        "jobs": jobs.TABLES,
        "letters": handed.TABLES,
        "record": record.METADATA,
        "second-factor": second_factor.TABLES,
        "sign_in": sign_in.TABLES,
    }


def count(folder: Path) -> Iterator[Moved]:
    """Yield the tables of a directory as they are."""
    for name, metadata in stores().items():
        for connection in _opened(folder / f"{name}.sqlite"):
            yield from (_read(connection, table) for table in _of(metadata, connection))


def move(folder: Path) -> Iterator[Moved]:
    """Copy every store, each in one transaction; yield what is the same in both then.

    Raises Differs where a table of the target has other rows.
    """
    for name, metadata in stores().items():
        target = database.engine(name, metadata)
        for connection in _opened(folder / f"{name}.sqlite"):
            with target.begin() as theirs:
                for table in _of(metadata, connection):
                    yield _move(connection, theirs, table)


def _opened(path: Path) -> Iterator[Connection]:
    if path.exists():
        engine = create_engine(f"sqlite:///{path}")
        try:
            with engine.connect() as connection:
                yield connection
        finally:
            engine.dispose()


def _of(metadata: MetaData, connection: Connection) -> list[Table]:
    there = set(inspect(connection).get_table_names()) - LEFT
    return [table for table in metadata.sorted_tables if table.name in there]


def _move(ours: Connection, theirs: Connection, table: Table) -> Moved:
    had = theirs.execute(select(func.count()).select_from(table)).scalar()
    if not had:
        _copy(ours, theirs, table)
    one, other = _read(ours, table), _read(theirs, table)
    if one != other:
        raise Differs(
            f"Table {table.name} has {one.rows} rows here and {other.rows} there, which are not "
            "the same. Move into an empty database."
        )
    return Moved(one.table, one.rows, one.digest, bool(had))


def _copy(ours: Connection, theirs: Connection, table: Table) -> None:
    found = ours.execute(select(table).execution_options(yield_per=AT_ONCE))
    for rows in found.mappings().partitions(AT_ONCE):
        theirs.execute(insert(table), [dict(row) for row in rows])
    column = table.autoincrement_column
    if column is not None:
        last = theirs.execute(select(func.max(column))).scalar()
        if last:
            named = {"table": table.name, "column": column.name, "last": last}
            theirs.execute(_FURTHER, named)


def _read(connection: Connection, table: Table) -> Moved:
    """Read a table; the order of rows is by their bytes, as databases sort texts differently."""
    rows = connection.execute(select(table).execution_options(yield_per=AT_ONCE))
    hashes = sorted(sha256(repr(tuple(row)).encode("utf-8", "replace")).digest() for row in rows)
    return Moved(table.name, len(hashes), sha256(b"".join(hashes)).hexdigest())
