"""The tables of the record, and what keeps their lines as they are.

SQLite refuses to change or delete a line but from within a purge. It is no
protection from somebody who may write the file; that is what the keyed hashes
are for. On PostgreSQL grants do it (docs/how-to/record.rst).
"""

from sqlalchemy import BigInteger
from sqlalchemy import Column
from sqlalchemy import DDL
from sqlalchemy import event
from sqlalchemy import Index
from sqlalchemy import Integer
from sqlalchemy import MetaData
from sqlalchemy import String
from sqlalchemy import Table
from sqlalchemy import Text


METADATA = MetaData()
Number = BigInteger().with_variant(Integer, "sqlite")

LINES = Table(
    "record_lines",
    METADATA,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("time", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("agent", Text, nullable=False),
    Column("method", Text, nullable=False),
    Column("request", Text, nullable=False),
    Column("uid", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)

#: Every list is the newest first.
for _name in ("who", "account", "kind", "uid", "path", "title", "address"):
    Index(f"record_by_{_name}", LINES.c[_name], LINES.c.time, LINES.c.number)
Index("record_by_time", LINES.c.time, LINES.c.number)

#: Every title once, so that one can be found by its words among a million lines.
TITLES = Table("record_titles", METADATA, Column("title", Text, primary_key=True))

GAPS = Table(
    "record_gaps",
    METADATA,
    Column("first", Number, primary_key=True, autoincrement=False),
    Column("last", BigInteger, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("seal", String(64), nullable=False),
)

#: How far each journal has been taken in.
JOURNALS = Table(
    "record_journals",
    METADATA,
    Column("name", String(64), primary_key=True),
    Column("taken", BigInteger, nullable=False),
)

#: One row, written first by whoever appends or purges: the others wait behind it.
TURN = Table(
    "record_turn",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("purging", Integer, nullable=False),
    Column("turns", BigInteger, nullable=False),
)

#: Days for which a group of kinds is kept.
KEEP = Table(
    "record_keep",
    METADATA,
    Column("group", String(32), primary_key=True),
    Column("days", Integer, nullable=False),
)

_REFUSE_CHANGE = DDL(
    "CREATE TRIGGER IF NOT EXISTS record_unchanged BEFORE UPDATE ON record_lines "
    "BEGIN SELECT RAISE(ABORT, 'the record is not changed'); END"
)
_REFUSE_DELETION = DDL(
    "CREATE TRIGGER IF NOT EXISTS record_undeleted BEFORE DELETE ON record_lines "
    "WHEN COALESCE((SELECT purging FROM record_turn), 0) = 0 "
    "BEGIN SELECT RAISE(ABORT, 'the record is purged by schedule only'); END"
)

event.listen(METADATA, "after_create", _REFUSE_CHANGE.execute_if(dialect="sqlite"))
event.listen(METADATA, "after_create", _REFUSE_DELETION.execute_if(dialect="sqlite"))
