"""Every job with its state: what is queued, who does it, how far it is, what became of it.

Whoever does a job has a lease on it; what a worker says counts only as long as the
lease is its own, so that one that was thought dead changes nothing any more.
"""

from ccsr.content.jobs import CANCELLED
from ccsr.content.jobs import DONE
from ccsr.content.jobs import ENDED
from ccsr.content.jobs import FAILED
from ccsr.content.jobs import JobState
from ccsr.content.jobs import QUEUED
from ccsr.content.jobs import RUNNING
from ccsr.policy.jobs import texts
from ccsr.policy.jobs.tables import engine
from ccsr.policy.jobs.tables import JOBS
from dataclasses import dataclass
from sqlalchemy import and_
from sqlalchemy import delete
from sqlalchemy import func
from sqlalchemy import insert
from sqlalchemy import or_
from sqlalchemy import select
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from typing import Any

import json
import time


#: Seconds for which a worker has a job before it must say that it still does it.
LEASE = 60.0
#: How often a job is begun before it is given up: each time its worker ended within it.
MOST_TRIES = 5
#: Seconds after which huey is handed an id anew that nobody has begun.
SENT_AGAIN = 30.0
#: Seconds for which ended jobs are kept.
KEPT = 30 * 24 * 60 * 60.0
#: Seconds for which those of the timetable are kept that found nothing to do.
KEPT_EMPTY = 24 * 60 * 60.0
WORKERS_ENDED = "The worker ended each time while it did this."


@dataclass(frozen=True)
class Claim:
    """A job that a worker has begun, for the ``tries``-th time."""

    id: str
    name: str
    site: str
    arguments: dict[str, Any]
    account: str
    worker: str
    tries: int

    @property
    def _is_mine(self) -> Any:
        return and_(
            JOBS.c.id == self.id,
            JOBS.c.state == RUNNING,
            JOBS.c.worker == self.worker,
            JOBS.c.tries == self.tries,
        )

    def tell(self, done: int, total: int, message: Any) -> bool:
        """Say how far it is; False where it is to be dropped."""
        values = {"done": done, "total": total, "message": texts.written(message)}
        return _change(and_(self._is_mine, JOBS.c.is_cancelled.is_(False)), **values)

    def is_held(self) -> bool:
        """Return whether it is still this worker's to end, and not cancelled; renews the lease."""
        mine = and_(self._is_mine, JOBS.c.is_cancelled.is_(False))
        return _change(mine, lease=time.time() + LEASE)

    def end(self, state: str, result: Any = None, error: str = "") -> bool:
        """Say what became of it."""
        kept = {"result": json.dumps(result), "error": error, "ended": time.time()}
        return _change(self._is_mine, state=state, **kept)

    def put_back(self, error: str, seconds: float, tries: int) -> bool:
        """Have it done again later, as begun so many times."""
        later = time.time() + seconds
        kept = {"error": error, "tries": tries, "not_before": later, "sent": later}
        return _change(self._is_mine, state=QUEUED, **kept)


def add(id: str, name: str, site: str, arguments: dict[str, Any], account: str) -> bool:
    """Keep a new job; False where it is there already."""
    try:
        with engine().begin() as connection:
            connection.execute(insert(JOBS).values(new(id, name, site, arguments, account)))
    except IntegrityError:
        return False
    return True


def new(id: str, name: str, site: str, arguments: dict[str, Any], account: str) -> dict[str, Any]:
    """Return the row of a job that is queued now."""
    return {
        "id": id,
        "name": name,
        "site": site,
        "arguments": json.dumps(arguments),
        "account": account,
        "state": QUEUED,
        "queued": time.time(),
    }


def claim(id: str, worker: str) -> Claim | None:
    """Begin a job; None where another has, or nobody is to."""
    now = time.time()
    free = and_(JOBS.c.id == id, JOBS.c.state == QUEUED, JOBS.c.not_before <= now)
    values = {"worker": worker, "lease": now + LEASE, "started": now, "tries": JOBS.c.tries + 1}
    with engine().begin() as connection:
        begun = update(JOBS).where(free).values(state=RUNNING, **values)
        if not connection.execute(begun).rowcount:
            return None
        row = connection.execute(select(JOBS).where(JOBS.c.id == id)).one()
    arguments = json.loads(row.arguments)
    return Claim(id, row.name, row.site, arguments, row.account, worker, row.tries)


