"""Names and addresses that must wait, counted in all processes."""

from ccsr.policy import database
from ccsr.policy.domain import lockout as rules
from ccsr.policy.sign_in import settings
from ccsr.policy.sign_in import tables
from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import insert
from sqlalchemy import select

import time


FAILURES = tables.FAILURES
LOCKS = tables.LOCKS


def waits(name: str, address: str) -> bool:
    """Return whether this name, or whoever is at this address, must wait."""
    query = select(LOCKS.c.id).where(LOCKS.c.key.in_(_keys(name, address)))
    with tables.engine().connect() as connection:
        return connection.execute(query.where(LOCKS.c.until > time.time())).first() is not None


def locked_until(names) -> dict[str, float]:
    """Return until when (seconds since 1970) which of these names must wait."""
    by_key = {rules.name_key(name): name for name in names}
    query = select(LOCKS).where(LOCKS.c.key.in_(by_key), LOCKS.c.until > time.time())
    with tables.engine().connect() as connection:
        return {by_key[row.key]: row.until for row in connection.execute(query)}


def failed(name: str, address: str) -> list[str]:
    """Count one failure; return what must wait from now on, ``name`` and ``address``."""
    limits, now = settings.limits(), time.time()
    allowed = dict(zip(_keys(name, address), (limits.per_name, limits.per_address), strict=True))
    with tables.engine().begin() as connection:
        # Another process counts after this one: else neither would see the other's failure.
        database.take_turn(connection, allowed)
        connection.execute(insert(FAILURES), [{"key": key, "at": now} for key in allowed])
        _forget(connection, now)
        locked = [
            key
            for key, most in allowed.items()
            if rules.must_wait(_failures(connection, key, now, limits), most)
        ]
        for key in locked:
            _lock(connection, key, now, limits)
    return [key.partition(":")[0] for key in locked]


def succeeded(name: str) -> None:
    """Forget the failures of a name; those of the address stay."""
    key = rules.name_key(name)
    query = select(FAILURES.c.id).where(FAILURES.c.key == key).limit(1)
    with tables.engine().connect() as connection:
        if connection.execute(query).first() is None:
            return
    with tables.engine().begin() as connection:
        connection.execute(delete(FAILURES).where(FAILURES.c.key == key))


def unlock(name: str) -> None:
    """Let an account try again at once."""
    _free(rules.name_key(name))


def unlock_address(address: str) -> None:
    """Let whoever is at an address try again at once."""
    _free(rules.address_key(address))


def _free(key):
    with tables.engine().begin() as connection:
        for table in (FAILURES, LOCKS):
            connection.execute(delete(table).where(table.c.key == key))


def _keys(name, address):
    return rules.name_key(name), rules.address_key(address)


def _failures(connection, key, now, limits):
    ended = select(func.max(LOCKS.c.until)).where(LOCKS.c.key == key)
    since = rules.counted_since(now, connection.execute(ended).scalar() or 0.0, limits)
    query = select(func.count()).where(FAILURES.c.key == key, FAILURES.c.at > since)
    return connection.execute(query).scalar()


def _lock(connection, key, now, limits):
    earlier = connection.execute(select(func.count()).where(LOCKS.c.key == key)).scalar()
    row = {"key": key, "at": now, "until": now + rules.locked_for(earlier, limits)}
    connection.execute(insert(LOCKS), row)


def _forget(connection, now):
    connection.execute(delete(FAILURES).where(FAILURES.c.at < now - rules.MEMORY))
    connection.execute(delete(LOCKS).where(LOCKS.c.until < now - rules.MEMORY))
