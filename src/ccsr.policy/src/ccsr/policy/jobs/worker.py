"""``bin/worker``: does jobs, beside the portal or on a host of its own.

``bin/ccsr run`` starts one. Several may run; each job is done by one of them.
"""

from ccsr.policy import metrics
from ccsr.policy.commands import instance
from ccsr.policy.processes import lifeline
from ccsr.policy.processes import storage
from datetime import datetime
from datetime import UTC
from threading import Event

import click
import logging
import os
import signal
import time


logger = logging.getLogger("ccsr.jobs")

#: Jobs done at the same time: a long one leaves room for the others.
THREADS = 2
#: Seconds between looks at the table, the timetable and the outbox.
A_BEAT = 5.0
#: Seconds in which huey looks for new ids while there are none.
A_LOOK = 1.0
AN_HOUR = 60 * 60.0
#: Behind the portal, which somebody waits for.
NICE = 5


@click.command()
@click.option(lifeline.OPTION, "is_attached", is_flag=True, hidden=True)
def main(is_attached: bool) -> None:
    """Do the jobs of the portal until interrupted."""
    lifeline.follow()
    os.nice(NICE)
    try:
        server = None if is_attached else storage.started()
        storage.wait(server)
        instance.wsgi_app(is_shared=True, log="worker.log")
    except instance.DatabaseInUse:
        raise instance.CannotRun("Another command has the database open.") from None
    tell_figures(is_attached)
    work()


def tell_figures(is_attached: bool) -> None:
    """Serve this process's figures, where they are on."""
    try:
        metrics.start()
    except instance.CannotRun as error:
        if not is_attached:
            raise
        # Nobody named this port; jobs are done all the same.
        logger.error("%s", error.message)


def work() -> None:
    """Do jobs until a signal comes."""
    from ccsr.policy.jobs import transport
    from ccsr.policy.jobs.performing import ME
    from huey.consumer import Consumer

    stop = Event()
    consumer = Consumer(
        transport.queue(), workers=THREADS, periodic=False, max_delay=A_LOOK, scheduler_interval=60
    )
    # It would tell of every job of every minute.
    logging.getLogger("huey").setLevel(logging.WARNING)
    ME.begin()
    consumer.start()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    beats = Beats()
    while not stop.is_set():
        beats.beat()
        consumer.check_worker_health()
        stop.wait(A_BEAT)
    consumer.stop()
    ME.end()
    # What was begun is not waited for: the next worker takes it up.
    logging.shutdown()
    os._exit(0)


class Beats:
    """What a worker looks after every few seconds."""

    def __init__(self) -> None:
        self._purged = 0.0

    def beat(self) -> None:
        """Look after everything once."""
        from ccsr.policy.processes.away import AWAY
        from sqlalchemy.exc import SQLAlchemyError
        from ZODB.POSException import ConflictError

        try:
            self._beat()
        except (*AWAY, SQLAlchemyError, ConflictError, OSError) as error:
            logger.warning("The worker could not look after its jobs: %s", error)

    def _beat(self) -> None:
        from ccsr.policy.jobs import store
        from ccsr.policy.jobs import workers
        from ccsr.policy.jobs.performing import AT_WORK
        from ccsr.policy.jobs.performing import ME

        ME.beat()
        store.renew(ME.id, list(AT_WORK))
        gone = workers.dead()
        store.take_back(gone)
        workers.forget(gone)
        sweep(f"/{instance.SITE}")
        if time.monotonic() - self._purged > AN_HOUR or not self._purged:
            self._purged = time.monotonic()
            store.purge()


def sweep(path: str) -> None:
    """Take in the outbox of a site, queue what is due, and hand huey what it lacks."""
    from ccsr.policy.jobs import outbox
    from ccsr.policy.jobs import performing
    from ccsr.policy.jobs import store
    from ccsr.policy.jobs import timetable
    from ccsr.policy.jobs import transport

    import transaction

    if not is_made(path):
        return
    with performing.site_of(path) as site:
        if outbox.take_in(site):
            transaction.get().note("jobs taken in")
            transaction.commit()
        timetable.queue_due(path, datetime.now(UTC))
    for id in store.to_send():
        transport.send(id)


def is_made(path: str) -> bool:
    """Return whether the site is there, and with all of its demo."""
    from ccsr.policy.demo.site import is_unfinished

    with instance.root() as app:
        # The worker's own question, at its start: it answers nobody.
        site = app.unrestrictedTraverse(path, None)
        return site is not None and not is_unfinished(site)


def perform_queued(path: str) -> int:
    """Do all that is queued for a site in this thread, as a worker would; return how many."""
    from ccsr.policy.jobs import outbox
    from ccsr.policy.jobs import performing
    from ccsr.policy.jobs import store

    import transaction

    with performing.site_of(path) as site:
        outbox.take_in(site)
        transaction.commit()
    found = store.queued(path)
    for id in found:
        performing.perform(id)
    return len(found)
