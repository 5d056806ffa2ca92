"""What administrators do with jobs: look through them, do one anew, ask for one of the timetable."""

from ccsr.content.interfaces import IJob
from ccsr.content.jobs import CANCELLED
from ccsr.content.jobs import FAILED
from ccsr.content.jobs import QUEUED
from ccsr.policy.jobs.tables import engine
from ccsr.policy.jobs.tables import JOBS
from ccsr.policy.jobs.tables import TIMETABLE
from sqlalchemy import and_
from sqlalchemy import func
from sqlalchemy import select
from sqlalchemy import update
from typing import Any
from zope.component import getUtilitiesFor


#: What can be done anew.
AGAIN = (FAILED, CANCELLED)


def listed(site: str, state: str, start: int, size: int) -> list[Any]:
    """Return rows of the jobs of a site, the newest first; of all states for ''."""
    query = select(JOBS).where(_of(site, state)).order_by(JOBS.c.queued.desc(), JOBS.c.id)
    with engine().connect() as connection:
        return list(connection.execute(query.limit(size).offset(start)))


def counts(site: str) -> dict[str, int]:
    """Return how many jobs of a site there are in each state."""
    query = select(JOBS.c.state, func.count()).where(_of(site, "")).group_by(JOBS.c.state)
    with engine().connect() as connection:
        return {row[0]: row[1] for row in connection.execute(query)}


def retry(site: str, id: str) -> bool:
    """Queue a job anew that failed or was cancelled; False where it did not."""
    return _again(and_(_of(site, ""), JOBS.c.id == id, JOBS.c.state.in_(AGAIN))) > 0


def retry_failed(site: str) -> int:
    """Queue every job anew that failed; return how many."""
    return _again(_of(site, FAILED))


def _again(which: Any) -> int:
    # It counts as begun once, so that the next worker looks whether it was done after all.
    values = {"tries": 1, "error": "", "is_cancelled": False, "not_before": 0.0, "sent": 0.0}
    cleared = {"done": 0, "total": 0, "message": '""', "worker": "", "ended": None}
    again = update(JOBS).where(which).values(state=QUEUED, **values, **cleared)
    with engine().begin() as connection:
        return int(connection.execute(again).rowcount)


def _of(site: str, state: str) -> Any:
    of_site = JOBS.c.site == site
    return and_(of_site, JOBS.c.state == state) if state else of_site


def timetable() -> list[tuple[str, Any, str]]:
    """Return name, job and last period ('' for never) of what is done by the clock."""
    with engine().connect() as connection:
        last = {row.name: row.period for row in connection.execute(select(TIMETABLE))}
    jobs = sorted(getUtilitiesFor(IJob), key=lambda pair: pair[0])
    return [(name, job, last.get(name, "")) for name, job in jobs if job.schedule]
