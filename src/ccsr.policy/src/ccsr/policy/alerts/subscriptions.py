"""What accounts want to be told of."""

from ccsr.policy.alerts.tables import ALERTS
from ccsr.policy.alerts.tables import engine
from ccsr.policy.alerts.tables import SECRETS
from ccsr.policy.alerts.tables import SUBSCRIPTIONS
from ccsr.policy.domain.alerts import LIST
from dataclasses import dataclass
from sqlalchemy import and_
from sqlalchemy import delete
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from typing import Any
from uuid import uuid4

import time as clock


#: The most that an account may have.
MOST = 500


class TooMany(ValueError):
    """The account has as many as it may."""


@dataclass(frozen=True)
class Subscription:
    """One of them; see ``tables.SUBSCRIPTIONS``."""

    id: str
    account: str
    kind: str
    target: str
    time: str
    made: float
    looked: float


def of_account(account: str) -> list[Subscription]:
    """Return those of an account, the oldest first."""
    return _found(SUBSCRIPTIONS.c.account == account)


def to(kind: str, target: str) -> list[Subscription]:
    """Return everybody's to one thing."""
    return _found(and_(SUBSCRIPTIONS.c.kind == kind, SUBSCRIPTIONS.c.target == target))


def of_kind(kind: str) -> list[Subscription]:
    """Return everybody's of a kind."""
    return _found(SUBSCRIPTIONS.c.kind == kind)


def one(account: str, id: str) -> Subscription | None:
    """Return one of an account's, None for any other."""
    return next(iter(_found(_own(account, id))), None)


def put(account: str, kind: str, target: str, time: str) -> Subscription:
    """Subscribe an account, or change when it is told; raises TooMany."""
    there = next(
        (one for one in of_account(account) if (one.kind, one.target) == (kind, target)), None
    )
    if there is not None:
        change(account, there.id, time)
        return Subscription(**{**vars(there), "time": time})
    if len(of_account(account)) >= MOST:
        raise TooMany(account)
    now = clock.time()
    made = Subscription(uuid4().hex, account, kind, target, time, now, now)
    try:
        with engine().begin() as connection:
            connection.execute(insert(SUBSCRIPTIONS).values(**vars(made)))
    except IntegrityError:
        # A second press of the button, at the same time.
        return put(account, kind, target, time)
    return made


def change(account: str, id: str, time: str) -> bool:
    """Change when an account is told; False where it is not its own."""
    return _change(_own(account, id), time=time)


def silence(account: str, ids: list[str]) -> None:
    """Have no more letters sent for these."""
    own = and_(SUBSCRIPTIONS.c.account == account, SUBSCRIPTIONS.c.id.in_(ids))
    _change(own, time=LIST)


def remove(account: str, id: str) -> bool:
    """End one; False where it is not the account's."""
    with engine().begin() as connection:
        return bool(connection.execute(delete(SUBSCRIPTIONS).where(_own(account, id))).rowcount)


def looked(id: str, moment: float) -> None:
    """Keep up to when a saved search was asked."""
    _change(SUBSCRIPTIONS.c.id == id, looked=moment)


def forget(account: str) -> None:
    """Drop everything of an account that is gone."""
    with engine().begin() as connection:
        for table in (SUBSCRIPTIONS, ALERTS, SECRETS):
            connection.execute(delete(table).where(table.c.account == account))


def _own(account: str, id: str) -> Any:
    return and_(SUBSCRIPTIONS.c.account == account, SUBSCRIPTIONS.c.id == id)


def _found(where: Any) -> list[Subscription]:
    query = select(SUBSCRIPTIONS).where(where).order_by(SUBSCRIPTIONS.c.made)
    with engine().connect() as connection:
        return [Subscription(**row._mapping) for row in connection.execute(query)]


def _change(where: Any, **values: Any) -> bool:
    with engine().begin() as connection:
        return bool(
            connection.execute(update(SUBSCRIPTIONS).where(where).values(**values)).rowcount
        )
