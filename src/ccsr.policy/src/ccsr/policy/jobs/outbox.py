"""What a transaction queues, kept in the database itself until the table has it.

So a job is queued if and only if what asked for it is committed: also where the
process ends between the two, a worker finds it here.
"""

from BTrees.OOBTree import OOBTree
from ccsr.content.interfaces import IJobs
from ccsr.content.jobs import JobState
from ccsr.content.jobs import QUEUED
from ccsr.policy.jobs import store
from ccsr.policy.jobs import transport
from ccsr.policy.jobs import workers
from plone import api
from sqlalchemy.exc import SQLAlchemyError
from uuid import uuid4
from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer

import logging
import sqlite3
import transaction


logger = logging.getLogger(__name__)

KEY = "ccsr.policy.jobs.outbox"
#: Never taken out, since a tree that was emptied is in everybody's way.
BOTTOM = ""


@implementer(IJobs)
class Jobs:
    """The jobs of a site that has a worker."""

    def add(self, name, arguments, account):
        """Queue a job with the transaction."""
        site, id = api.portal.get(), uuid4().hex
        waiting = IAnnotations(site).setdefault(KEY, OOBTree({BOTTOM: None}))
        waiting[id] = (name, arguments, account)
        path = "/".join(site.getPhysicalPath())
        told = (id, name, path, arguments, account)
        transaction.get().addAfterCommitHook(_committed, told)
        return id

    def state(self, id):
        """Return how far a job is."""
        found = store.state(id)
        if found is None:
            waiting = IAnnotations(api.portal.get()).get(KEY, {}).get(id)
            found = waiting and JobState(id, waiting[0], QUEUED, account=waiting[2])
        return found

    def cancel(self, id):
        """Cancel a job."""
        return store.cancel(id)

    def is_working(self):
        """Return whether a worker was heard of lately."""
        return workers.is_heard_of()


def _committed(success, *told):
    if not success:
        return
    try:
        store.add(*told)
        transport.send(told[0])
    except (SQLAlchemyError, OSError, sqlite3.Error) as error:
        # It stands in the outbox and is found there.
        logger.warning("A job is queued later: %s", error)


def take_in(site) -> int:
    """Put what waits in the outbox of a site into the table; return how many."""
    waiting = IAnnotations(site).get(KEY, {})
    found = [(id, told) for id, told in waiting.items() if told is not None]
    path = "/".join(site.getPhysicalPath())
    for id, (name, arguments, account) in found:
        store.add(id, name, path, arguments, account)
    for id, _told in found:
        del waiting[id]
    return len(found)
