"""Who is signed in: on the server, so that it can be ended there.

The browser (cookie) or the program (``Authorization: Bearer``) holds a random
token; the table only its hash. Whoever asks is looked up for every request, so
that what was ended is over in all processes at once.
"""

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

import secrets
import time


SESSIONS = tables.SESSIONS
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
    if not stage:
        _remember(user_id, now)
    return token


def complete(request) -> str:
    """Lift what was still asked for from the session of this request; return its new token."""
    session = current(request)
    if session is None:
        raise LookupError("The request has no session")
    end(session.id)
    token = begin(session.user_id, request, "", session.folder)
    cookies.replace(request, token)
    return token


def current(request) -> Session | None:
    """Return the session that the request's token stands for, if it holds still."""
    token = cookies.token_of(request)
    return None if token is None else by_token(token)


def by_token(token: str) -> Session | None:
    """Return the session of a token if it holds still."""
    query = select(SESSIONS).where(SESSIONS.c.token == _hash(token))
    with tables.engine().connect() as connection:
        row = connection.execute(query).first()
    session = None if row is None else _session(row)
    return session if session and session.holds(time.time(), settings.spans()) else None


def seen(session: Session) -> None:
    """Note that somebody was there, if that was not noted just now."""
    now = time.time()
    if now - session.last_seen.timestamp() >= PRECISION:
        change = update(SESSIONS).where(SESSIONS.c.id == session.id).values(last_seen=now)
        with tables.engine().begin() as connection:
            connection.execute(change)


def end(session_id: int) -> None:
    """End one session; one that is over already is no error."""
    with tables.engine().begin() as connection:
        connection.execute(delete(SESSIONS).where(SESSIONS.c.id == session_id))


def end_all(user_id: str, but: int | None = None) -> int:
    """End every session of an account, but the one with the id ``but``; return how many."""
    query = delete(SESSIONS).where(SESSIONS.c.user_id == user_id)
    if but is not None:
        query = query.where(SESSIONS.c.id != but)
    with tables.engine().begin() as connection:
        return connection.execute(query).rowcount


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
