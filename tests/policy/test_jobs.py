"""Jobs: queued with the transaction, done once, by whoever is there to do them."""

from BTrees.OOBTree import OOBTree
from ccsr.content import jobs
from ccsr.content.interfaces import IJob
from ccsr.content.interfaces import IJobs
from ccsr.policy.domain import timetable as rules
from ccsr.policy.jobs import once
from ccsr.policy.jobs import outbox
from ccsr.policy.jobs import performing
from ccsr.policy.jobs import store
from ccsr.policy.jobs import timetable
from ccsr.policy.jobs import workers
from ccsr.policy.jobs.tables import engine
from ccsr.policy.jobs.tables import JOBS
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from datetime import UTC
from plone import api
from sqlalchemy import update
from sqlalchemy.exc import OperationalError
from ZEO.Exceptions import ClientDisconnected
from ZODB.POSException import ConflictError
from zope.annotation.interfaces import IAnnotations
from zope.component import getGlobalSiteManager
from zope.component import getUtility
from zope.i18nmessageid import Message
from zope.interface.verify import verifyObject

import pytest
import transaction


KEY = "tests.jobs"


class Count(jobs.Job):
    """Adds to a number in the database; fails, conflicts or stops as it is told."""

    title = "Count"

    def __init__(self, schedule=""):
        self.schedule = schedule
        self.runs = 0
        self.raises = []
        self.then = lambda: None

    def run(self, site, progress, by=1):
        self.runs += 1
        counts = IAnnotations(site).setdefault(KEY, OOBTree())
        counts["count"] = counts.get("count", 0) + by
        progress(1, 2, Message("half", "ccsr.policy", default="Half of ${all}", mapping={"all": 2}))
        self.then()
        if self.raises:
            raise self.raises.pop()
        progress(2, 2)
        user = api.user.get_current().getId()
        return {"user": user, "url": site.absolute_url(), "request": bool(site.REQUEST)}


@pytest.fixture
def portal(functional, tmp_path, monkeypatch):
    """The portal, with a directory and tables of its own."""
    monkeypatch.setenv("CCSR_VAR", str(tmp_path))
    return functional["portal"]


@pytest.fixture
def job(portal):
    """A job of this test."""
    made = Count()
    getGlobalSiteManager().registerUtility(made, IJob, "tests.count")
    yield made
    getGlobalSiteManager().unregisterUtility(made, IJob, "tests.count")