def state(id: str) -> JobState | None:
    """Return how far a job is."""
    with engine().connect() as connection:
        row = connection.execute(select(JOBS).where(JOBS.c.id == id)).one_or_none()
    return row and as_state(row)


def as_state(row: Any) -> JobState:
    """Return a row of the table for whoever asks."""
    return JobState(
        row.id,
        row.name,
        row.state,
        row.done,
        row.total,
        texts.read(row.message),
        json.loads(row.result),
        row.error,
        row.account,
    )


def cancel(id: str) -> bool:
    """Cancel a job, or have it end at its next step."""
    if _change(and_(JOBS.c.id == id, JOBS.c.state == QUEUED), state=CANCELLED, ended=time.time()):
        return True
    return _change(and_(JOBS.c.id == id, JOBS.c.state == RUNNING), is_cancelled=True)


def renew(worker: str, ids: list[str]) -> None:
    """Say that a worker still does these."""
    mine = and_(JOBS.c.state == RUNNING, JOBS.c.worker == worker, JOBS.c.id.in_(ids))
    _change(mine, lease=time.time() + LEASE)


def take_back(dead: list[str]) -> None:
    """Queue anew what dead workers had begun, or whose lease is over."""
    lost = and_(JOBS.c.state == RUNNING, or_(JOBS.c.worker.in_(dead), JOBS.c.lease < time.time()))
    ended = {"ended": time.time()}
    _change(and_(lost, JOBS.c.is_cancelled.is_(True)), state=CANCELLED, **ended)
    given_up = and_(lost, JOBS.c.tries >= MOST_TRIES)
    _change(given_up, state=FAILED, error=WORKERS_ENDED, **ended)
    _change(lost, state=QUEUED, sent=0.0)


def to_send() -> list[str]:
    """Return the ids that huey is to be handed now, each to one that asks."""
    now = time.time()
    due = and_(JOBS.c.state == QUEUED, JOBS.c.not_before <= now, JOBS.c.sent < now - SENT_AGAIN)
    with engine().begin() as connection:
        query = select(JOBS.c.id).where(due).order_by(JOBS.c.queued)
        found = list(connection.execute(query).scalars())
        if found:
            connection.execute(update(JOBS).where(JOBS.c.id.in_(found)).values(sent=now))
    return found


def queued(site: str) -> list[str]:
    """Return the ids of what is queued for a site, the oldest first."""
    due = and_(JOBS.c.state == QUEUED, JOBS.c.site == site, JOBS.c.not_before <= time.time())
    with engine().connect() as connection:
        return list(
            connection.execute(select(JOBS.c.id).where(due).order_by(JOBS.c.queued)).scalars()
        )


def queued_as(name: str) -> list[str]:
    """Return the ids of what is queued under a name, the oldest first."""
    due = and_(JOBS.c.state == QUEUED, JOBS.c.name == name, JOBS.c.not_before <= time.time())
    with engine().connect() as connection:
        return list(
            connection.execute(select(JOBS.c.id).where(due).order_by(JOBS.c.queued)).scalars()
        )


def is_open(id: str) -> bool:
    """Return whether a job is there that has not ended."""
    found = state(id)
    return found is not None and found.state not in ENDED


def counts() -> dict[str, int]:
    """Return how many jobs there are in each state."""
    query = select(JOBS.c.state, func.count()).group_by(JOBS.c.state)
    with engine().connect() as connection:
        return {row[0]: row[1] for row in connection.execute(query)}


def newest(size: int) -> list[Any]:
    """Return rows of the table, the newest first."""
    query = select(JOBS).order_by(JOBS.c.queued.desc()).limit(size)
    with engine().connect() as connection:
        return list(connection.execute(query))


def forget_account(account: str) -> None:
    """Take the name of an account that is gone off its jobs."""
    _change(JOBS.c.account == account, account="")


def purge() -> None:
    """Delete what ended long ago."""
    with engine().begin() as connection:
        ended = JOBS.c.state.in_((DONE, FAILED, CANCELLED))
        connection.execute(delete(JOBS).where(ended, JOBS.c.ended < time.time() - KEPT))
        empty = and_(JOBS.c.state == DONE, JOBS.c.account == "", JOBS.c.result == "null")
        connection.execute(delete(JOBS).where(empty, JOBS.c.ended < time.time() - KEPT_EMPTY))


def _change(where: Any, **values: Any) -> bool:
    with engine().begin() as connection:
        return bool(connection.execute(update(JOBS).where(where).values(**values)).rowcount)
