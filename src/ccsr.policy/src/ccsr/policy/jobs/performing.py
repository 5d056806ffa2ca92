"""Doing one job: as the system, in a transaction that is tried again on conflicts."""

from ccsr.content.interfaces import IJob
from ccsr.content.jobs import CANCELLED
from ccsr.content.jobs import Cancelled
from ccsr.content.jobs import DONE
from ccsr.content.jobs import FAILED
from ccsr.policy import address
from ccsr.policy.commands import instance
from ccsr.policy.jobs import once
from ccsr.policy.jobs import store
from ccsr.policy.jobs import transport
from ccsr.policy.jobs.store import Claim
from ccsr.policy.jobs.workers import Worker
from ccsr.policy.processes.away import AWAY
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from plone.browserlayer.layer import mark_layer
from Products.CMFCore.indexing import processQueue
from smtplib import SMTPException
from sqlalchemy.exc import OperationalError
from threading import Lock
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit
from ZODB.POSException import ConflictError
from zope.component import getUtility
from zope.component import queryUtility
from zope.component.hooks import setSite
from zope.globalrequest import clearRequest
from zope.globalrequest import setRequest

import logging
import random
import time
import transaction


logger = logging.getLogger(__name__)

#: How often a job is done anew because somebody else changed the same.
MOST_CONFLICTS = 10
#: Seconds until it is tried again where the database cannot be reached; where the tables or the
#: mail server cannot, each time four times as long.
LATER, LONGER = 10.0, 4
#: What a job cannot help, and what may have passed a little later.
ELSEWHERE = (
    *AWAY,
    ConflictError,
    OperationalError,
    SMTPException,
    ConnectionError,
    TimeoutError,
)
#: Seconds between two looks at the table while a job tells how far it is.
A_LOOK = 0.5

#: This process; what it begins is its own until it ends.
ME = Worker()
#: Ids of what its threads are at. What a thread left without a word is taken back.
AT_WORK: set[str] = set()
#: Name of a job that is done one at a time → held while one is done.
TURNS: dict[str, Lock] = defaultdict(Lock)


class Lost(Exception):
    """Another worker has the job."""


class Progress:
    """Keeps how far a job is, and ends it where it was cancelled."""

    def __init__(self, claim: Claim) -> None:
        self.claim = claim
        self._looked = 0.0

    def __call__(self, done: int, total: int, message: Any = "") -> None:
        """Tell; raises Cancelled."""
        now = time.monotonic()
        if now - self._looked < A_LOOK and done < total:
            return
        self._looked = now
        if not self.claim.tell(done, total, message):
            raise Cancelled(self.claim.id)

    def keep(self) -> None:
        """Commit what was done so far; raises Cancelled."""
        processQueue()
        _commit(self.claim)


def perform(id: str) -> None:
    """Do a job that is queued; whatever becomes of it stands in the table."""
    name = _waits_its_turn(id)
    if not name:
        _begin(id)
    elif TURNS[name].acquire(blocking=False):
        try:
            _begin(id)
        finally:
            TURNS[name].release()
        for following in store.queued_as(name)[:1]:
            transport.send(following)


def _waits_its_turn(id: str) -> str:
    """Return the name of a job that is done one at a time, '' for any other."""
    state = store.state(id)
    job = state and queryUtility(IJob, state.name)
    return state.name if state and job and job.alone else ""


def _begin(id: str) -> None:
    claim = store.claim(id, ME.id)
    if claim is None:
        return
    AT_WORK.add(id)
    try:
        _perform(claim)
    finally:
        AT_WORK.discard(id)


def _perform(claim: Claim) -> None:
    try:
        claim.end(DONE, result=_done(claim))
    except Cancelled:
        claim.end(CANCELLED)
    except Lost:
        logger.warning("%s (%s) was given to another worker", claim.name, claim.id)
    except ELSEWHERE as error:
        _later(claim, error)
    except Exception as error:  # whatever a job raises, administrators are told; the next is done
        logger.exception("The job %s (%s) failed", claim.name, claim.id)
        claim.end(FAILED, error=f"{type(error).__name__}: {error}")


def _later(claim: Claim, error: Exception) -> None:
    logger.warning("%s (%s) is tried again later: %s", claim.name, claim.id, error)
    if isinstance(error, AWAY):
        # However long the database is away: it is not the job that ends its worker.
        claim.put_back(str(error), LATER, tries=1)
    elif claim.tries < store.MOST_TRIES:
        claim.put_back(str(error), LATER * LONGER ** (claim.tries - 1), tries=claim.tries)
    else:
        claim.end(FAILED, error=str(error))


def _done(claim: Claim) -> Any:
    for conflicts in range(MOST_CONFLICTS):
        try:
            with site_of(claim.site) as site:
                return _run(site, claim)
        except ConflictError:
            if conflicts == MOST_CONFLICTS - 1:
                raise
            time.sleep(random.uniform(0, 0.1 * 2**conflicts))
    raise AssertionError


def _run(site: Any, claim: Claim) -> Any:
    found = once.noted(site, claim.id) if claim.tries > 1 else None
    if found:
        return found[0]
    transaction.get().note(f"job {claim.name}")
    result = getUtility(IJob, claim.name).run(site, Progress(claim), **claim.arguments)
    processQueue()
    once.note(site, claim.id, result)
    _commit(claim)
    return result


def _commit(claim: Claim) -> None:
    if not claim.is_held():
        raise Cancelled if _end_as_cancelled(claim) else Lost
    transaction.commit()


def _end_as_cancelled(claim: Claim) -> bool:
    return claim.end(CANCELLED)


@contextmanager
def site_of(path: str) -> Iterator[Any]:
    """Yield a site as a request of the system would have it, with addresses that lead there."""
    with instance.root() as app:
        # Only the site, for the system: what a job may see is its own affair.
        site = app.unrestrictedTraverse(path)
        request = app.REQUEST
        setRequest(request)
        try:
            setSite(site)
            # What copies a request asks it for this.
            request["PARENTS"] = [app]
            _at_address(request, site)
            mark_layer(site, SimpleNamespace(request=request))
            yield site
        finally:
            clearRequest()


def _at_address(request: Any, site: Any) -> None:
    """Let ``absolute_url`` be what somebody outside can open."""
    parts = urlsplit(address.site_address())
    request.setServerURL(parts.scheme, parts.hostname, parts.port)
    request.other["VirtualRootPhysicalPath"] = site.getPhysicalPath()
    request._script[:] = [part for part in parts.path.split("/") if part]
