"""SQL beside the ZODB, for what must stay when a request is undone.

A failed sign-in ends in an aborted transaction, and who read what is written by
requests that change nothing: both need a store of their own. It is a file of
SQLite in the directory of the database for each ``name``, or one database for
all of them that ``CCSR_DATABASE`` names (a URL of SQLAlchemy), common to all
hosts of a cluster.
"""

from ccsr.policy.commands import instance
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from sqlalchemy import create_engine
from sqlalchemy import event
from sqlalchemy import MetaData
from sqlalchemy import text
from sqlalchemy.engine import Connection
from sqlalchemy.engine import Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from threading import Lock

import os


#: How long a writer waits for another one (seconds).
PATIENCE = 5.0
#: For how long a network that is silent is waited for (seconds; ``tcp_user_timeout`` in
#: milliseconds), where the URL says nothing else.
NETWORK = {
    "connect_timeout": "10",
    "tcp_user_timeout": "15000",
    "keepalives_idle": "5",
    "keepalives_interval": "5",
    "keepalives_count": "2",
}

_TURN = text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))")

_engines: dict[tuple[str, MetaData], Engine] = {}
_making: defaultdict[MetaData, Lock] = defaultdict(Lock)


def url(name: str) -> str:
    """Return where the tables of this name are."""
    return os.environ.get("CCSR_DATABASE") or f"sqlite:///{instance.var()}/{name}.sqlite"


def engine(name: str, tables: MetaData) -> Engine:
    """Return the way to these tables, which are made where they are missing."""
    key = url(name), tables
    if key not in _engines:
        # Two first requests at the same time would both make the tables. Who is after
        # other tables does not wait for these.
        with _making[tables]:
            if key not in _engines:
                _engines[key] = _engine(*key)
    return _engines[key]


def take_turn(connection: Connection, keys: Iterable[str]) -> None:
    """Have whoever takes a turn for one of these keys wait until this transaction ends.

    What is read next is as the one before left it. SQLite has one writer at a time:
    there, write before you read.
    """
    if connection.dialect.name == "postgresql":
        # In one order, so that no two wait for each other.
        for key in sorted(keys):
            connection.execute(_TURN, {"key": key})


def _engine(address: str, tables: MetaData) -> Engine:
    words = make_url(address)
    is_file = words.get_backend_name() == "sqlite"
    patience = {} if is_file else {**NETWORK, **words.query}
    made = create_engine(words, pool_pre_ping=not is_file, connect_args=patience)
    if made.dialect.name == "sqlite":
        event.listen(made, "connect", _set_up)
    for _ in tables.sorted_tables:
        # Each time another process has made at least one of them in a file; it is left alone.
        with suppress(OperationalError):
            _make(made, tables)
            return made
    _make(made, tables)
    return made


def _make(made: Engine, tables: MetaData) -> None:
    with made.begin() as connection:
        take_turn(connection, ["tables"])
        tables.create_all(connection)


def _set_up(connection, _record):
    """Let readers and one writer work at the same time; survive a killed process."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}")
    connection.execute("PRAGMA foreign_keys = ON")
