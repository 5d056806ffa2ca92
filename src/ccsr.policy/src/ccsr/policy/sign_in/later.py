"""Work that follows a request, in a thread and a transaction of its own.

What it costs is no part of any answer's time. It is lost when the process ends
before it is done.
"""

from queue import SimpleQueue
from Testing.makerequest import makerequest
from threading import Lock
from threading import Thread
from transaction.interfaces import TransientError
from zope.component.hooks import setSite

import logging
import transaction
import Zope2


logger = logging.getLogger(__name__)

TRIES = 3

_jobs: SimpleQueue = SimpleQueue()
_lock = Lock()
_threads: list[Thread] = []


def do(job) -> None:
    """Call ``job(app)`` soon, with the root of Zope, and commit."""
    _jobs.put(job)
    with _lock:
        if not any(thread.is_alive() for thread in _threads):
            thread = Thread(target=_work, name="ccsr-later", daemon=True)
            _threads[:] = [thread]
            thread.start()


def _work():
    while True:
        job = _jobs.get()
        try:
            _run(job)
        except Exception:
            # The thread goes on with the next job.
            logger.exception("Not done: %r", getattr(job, "func", job))


def _run(job):
    for left in reversed(range(TRIES)):
        app = makerequest(Zope2.app())
        try:
            job(app)
            transaction.commit()
        except TransientError:
            if not left:
                raise
        else:
            return
        finally:
            setSite(None)
            transaction.abort()
            app._p_jar.close()
