"""The alerts themselves: one row for each account, thing and kind."""

from ccsr.policy.alerts.tables import ALERTS
from ccsr.policy.alerts.tables import engine
from ccsr.policy.domain import alerts as rules
from datetime import datetime
from sqlalchemy import and_
from sqlalchemy import delete
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import update
from sqlalchemy.engine import Row
from sqlalchemy.exc import IntegrityError
from typing import Any

import json
import time


WAITING, HANDING, SENT, NONE, FAILED = ("waiting", "handing", "sent", "none", "failed")
#: Seconds for which alerts are kept.
KEPT = 2 * 365 * 24 * 60 * 60.0


def add(account: str, uid: str, kind: str, reasons: dict[str, str], now: datetime) -> bool:
    """Keep an alert; ``reasons`` are times by subscription. False where it is there already."""
    when = rules.most_urgent(list(reasons.values()))
    row = {
        "account": account,
        "uid": uid,
        "kind": kind,
        "reasons": json.dumps(list(reasons)),
        "time": when,
        "made": now.timestamp(),
        "mail": NONE if when == rules.LIST else WAITING,
        "not_before": rules.letter_at(when, now).timestamp(),
    }
    try:
        with engine().begin() as connection:
            connection.execute(insert(ALERTS).values(row))
    except IntegrityError:
        return False
    return True


def of_account(account: str, only_unread: bool = False) -> list[Row[Any]]:
    """Return the alerts of an account, the newest first."""
    own = [ALERTS.c.account == account]
    if only_unread:
        own.append(ALERTS.c.read.is_(None))
    query = select(ALERTS).where(*own).order_by(ALERTS.c.made.desc(), ALERTS.c.id.desc())
    with engine().connect() as connection:
        return list(connection.execute(query))


def due() -> dict[str, list[Row[Any]]]:
    """Return what is to be sent now, by account."""
    waiting = and_(ALERTS.c.mail == WAITING, ALERTS.c.not_before <= time.time())
    found: dict[str, list[Row[Any]]] = {}
    with engine().connect() as connection:
        for row in connection.execute(select(ALERTS).where(waiting).order_by(ALERTS.c.id)):
            found.setdefault(row.account, []).append(row)
    return found


def is_waiting(ids: list[int]) -> bool:
    """Return whether all of these are still to be sent."""
    same = and_(ALERTS.c.id.in_(ids), ALERTS.c.mail == WAITING)
    with engine().connect() as connection:
        return len(list(connection.execute(select(ALERTS.c.id).where(same)))) == len(ids)


def hand(ids: list[int]) -> bool:
    """Note that the end of the letter is on its way; False where another worker was first."""
    same = and_(ALERTS.c.id.in_(ids), ALERTS.c.mail == WAITING)
    with engine().begin() as connection:
        handed = update(ALERTS).where(same).values(mail=HANDING, handed=time.time())
        if connection.execute(handed).rowcount == len(ids):
            return True
        connection.rollback()
    return False


def set_mail(ids: list[int], mail: str, **values: Any) -> None:
    """Note what became of a letter."""
    with engine().begin() as connection:
        connection.execute(update(ALERTS).where(ALERTS.c.id.in_(ids)).values(mail=mail, **values))


def mark(account: str, ids: list[int] | None, is_read: bool = True) -> None:
    """Mark alerts of an account as read or unread; all of them without ids."""
    own = [ALERTS.c.account == account]
    if ids is not None:
        own.append(ALERTS.c.id.in_(ids))
    with engine().begin() as connection:
        read = time.time() if is_read else None
        connection.execute(update(ALERTS).where(*own).values(read=read))


def unsure() -> int:
    """Return of how many letters nobody knows whether the mail server took them."""
    gone = and_(ALERTS.c.mail == HANDING, ALERTS.c.handed < time.time() - 3600)
    with engine().connect() as connection:
        return len(list(connection.execute(select(ALERTS.c.id).where(gone))))


def purge() -> None:
    """Delete old alerts."""
    with engine().begin() as connection:
        connection.execute(delete(ALERTS).where(ALERTS.c.made < time.time() - KEPT))
