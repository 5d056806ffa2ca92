"""Long work, done apart from the request that asks for it.

A job is a named utility for ``IJob``, best a subclass of ``Job``. ``queue`` asks for
one; the site's ``IJobs`` does it in another process once the transaction is
committed. Where there is no such utility the job is done at once, with the
transaction that asked. What a job tells is shown to users only as far as they may
see it: a job works as the system.
"""

from AccessControl.SecurityManagement import getSecurityManager
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import setSecurityManager
from AccessControl.SpecialUsers import system
from ccsr.content.interfaces import IJob
from ccsr.content.interfaces import IJobs
from dataclasses import dataclass
from dataclasses import replace
from plone import api
from typing import Any
from uuid import uuid4
from zope.component import getUtility
from zope.component import queryUtility
from zope.interface import implementer

import json
import transaction


QUEUED, RUNNING, DONE, FAILED, CANCELLED = STATES = (
    "queued",
    "running",
    "done",
    "failed",
    "cancelled",
)
#: It goes no further from here.
ENDED = frozenset((DONE, FAILED, CANCELLED))


class Cancelled(Exception):
    """Raised by ``progress`` in a job that was cancelled; what it did is undone."""


@dataclass(frozen=True)
class JobState:
    """How far a job is: ``done`` of ``total`` (0 where that is not known).

    ``result`` is what it returned, as JSON has it; ``error`` is for administrators;
    ``account`` is who asked for it, '' for the timetable.
    """

    id: str
    name: str
    state: str
    done: int = 0
    total: int = 0
    message: str = ""
    result: Any = None
    error: str = ""
    account: str = ""


@implementer(IJob)
class Job:
    """Base of jobs: one that nobody calls but ``queue``."""

    title: Any = ""
    schedule = ""
    alone = False

    def run(self, site: Any, progress: Any, **arguments: Any) -> Any:
        """Do it; return what is to be kept as its result."""
        raise NotImplementedError


def queue(name: str, **arguments: Any) -> str:
    """Ask for a job; return its id. Nothing is done where the transaction is aborted.

    Arguments are what JSON can hold, and no personal text: ids, UIDs, numbers.
    """
    getUtility(IJob, name)
    found = json.loads(json.dumps(arguments))
    return _jobs().add(name, found, _account())


def state(id: str) -> JobState | None:
    """Return how far a job is, None where there is none (any more)."""
    return _jobs().state(id)


def cancel(id: str) -> bool:
    """Cancel a job; return whether that was still possible. A running one ends at its next step."""
    return _jobs().cancel(id)


def is_working() -> bool:
    """Return whether somebody was lately there to do jobs: what a page offers may have to wait."""
    return _jobs().is_working()


def _jobs() -> Any:
    return queryUtility(IJobs) or AT_ONCE


def _account() -> str:
    user = getSecurityManager().getUser()
    return user.getId() or "" if user else ""


@implementer(IJobs)
class AtOnce:
    """Does each job when the transaction that asks for it commits, and within it."""

    #: States that are kept.
    most = 100

    def __init__(self) -> None:
        self._states: dict[str, JobState] = {}

    def add(self, name: str, arguments: dict[str, Any], account: str) -> str:
        """Do it before the commit."""
        made = JobState(uuid4().hex, name, QUEUED, account=account)
        self._keep(made)
        transaction.get().addBeforeCommitHook(self._run, (made, api.portal.get(), arguments))
        return made.id

    def state(self, id: str) -> JobState | None:
        """Return the state, of the last jobs only."""
        return self._states.get(id)

    def cancel(self, id: str) -> bool:
        """Cancel one that has not begun."""
        found = self._states.get(id)
        if found is None or found.state != QUEUED:
            return False
        self._keep(replace(found, state=CANCELLED))
        return True

    def is_working(self) -> bool:
        """Whoever asks does it."""
        return True

    def _run(self, made: JobState, site: Any, arguments: dict[str, Any]) -> None:
        if self._states[made.id].state == CANCELLED:
            return
        before = getSecurityManager()
        # As a worker does it, whoever asks; it answers nobody.
        newSecurityManager(None, system)
        try:
            result = getUtility(IJob, made.name).run(site, UNSEEN, **arguments)
        finally:
            setSecurityManager(before)
        self._keep(replace(made, state=DONE, result=json.loads(json.dumps(result))))

    def _keep(self, state: JobState) -> None:
        self._states[state.id] = state
        while len(self._states) > self.most:
            self._states.pop(next(iter(self._states)))


class Unseen:
    """Takes the progress of a job that is over before anybody can look."""

    def __call__(self, done: int, total: int, message: str = "") -> None:
        """Take it."""

    def keep(self) -> None:
        """Nothing is committed before the transaction that asked is."""


UNSEEN = Unseen()
AT_ONCE = AtOnce()
