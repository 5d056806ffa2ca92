"""Queues the jobs of the timetable, each once in a period, whichever worker is first."""

from ccsr.content.interfaces import IJob
from ccsr.policy.domain import timetable as rules
from ccsr.policy.jobs import store
from ccsr.policy.jobs.tables import engine
from ccsr.policy.jobs.tables import JOBS
from ccsr.policy.jobs.tables import TIMETABLE
from datetime import datetime
from sqlalchemy import insert
from sqlalchemy import select
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from uuid import uuid4
from zope.component import getUtilitiesFor


def queue_due(site: str, now: datetime) -> list[str]:
    """Queue what is due now for the site at a path; return the names."""
    jobs = [(name, job.schedule) for name, job in getUtilitiesFor(IJob) if job.schedule]
    last = _last()
    return [name for name, schedule in jobs if _queue(site, name, schedule, now, last.get(name))]


def _last() -> dict[str, tuple[str, str]]:
    with engine().connect() as connection:
        rows = connection.execute(select(TIMETABLE))
        return {row.name: (row.period, row.job) for row in rows}


def _queue(site, name, schedule, now, last) -> bool:
    period = rules.period(schedule, now)
    if last and (last[0] == period or (last[1] and store.is_open(last[1]))):
        return False
    waits = last is None and rules.waits_for_first(schedule)
    id = "" if waits else uuid4().hex
    try:
        # At once: a worker that ends in between must not leave a period taken and nothing done.
        with engine().begin() as connection:
            if not _taken(connection, name, period, id, last):
                return False
            if id:
                connection.execute(insert(JOBS).values(store.new(id, name, site, {}, "")))
    except IntegrityError:
        return False
    return bool(id)


def _taken(connection, name, period, id, last) -> bool:
    """Take a period for this worker; False where another has."""
    if last is None:
        connection.execute(insert(TIMETABLE).values(name=name, period=period, job=id))
        return True
    same = (TIMETABLE.c.name == name) & (TIMETABLE.c.period == last[0])
    taken = update(TIMETABLE).where(same).values(period=period, job=id)
    return bool(connection.execute(taken).rowcount)