def apart(function, *arguments):
    """Call in a thread, as a worker has its own."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(function, *arguments).result()


def perform(id):
    """Do a job as a worker does."""
    apart(performing.perform, id)
    transaction.begin()
    return jobs.state(id)


def sweep():
    """Take in the outbox as a worker does."""

    def take_in():
        with performing.site_of("/plone") as site:
            taken = outbox.take_in(site)
            transaction.commit()
            return taken

    found = apart(take_in)
    transaction.begin()
    return found


def count(portal):
    return IAnnotations(portal).get(KEY, {}).get("count", 0)


def test_whatever_does_jobs_keeps_the_contract(portal, job):
    assert verifyObject(IJobs, getUtility(IJobs))
    assert verifyObject(IJobs, jobs.AT_ONCE)
    for name, one in getGlobalSiteManager().getUtilitiesFor(IJob):
        # Each takes arguments of its own.
        assert callable(one.run), name
        assert one.title, name
        assert one.schedule in ("", *rules.SCHEDULES), name


def test_a_job_is_there_once_its_transaction_is_committed_and_not_before(portal, job):
    undone = jobs.queue("tests.count")
    assert jobs.state(undone).state == jobs.QUEUED
    transaction.abort()
    assert jobs.state(undone) is None
    id = jobs.queue("tests.count", by=3)
    assert store.state(id) is None
    transaction.commit()
    assert store.state(id).state == jobs.QUEUED
    done = perform(id)
    assert (done.state, done.done, done.total) == (jobs.DONE, 2, 2)
    assert done.result["user"] is None
    assert count(portal) == 3


def test_a_job_works_as_the_system_with_addresses_that_lead_to_the_portal(portal, job):
    api.portal.set_registry_record("ccsr.security.public_address", "https://ccsr.example/x")
    id = jobs.queue("tests.count")
    transaction.commit()
    assert perform(id).result["url"] == "https://ccsr.example/x"


def test_what_no_job_is_called_and_what_json_cannot_hold_is_refused_at_once(portal, job):
    with pytest.raises(LookupError):
        jobs.queue("tests.no-such-job")
    with pytest.raises(TypeError):
        jobs.queue("tests.count", by=object())


def test_a_job_whose_table_could_not_be_reached_after_the_commit_is_found_again(
    portal, job, monkeypatch
):
    with monkeypatch.context() as broken:
        broken.setenv("CCSR_DATABASE", "sqlite:////nowhere/at/all.sqlite")
        id = jobs.queue("tests.count")
        transaction.commit()
    assert store.state(id) is None
    assert jobs.state(id).state == jobs.QUEUED
    assert sweep() == 1
    assert perform(id).state == jobs.DONE
    assert (sweep(), count(portal)) == (0, 1)


def test_a_conflict_is_tried_again_and_nothing_is_done_twice(portal, job):
    job.raises = [ConflictError(), ConflictError()]
    id = jobs.queue("tests.count")
    transaction.commit()
    assert perform(id).state == jobs.DONE
    assert (job.runs, count(portal)) == (3, 1)


def test_what_fails_says_why_and_leaves_nothing(portal, job):
    job.raises = [ValueError("no such thing")]
    id = jobs.queue("tests.count")
    transaction.commit()
    failed = perform(id)
    assert (failed.state, failed.error) == (jobs.FAILED, "ValueError: no such thing")
    assert count(portal) == 0


def test_a_job_is_cancelled_before_it_begins_or_at_its_next_step(portal, job):
    waiting, running = jobs.queue("tests.count"), jobs.queue("tests.count")
    transaction.commit()
    assert jobs.cancel(waiting)
    assert perform(waiting).state == jobs.CANCELLED
    job.then = lambda: jobs.cancel(running)
    assert perform(running).state == jobs.CANCELLED
    assert (job.runs, count(portal)) == (1, 0)
    assert not jobs.cancel(running)


def test_of_jobs_that_are_done_one_at_a_time_the_second_waits_for_the_first(portal, job):
    job.alone = True
    first, second = jobs.queue("tests.count"), jobs.queue("tests.count")
    transaction.commit()
    states = []

    def meanwhile():
        if not states:
            performing.perform(second)
            states.append(store.state(second).state)

    job.then = meanwhile
    performing.perform(first)
    assert (states, job.runs) == ([jobs.QUEUED], 1)
    performing.perform(second)
    assert (store.state(second).state, job.runs) == (jobs.DONE, 2)


def test_what_a_job_keeps_stays_where_it_is_cancelled_after_that(portal, job):
    id = jobs.queue("tests.count")
    transaction.commit()
    claim = store.claim(id, performing.ME.id)
    with performing.site_of(claim.site) as site:
        IAnnotations(site)[KEY] = OOBTree({"count": 7})
        performing.Progress(claim).keep()
        jobs.cancel(id)
        IAnnotations(site)[KEY]["count"] = 8
        with pytest.raises(jobs.Cancelled):
            performing.Progress(claim).keep()
        transaction.abort()
    transaction.begin()
    assert IAnnotations(portal)[KEY]["count"] == 7


def test_progress_is_told_in_the_readers_language(portal, job):
    told = []
    id = jobs.queue("tests.count")
    job.then = lambda: told.append(store.state(id))
    transaction.commit()
    perform(id)
    [half] = told
    assert (half.done, half.total, dict(half.message.mapping)) == (1, 2, {"all": 2})


def lose_lease(id):
    with engine().begin() as connection:
        connection.execute(update(JOBS).where(JOBS.c.id == id).values(lease=0.0))


def test_what_a_dead_worker_had_begun_is_taken_up_and_the_dead_says_nothing_more(portal, job):
    id = jobs.queue("tests.count")
    transaction.commit()
    dead = store.claim(id, "dead")
    assert store.claim(id, "other") is None
    store.take_back([])
    assert jobs.state(id).state == jobs.RUNNING
    lose_lease(id)
    store.take_back([])
    assert perform(id).state == jobs.DONE
    assert not dead.tell(1, 2, "")
    assert not dead.end(jobs.FAILED)
    assert jobs.state(id).state == jobs.DONE


def test_a_worker_that_lost_its_lease_commits_nothing(portal, job):
    id = jobs.queue("tests.count")

    def taken_away():
        lose_lease(id)
        store.take_back([])

    job.then = taken_away
    transaction.commit()
    assert perform(id).state == jobs.QUEUED
    assert count(portal) == 0
    job.then = lambda: None
    assert perform(id).state == jobs.DONE
    assert count(portal) == 1


def test_what_a_thread_left_without_a_word_is_taken_up_though_its_worker_lives(
    portal, job, monkeypatch
):
    id = jobs.queue("tests.count")
    transaction.commit()

    def unreachable(*_arguments, **_options):
        raise OperationalError("", {}, OSError())

    with monkeypatch.context() as away:
        away.setattr(store.Claim, "end", unreachable)
        away.setattr(store.Claim, "put_back", unreachable)
        with pytest.raises(OperationalError):
            perform(id)
    assert jobs.state(id).state == jobs.RUNNING
    lose_lease(id)
    store.renew(performing.ME.id, list(performing.AT_WORK))
    store.take_back([])
    assert perform(id).state == jobs.DONE
    assert (job.runs, count(portal)) == (1, 1)


def test_what_a_worker_does_is_left_to_it(portal, job):
    id = jobs.queue("tests.count")

    def beat():
        lose_lease(id)
        store.renew(performing.ME.id, list(performing.AT_WORK))
        store.take_back([])

    job.then = beat
    transaction.commit()
    assert perform(id).state == jobs.DONE
    assert not performing.AT_WORK


def test_a_job_waits_for_the_database_however_long_it_is_away(portal, job):
    job.raises = [ClientDisconnected() for _ in range(2 * store.MOST_TRIES)]
    id = jobs.queue("tests.count")
    transaction.commit()
    while job.raises:
        assert perform(id).state == jobs.QUEUED
        with engine().begin() as connection:
            connection.execute(update(JOBS).values(not_before=0.0))
    assert perform(id).state == jobs.DONE
    assert count(portal) == 1


def test_a_job_that_finds_no_mail_server_is_tried_again_and_at_last_given_up(portal, job):
    job.raises = [ConnectionRefusedError("nobody there") for _ in range(store.MOST_TRIES)]
    id = jobs.queue("tests.count")
    transaction.commit()
    for _ in range(store.MOST_TRIES - 1):
        assert perform(id).state == jobs.QUEUED
        with engine().begin() as connection:
            connection.execute(update(JOBS).values(not_before=0.0))
    given_up = perform(id)
    assert (given_up.state, given_up.error) == (jobs.FAILED, "nobody there")
    assert count(portal) == 0


def test_what_was_committed_before_its_worker_ended_is_not_done_again(portal, job):
    id = jobs.queue("tests.count")
    transaction.commit()
    store.claim(id, "dead")
    IAnnotations(portal).setdefault(KEY, OOBTree())["count"] = 1
    once.note(portal, id, {"told": "once"})
    transaction.commit()
    store.take_back(["dead"])
    assert perform(id).result == {"told": "once"}
    assert (job.runs, count(portal)) == (0, 1)


def test_a_job_that_ends_its_worker_each_time_is_given_up(portal, job):
    id = jobs.queue("tests.count")
    transaction.commit()
    for _ in range(store.MOST_TRIES):
        assert store.claim(id, "dead")
        store.take_back(["dead"])
    assert jobs.state(id).state == jobs.FAILED
    assert jobs.state(id).error == store.WORKERS_ENDED


def test_a_worker_that_ended_is_known_by_its_lock(portal):
    one, other = workers.Worker(), workers.Worker()
    one.begin()
    other.begin()
    assert workers.dead() == []
    assert workers.is_heard_of()
    one.end()
    assert workers.dead() == []
    assert workers.is_heard_of()
    other.end()
    assert not workers.is_heard_of()


MONDAY = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("schedule", "moment", "name"),
    [
        ("minutely", "2026-11-23T01:30:59+00:00", "2026-11-23T01:30"),
        ("hourly", "2026-11-23T01:59:00+00:00", "2026-11-23T01"),
        ("nightly", "2026-11-23T01:59:00+00:00", "2026-11-22"),
        ("nightly", "2026-11-23T02:00:00+00:00", "2026-11-23"),
        # Summer time: two o'clock in Wales is one o'clock UTC.
        ("nightly", "2026-07-01T01:00:00+00:00", "2026-07-01"),
        ("nightly", "2026-07-01T00:59:00+00:00", "2026-06-30"),
        ("monthly", "2026-12-01T01:59:00+00:00", "2026-11"),
        ("monthly", "2026-12-01T02:00:00+00:00", "2026-12"),
    ],
)
def test_a_period_begins_by_the_clock_in_wales(schedule, moment, name):
    assert rules.period(schedule, datetime.fromisoformat(moment)) == name


def at(text):
    return "tests.count" in timetable.queue_due("/plone", datetime.fromisoformat(text + "+00:00"))


def end_all():
    for id in store.queued("/plone"):
        store.claim(id, "one").end(jobs.DONE)


def test_each_period_is_done_once_and_a_missed_one_is_made_up_for_once(portal, job):
    job.schedule = "nightly"
    # A new job starts with the next night; then once a night, with however many workers.
    assert not at("2026-11-20T12:00")
    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(at, ["2026-11-21T02:00"] * 4)) == 1
    assert not at("2026-11-21T23:00")
    # One that is not done yet is not queued again.
    assert not at("2026-11-22T02:00")
    end_all()
    assert at("2026-11-25T14:00")
    end_all()
    assert not at("2026-11-25T23:00")


def test_without_a_worker_of_the_site_a_job_is_done_with_the_transaction(portal, job):
    site_manager = getGlobalSiteManager()
    there = getUtility(IJobs)
    site_manager.unregisterUtility(there, IJobs)
    try:
        id = jobs.queue("tests.count", by=2)
        assert count(portal) == 0
        transaction.commit()
        assert jobs.state(id).state == jobs.DONE
    finally:
        site_manager.registerUtility(there, IJobs)
    assert count(portal) == 2
