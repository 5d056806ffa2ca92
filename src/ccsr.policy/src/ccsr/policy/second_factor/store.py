"""What is kept of second factors: tables beside the ZODB.

There, since a code must count as used also when its request fails, and for every
process at once: whoever changes a row first has used the code.
"""

from ccsr.policy import database
from ccsr.policy.domain import second_factor as rules
from ccsr.policy.second_factor import keys
from dataclasses import dataclass
from sqlalchemy import Column
from sqlalchemy import delete
from sqlalchemy import Float
from sqlalchemy import func
from sqlalchemy import insert
from sqlalchemy import Integer
from sqlalchemy import LargeBinary
from sqlalchemy import MetaData
from sqlalchemy import select
from sqlalchemy import String
from sqlalchemy import Table
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

import os
import time


TABLES = MetaData()

FACTORS = Table(
    "second_factors",
    TABLES,
    Column("user_id", String(255), primary_key=True),
    Column("secret", LargeBinary, nullable=False),
    Column("since", Float, nullable=False),
    Column("last_step", Integer, nullable=False),
    Column("salt", LargeBinary, nullable=False),
)
RECOVERY = Table(
    "recovery_codes",
    TABLES,
    Column("user_id", String(255), primary_key=True),
    Column("hash", LargeBinary(32), primary_key=True),
)


@dataclass(frozen=True)
class Factor:
    """An account's second factor; ``sealed`` is its secret, ``since`` in seconds since 1970."""

    user_id: str
    sealed: bytes
    since: float
    last_step: int
    salt: bytes


def engine():
    """Return the way to the tables."""
    return database.engine("second-factor", TABLES)


def get(user_id: str) -> Factor | None:
    """Return an account's second factor."""
    with engine().connect() as connection:
        row = connection.execute(select(FACTORS).where(FACTORS.c.user_id == user_id)).first()
    return row and Factor(*row)


def last() -> Factor | None:
    """Return the second factor that was set up last."""
    with engine().connect() as connection:
        row = connection.execute(select(FACTORS).order_by(FACTORS.c.since.desc()).limit(1)).first()
    return row and Factor(*row)


def count() -> int:
    """Return how many accounts have a second factor."""
    with engine().connect() as connection:
        return connection.scalar(select(func.count()).select_from(FACTORS))


def which(user_ids: list[str]) -> set[str]:
    """Return those of these accounts that have a second factor."""
    asked = select(FACTORS.c.user_id).where(FACTORS.c.user_id.in_(user_ids))
    with engine().connect() as connection:
        return set(connection.scalars(asked))


def settle(user_id: str, secret: str, step: int, replaces: float | None) -> list[str]:
    """Give an account its second factor; return the recovery codes.

    None where what it has now is not what this ``replaces``: another request was first.
    """
    values = {
        "secret": keys.seal(secret, user_id),
        "since": time.time(),
        "last_step": step,
        "salt": b"",
    }
    with engine().begin() as connection:
        put = _replace if replaces else _add
        return _new_codes(connection, user_id) if put(connection, user_id, values, replaces) else []


def _replace(connection, user_id, values, replaces):
    same = (FACTORS.c.user_id == user_id) & (FACTORS.c.since == replaces)
    return connection.execute(update(FACTORS).where(same).values(**values)).rowcount == 1


def _add(connection, user_id, values, _replaces):
    try:
        with connection.begin_nested():
            connection.execute(insert(FACTORS).values(user_id=user_id, **values))
    except IntegrityError:
        return False
    return True


def advance(user_id: str, step: int) -> bool:
    """Use up every code up to this step; return False where another request was first."""
    later = (FACTORS.c.user_id == user_id) & (FACTORS.c.last_step < step)
    with engine().begin() as connection:
        return connection.execute(update(FACTORS).where(later).values(last_step=step)).rowcount == 1


def spend(factor: Factor, code: str) -> bool:
    """Use up a recovery code; return False where there is none such, or no longer."""
    used = (RECOVERY.c.user_id == factor.user_id) & (
        RECOVERY.c.hash == rules.hashed(code, factor.salt)
    )
    with engine().begin() as connection:
        return connection.execute(delete(RECOVERY).where(used)).rowcount == 1


def left(user_id: str) -> int:
    """Return how many recovery codes are left."""
    asked = select(func.count()).where(RECOVERY.c.user_id == user_id)
    with engine().connect() as connection:
        return connection.scalar(asked)


def renew_codes(user_id: str) -> list[str]:
    """Return new recovery codes, none where the factor is gone; the old ones are over."""
    with engine().begin() as connection:
        return _new_codes(connection, user_id)


def forget(user_id: str) -> bool:
    """Drop all that is kept of an account; return whether it had a second factor."""
    with engine().begin() as connection:
        return _forget(connection, user_id)


def _forget(connection, user_id):
    # The factor first, as whoever makes new codes does: so no two wait for each other.
    had = connection.execute(delete(FACTORS).where(FACTORS.c.user_id == user_id)).rowcount == 1
    connection.execute(delete(RECOVERY).where(RECOVERY.c.user_id == user_id))
    return had


def _new_codes(connection, user_id):
    codes, salt = rules.new_recovery_codes(), os.urandom(16)
    salted = update(FACTORS).where(FACTORS.c.user_id == user_id).values(salt=salt)
    if not connection.execute(salted).rowcount:
        return []
    connection.execute(delete(RECOVERY).where(RECOVERY.c.user_id == user_id))
    rows = [{"user_id": user_id, "hash": rules.hashed(code, salt)} for code in codes]
    connection.execute(insert(RECOVERY), rows)
    return codes
