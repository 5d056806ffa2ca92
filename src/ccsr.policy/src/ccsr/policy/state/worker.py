"""The worker: whether somebody is there to do jobs, and what became of them."""

from ccsr.content.browser import display
from ccsr.content.jobs import FAILED
from ccsr.content.jobs import QUEUED
from ccsr.policy import _
from ccsr.policy.alerts import store as alerts
from ccsr.policy.jobs import store
from ccsr.policy.jobs import workers
from ccsr.policy.state import Check
from ccsr.policy.state import LATE
from ccsr.policy.state import OK
from ccsr.policy.state import Row
from ccsr.policy.state import WARN
from datetime import datetime
from datetime import UTC
from zope.i18nmessageid import Message

import time


HEARD = _("state_worker_heard", default="Worker")
WORKS = _("state_worker_works", default="Working")
NEVER = _("state_worker_never", default="None is running")
SILENT = _("state_worker_silent", default="Not heard of since ${moment}")
ADVICE = _(
    "state_worker_advice",
    default="Alerts are not sent, files are not read and imports wait; nothing is lost. “bin/ccsr "
    "run” starts a worker with the portal, “bin/worker” starts one alone. The log worker.log "
    "says why one ended.",
)
STARTING = _("state_worker_starting", default="Starting")
WAITING = _("state_worker_waiting", default="Jobs that wait")
FAILURES = _("state_worker_failed", default="Jobs that failed in the last 30 days")
FAILURES_ADVICE = _(
    "state_worker_failed_advice_page",
    default="The page “Jobs” of the site setup says why, and has them done anew.",
)
UNSURE = _("state_worker_unsure", default="Alerts of which the mail server gave no answer")
UNSURE_ADVICE = _(
    "state_worker_unsure_advice",
    default="They may or may not have been delivered, and are not sent again. Their readers find "
    "them under Alerts.",
)
#: Seconds after its start in which the portal has not started its worker yet.
PATIENCE = 90.0
_BEGAN = time.monotonic()


class Worker(Check):
    """The last sign of life, and numbers."""

    title = _("state_worker", default="Jobs")
    weight = 15

    def rows(self, request):
        """Return a row for each."""
        yield self.heard(request)
        counts = store.counts()
        yield Row("waiting", WAITING, str(counts.get(QUEUED, 0)))
        if counts.get(FAILED):
            yield Row("failed", FAILURES, str(counts[FAILED]), WARN, FAILURES_ADVICE)
        unsure = alerts.unsure()
        if unsure:
            yield Row("unsure", UNSURE, str(unsure), WARN, UNSURE_ADVICE)

    def heard(self, request):
        """Return the row of the last sign of life."""
        if workers.is_heard_of():
            return Row("heard", HEARD, WORKS, OK)
        if time.monotonic() - _BEGAN < PATIENCE:
            return Row("heard", HEARD, STARTING, OK)
        last = workers.last_heard_of()
        if last is None:
            return Row("heard", HEARD, NEVER, LATE, ADVICE)
        moment = display.moment(datetime.fromtimestamp(last, UTC), request)
        return Row("heard", HEARD, Message(SILENT, mapping={"moment": moment}), LATE, ADVICE)
