"""Recording never fails what it watches."""

from functools import wraps

import logging


logger = logging.getLogger("ccsr.record")

#: The last calls that failed in this process; the state of the site tells of them.
FAILURES: list[str] = []
MOST = 10


def unfailing(handler):
    """Return a handler that logs whatever goes wrong in it, and tells administrators.

    A record that stops the portal is one that somebody will switch off.
    """

    @wraps(handler)
    def handled(*args):
        try:
            handler(*args)
        except Exception as error:
            logger.exception("Something could not be recorded")
            FAILURES[:] = [*FAILURES, repr(error)][-MOST:]

    return handled
