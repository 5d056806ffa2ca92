"""Figures that are looked up when they are asked for."""

from ccsr.policy.commands import instance
from ccsr.policy.jobs import store
from ccsr.policy.jobs import workers
from ccsr.policy.processes.away import AWAY
from ccsr.policy.record import guard
from ccsr.policy.record.writer import writer
from ccsr.search.interfaces import IIndexStatus
from collections.abc import Iterator
from contextlib import closing
from prometheus_client import REGISTRY
from prometheus_client.core import GaugeMetricFamily as Gauge
from sqlalchemy.exc import SQLAlchemyError
from transaction import TransactionManager
from ZODB.POSException import POSError

import logging
import time
import Zope2


logger = logging.getLogger("ccsr.metrics")
INDEX = "SearchableText"
#: What keeps one group of figures from being told does not keep the others.
TROUBLE = (*AWAY, OSError, POSError, SQLAlchemyError)


class Figures:
    """The collector; a group that cannot be looked up now is left out and says so."""

    def collect(self) -> Iterator[Gauge]:
        """Yield each figure with its values."""
        down = Gauge("ccsr_figures_missing", "Whether figures could not be read.", labels=["group"])
        for group in (jobs, database, record, text_index):
            try:
                found = list(group())
            except TROUBLE as error:
                logger.warning("The figures of %s cannot be read: %s", group.__name__, error)
                found = []
                down.add_metric([group.__name__], 1)
            else:
                down.add_metric([group.__name__], 0)
            yield from found
        yield down


def jobs() -> Iterator[Gauge]:
    """Yield jobs by state, and for how long no worker was heard of."""
    counted = Gauge("ccsr_jobs", "Jobs by state.", labels=["state"])
    for state, count in store.counts().items():
        counted.add_metric([state], count)
    yield counted
    last = workers.last_heard_of()
    if last is not None:
        yield _one("ccsr_worker_silent_seconds", "Since a worker was heard of.", time.time() - last)


def database() -> Iterator[Gauge]:
    """Yield what this process keeps of the database in memory, and what it loads."""
    db = Zope2.DB
    yield _one("ccsr_database_cache_objects", "Objects in memory.", db.cacheSize())
    yield _one("ccsr_database_cache_most", "Objects kept per connection.", db.getCacheSize())
    yield _one("ccsr_database_connections", "Open connections.", len(db.connectionDebugInfo()))
    yield _one("ccsr_database_bytes", "Size of the database without files.", db.getSize())
    activity = db.getActivityMonitor()
    if activity is not None:
        lately = activity.getActivityAnalysis(divisions=1)[-1]
        yield _one("ccsr_database_loads", "Objects loaded in five minutes.", lately["loads"])
        yield _one("ccsr_database_stores", "Objects stored in five minutes.", lately["stores"])


def record() -> Iterator[Gauge]:
    """Yield what the writer of the record has not written yet."""
    own = writer()
    yield _one("ccsr_record_waiting", "Bytes of the record not in its tables.", own.waiting())
    yield _one("ccsr_record_troubled", "Whether it cannot be written.", bool(own.trouble))
    yield _one("ccsr_record_failures", "Lines that failed since the start.", len(guard.FAILURES))


def text_index() -> Iterator[Gauge]:
    """Yield how far the text index of this host is behind the database."""
    with closing(Zope2.DB.open(TransactionManager())) as connection:
        site = connection.root()["Application"].get(instance.SITE)
        index = site and site.portal_catalog._catalog.indexes.get(INDEX)
        if not IIndexStatus.providedBy(index):
            return
        status = index.status()
        yield _one("ccsr_index_documents", "Documents in the text index.", status.documents)
        yield _one("ccsr_index_behind", "Documents not in its folder yet.", status.behind)
        yield _one("ccsr_index_bytes", "Size of its folder.", status.size)


def _one(name: str, text: str, value: float) -> Gauge:
    return Gauge(name, text, value=float(value))


def register() -> None:
    """Have the figures told."""
    from ZODB.ActivityMonitor import ActivityMonitor

    if Zope2.DB.getActivityMonitor() is None:
        Zope2.DB.setActivityMonitor(ActivityMonitor())
    REGISTRY.register(Figures())
