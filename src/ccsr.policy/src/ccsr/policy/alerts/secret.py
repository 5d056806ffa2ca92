"""Secrets in addresses: of a letter's way to end it, and of an account's feed.

Only their hashes are kept; whoever has the tables has no address.
"""

from ccsr.policy.alerts.tables import engine
from ccsr.policy.alerts.tables import SECRETS
from hashlib import sha256
from sqlalchemy import and_
from sqlalchemy import delete
from sqlalchemy import insert
from sqlalchemy import select

import json
import secrets
import time


FEED, UNSUBSCRIBE = "feed", "unsubscribe"
#: Seconds for which a letter's address works.
KEPT = 400 * 24 * 60 * 60.0


def make(use: str, account: str, about: list[str] | None = None) -> str:
    """Return a new secret, which is nowhere else."""
    made = secrets.token_urlsafe(32)
    row = {"hash": _hash(made), "use": use, "account": account, "about": json.dumps(about or [])}
    with engine().begin() as connection:
        connection.execute(insert(SECRETS).values(**row, made=time.time()))
    return made


def known(use: str, secret: str) -> tuple[str, list[str]] | None:
    """Return account and subscriptions of a secret, None for a wrong or revoked one."""
    same = and_(SECRETS.c.use == use, SECRETS.c.hash == _hash(secret))
    with engine().connect() as connection:
        row = connection.execute(select(SECRETS).where(same)).one_or_none()
    return row and (row.account, json.loads(row.about))


def made_at(use: str, account: str) -> float | None:
    """Return when the account's last secret was made."""
    own = and_(SECRETS.c.use == use, SECRETS.c.account == account)
    with engine().connect() as connection:
        return connection.execute(
            select(SECRETS.c.made).where(own).order_by(SECRETS.c.made.desc())
        ).scalar()


def revoke(use: str, account: str) -> None:
    """Make the account's secrets worthless."""
    own = and_(SECRETS.c.use == use, SECRETS.c.account == account)
    with engine().begin() as connection:
        connection.execute(delete(SECRETS).where(own))


def purge() -> None:
    """Delete the secrets of old letters."""
    old = and_(SECRETS.c.use == UNSUBSCRIBE, SECRETS.c.made < time.time() - KEPT)
    with engine().begin() as connection:
        connection.execute(delete(SECRETS).where(old))


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
