"""Who is signed in: on the server, so that it can be ended there.

The browser (cookie) or the program (``Authorization: Bearer``) holds a random
token; the table only its hash. Whoever asks is looked up for every request, so
that what was ended is over in all processes at once.
"""

from ccsr.content.noted import note
from ccsr.policy import database
from ccsr.policy.domain.sessions import Session
from ccsr.policy.sign_in import cookies
from ccsr.policy.sign_in import settings
from ccsr.policy.sign_in import tables
from ccsr.policy.sign_in.clients import address_of
from datetime import datetime
from datetime import UTC
from hashlib import sha256
from sqlalchemy import delete
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import update
from sqlalchemy.exc import OperationalError
from typing import Literal

import logging
import secrets
import time
import transaction


logger = logging.getLogger(__name__)

SESSIONS = tables.SESSIONS
#: What is over is kept for a while (seconds), to tell its browser why.
KEPT = 7 * 24 * 60 * 60
#: How often (seconds) it is written down that somebody was seen.
PRECISION = 60


def begin(user_id: str, request, stage: str = "", folder: str = "") -> str:
    """Begin a session and return its token, which is known to nobody else.

    ``stage`` is what is still asked for (``code`` or ``enrol``), empty when nothing is;
    ``folder`` the path of what holds the account's user folder, by default the site.
    """
    token = secrets.token_urlsafe(32)
    now = time.time()
    row = {
        "token": _hash(token),
        "user_id": user_id,
        "folder": folder or settings.site_path(),
        "stage": stage,
        "began": now,
        "last_seen": now,
        "address": address_of(request)[:64],
        "browser": (request.getHeader("User-Agent") or "")[:400],
    }
    with tables.engine().begin() as connection:
        connection.execute(insert(SESSIONS), row)
        connection.execute(delete(SESSIONS).where(SESSIONS.c.last_seen < now - KEPT))
    if not stage:
        _remember(user_id, now)
    return token


def complete(request) -> str:
    """Lift what was still asked for from the session of this request; return its new token."""
    session = current(request)
    if session is None:
        raise LookupError("The request has no session")
    token = renew(session.id, stage="")
    _remember(session.user_id, time.time())
    cookies.replace(request, token)
    return token


def renew(session_id: int, **changes) -> str:
    """Give a session another token, which is returned; the one before is worth nothing now."""
    token = secrets.token_urlsafe(32)
    values = {**changes, "token": _hash(token), "last_seen": time.time()}
    with tables.engine().begin() as connection:
        connection.execute(update(SESSIONS).where(SESSIONS.c.id == session_id).values(values))
    return token


def current(request) -> Session | None:
    """Return the session that the request's token stands for, if it holds still."""
    token = cookies.token_of(request)
    return None if token is None else by_token(token)


def by_token(token: str) -> Session | None:
    """Return the session of a token if it holds still."""
    session = _of_token(token)
    return session if session and session.holds(time.time(), settings.spans()) else None


def is_over(request) -> Literal["", "idle", "absolute"]:
    """Return why the session that the browser still has a token of holds no more, if it is so."""
    token = cookies.token_of(request)
    session = None if token is None else _of_token(token)
    return session.over(time.time(), settings.spans()) if session else ""


def _of_token(token):
    query = select(SESSIONS).where(SESSIONS.c.token == _hash(token))
    with tables.engine().connect() as connection:
        row = connection.execute(query).first()
    return None if row is None else _session(row)


def seen(session: Session, precisely: bool = False) -> None:
    """Note that somebody was there, if that was not noted just now."""
    now = time.time()
    if not precisely and now - session.last_seen.timestamp() < PRECISION:
        return
    change = update(SESSIONS).where(SESSIONS.c.id == session.id).values(last_seen=now)
    try:
        with tables.engine().begin() as connection:
            connection.execute(change)
    except OperationalError:
        # Another process is writing for long; the next request tries again.
        logger.warning("Not noted that session %s was seen", session.id)


def end(session_id: int) -> None:
    """End one session; one that is over already is no error."""
    with tables.engine().begin() as connection:
        connection.execute(delete(SESSIONS).where(SESSIONS.c.id == session_id))


def end_token(token: str) -> None:
    """End the session of a token."""
    with tables.engine().begin() as connection:
        connection.execute(delete(SESSIONS).where(SESSIONS.c.token == _hash(token)))


def end_all(user_id: str, but: int | None = None) -> int:
    """End every session of an account, but the one with the id ``but``; return how many."""
    query = delete(SESSIONS).where(SESSIONS.c.user_id == user_id)
    if but is not None:
        query = query.where(SESSIONS.c.id != but)
    with tables.engine().begin() as connection:
        return connection.execute(query).rowcount


def end_others(user_id: str, request) -> None:
    """End every session of an account, but the one of this request, also once it is committed.

    Between the two, somebody could begin another one with the password that was.
    """
    session = current(request)
    but = session.id if session and session.user_id == user_id else None
    end_all(user_id, but)
    hook = transaction.get().addAfterCommitHook
    hook(lambda done: done and end_all(user_id, but))


def sign_out(request) -> None:
    """End the session of a request and take its token from the browser."""
    session = current(request)
    if session is not None:
        end(session.id)
        note("signed-out", who=session.user_id)
    cookies.take(request)


def of(user_id: str) -> list[Session]:
    """Return the sessions of an account that hold still, the latest first."""
    query = select(SESSIONS).where(SESSIONS.c.user_id == user_id)
    with tables.engine().connect() as connection:
        rows = connection.execute(query.order_by(SESSIONS.c.last_seen.desc())).all()
    now, spans = time.time(), settings.spans()
    return [one for one in map(_session, rows) if one.holds(now, spans)]


def last_sign_in(user_ids) -> dict[str, datetime]:
    """Return when these accounts signed in last; who never did is missing."""
    last = tables.LAST
    query = select(last).where(last.c.user_id.in_(list(user_ids)))
    with tables.engine().connect() as connection:
        return {row.user_id: _moment(row.at) for row in connection.execute(query)}


def _remember(user_id, now):
    last = tables.LAST
    with tables.engine().begin() as connection:
        # Two first sign-ins of an account at the same time would both insert.
        database.take_turn(connection, [f"last:{user_id}"])
        changed = connection.execute(update(last).where(last.c.user_id == user_id).values(at=now))
        if not changed.rowcount:
            connection.execute(insert(last), {"user_id": user_id, "at": now})


def _session(row):
    return Session(
        id=row.id,
        user_id=row.user_id,
        folder=row.folder,
        stage=row.stage,
        began=_moment(row.began),
        last_seen=_moment(row.last_seen),
        address=row.address,
        browser=row.browser,
    )


def _moment(seconds):
    return datetime.fromtimestamp(seconds, UTC)


def _hash(token):
    return sha256(token.encode()).hexdigest()
