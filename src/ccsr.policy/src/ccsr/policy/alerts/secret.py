"""Secrets in addresses: of a letter's way to end it, and of an account's feed and calendar.

Only their hashes are kept; whoever has the tables has no address.
"""

from ccsr.policy.alerts.tables import engine
from ccsr.policy.alerts.tables import SECRETS
from hashlib import sha256
from hmac import compare_digest
from sqlalchemy import and_
from sqlalchemy import delete
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import update

import json
import re
import secrets
import time


FEED, UNSUBSCRIBE, CALENDAR = "feed", "unsubscribe", "calendar"
#: Seconds for which a letter's address works.
KEPT = 400 * 24 * 60 * 60.0

#: 32 bytes as ``token_urlsafe`` writes them.
FORM = re.compile(r"[A-Za-z0-9_-]{43}")


def make(use: str, account: str, about: list[str] | None = None) -> str:
    """Return a new secret, which is nowhere else."""
    made = secrets.token_urlsafe(32)
    row = {"hash": _hash(made), "use": use, "account": account, "about": json.dumps(about or [])}
    with engine().begin() as connection:
        connection.execute(insert(SECRETS).values(**row, made=time.time()))
    return made


def is_one(text: str) -> bool:
    """Return whether a text has the form of a secret; what has not was never a guess."""
    return FORM.fullmatch(text) is not None


def known(use: str, secret: str) -> tuple[str, list[str]] | None:
    """Return account and subscriptions of a secret, None for a wrong or revoked one."""
    same = and_(SECRETS.c.use == use, SECRETS.c.hash == _hash(secret))
    with engine().connect() as connection:
        row = connection.execute(select(SECRETS).where(same)).one_or_none()
    if row is None or not compare_digest(row.hash, _hash(secret)):
        return None
    return row.account, json.loads(row.about)


def is_first_use(use: str, secret: str, day: str) -> bool:
    """Return whether a secret is used for the first time on a day, and note that it is."""
    about = json.dumps([day])
    same = and_(SECRETS.c.use == use, SECRETS.c.hash == _hash(secret), SECRETS.c.about != about)
    with engine().begin() as connection:
        return bool(connection.execute(update(SECRETS).where(same).values(about=about)).rowcount)


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
