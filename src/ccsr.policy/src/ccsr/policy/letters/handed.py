"""Which letters were handed over whole to a mail server, so that none goes twice.

Times are seconds since 1970, UTC.
"""

from ccsr.policy import database
from sqlalchemy import Column
from sqlalchemy import delete
from sqlalchemy import Float
from sqlalchemy import insert
from sqlalchemy import MetaData
from sqlalchemy import select
from sqlalchemy import String
from sqlalchemy import Table
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

import time


TABLES = MetaData()

HANDED = Table(
    "letters_handed",
    TABLES,
    Column("id", String(32), primary_key=True),
    Column("at", Float, nullable=False),
)
#: Seconds for which it is known; a job that has ended is not kept longer.
KEPT = 60 * 24 * 60 * 60.0


def engine() -> Engine:
    """Return the way to the table."""
    return database.engine("letters", TABLES)


def note(id: str) -> bool:
    """Note that a letter is handed over; False where it was before."""
    try:
        with engine().begin() as connection:
            connection.execute(delete(HANDED).where(HANDED.c.at < time.time() - KEPT))
            connection.execute(insert(HANDED).values(id=id, at=time.time()))
    except IntegrityError:
        return False
    return True


def is_noted(id: str) -> bool:
    """Return whether a letter was handed over."""
    with engine().connect() as connection:
        return connection.execute(select(HANDED.c.id).where(HANDED.c.id == id)).first() is not None


def forget(id: str) -> None:
    """Take back that it was, where the mail server has refused it."""
    with engine().begin() as connection:
        connection.execute(delete(HANDED).where(HANDED.c.id == id))
