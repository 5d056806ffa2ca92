"""The tables of signing in; times are seconds since 1970, UTC."""

from ccsr.policy import database
from sqlalchemy import Column
from sqlalchemy import Float
from sqlalchemy import Index
from sqlalchemy import Integer
from sqlalchemy import MetaData
from sqlalchemy import String
from sqlalchemy import Table
from sqlalchemy.engine import Engine


TABLES = MetaData()

#: Who is signed in. ``token`` is the hash of what the browser holds; ``folder``
#: the path of what holds the user folder, as names may stand in two of them.
SESSIONS = Table(
    "sign_in_sessions",
    TABLES,
    Column("id", Integer, primary_key=True),
    Column("token", String(64), nullable=False, unique=True),
    Column("user_id", String(255), nullable=False, index=True),
    Column("folder", String(255), nullable=False),
    Column("stage", String(16), nullable=False),
    Column("began", Float, nullable=False),
    Column("last_seen", Float, nullable=False),
    Column("address", String(64), nullable=False),
    Column("browser", String(400), nullable=False),
)

#: When somebody signed in last; stays when the session has ended.
LAST = Table(
    "sign_in_last",
    TABLES,
    Column("user_id", String(255), primary_key=True),
    Column("at", Float, nullable=False),
)

#: Sign-ins that failed, once for the name and once for the address.
FAILURES = Table(
    "sign_in_failures",
    TABLES,
    Column("id", Integer, primary_key=True),
    Column("key", String(300), nullable=False),
    Column("at", Float, nullable=False, index=True),
    Index("sign_in_failures_key_at", "key", "at"),
)

#: Names and addresses that must wait.
LOCKS = Table(
    "sign_in_locks",
    TABLES,
    Column("id", Integer, primary_key=True),
    Column("key", String(300), nullable=False),
    Column("at", Float, nullable=False),
    Column("until", Float, nullable=False),
    Index("sign_in_locks_key_until", "key", "until"),
)


def engine() -> Engine:
    """Return the way to these tables."""
    return database.engine("sign_in", TABLES)
