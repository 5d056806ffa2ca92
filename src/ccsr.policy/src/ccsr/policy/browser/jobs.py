"""``@@jobs``: what the worker does, has done and will do, for administrators."""

from ccsr.content import jobs
from ccsr.content.browser.listing import Listing
from ccsr.content.browser.page import full_name
from ccsr.content.browser.rows import start
from ccsr.content.interfaces import IJob
from ccsr.content.noted import note
from ccsr.policy import _
from ccsr.policy.jobs import desk
from ccsr.policy.jobs import store
from ccsr.policy.jobs import texts
from ccsr.policy.jobs import workers
from datetime import datetime
from datetime import UTC
from functools import cached_property
from plone.batching import Batch
from plone.protect import CheckAuthenticator
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zExceptions import NotFound
from zope.component import queryUtility


STATES = {
    jobs.QUEUED: (_("job_queued", default="Waiting"), "warn"),
    jobs.RUNNING: (_("job_running", default="Running"), "ok"),
    jobs.DONE: (_("job_done", default="Done"), "ok"),
    jobs.FAILED: (_("job_failed", default="Failed"), "late"),
    jobs.CANCELLED: (_("job_cancelled", default="Cancelled"), "warn"),
}
SCHEDULES = {
    "minutely": _("job_minutely", default="Every minute"),
    "hourly": _("job_hourly", default="Every hour"),
    "nightly": _("job_nightly", default="Every night"),
    "monthly": _("job_monthly", default="Every month"),
}
SAID = {
    "retried": _("job_said_retried", default="It waits to be done again."),
    "cancelled": _("job_said_cancelled", default="It is cancelled, or ends at its next step."),
    "asked": _("job_said_asked", default="It waits to be done now."),
    "late": _("job_said_late", default="That was not possible any more: look at its state."),
}


class Jobs(Listing):
    """The page; each button of its forms is an ``action``."""

    page = ViewPageTemplateFile("templates/jobs.pt")
    page_title = _("jobs_title", default="Jobs")
    size = 25

    def __call__(self):
        """Do what is asked, then show how things stand."""
        if self.request.method != "POST":
            return self.page()
        # Jobs are in a database of their own, of whose changes plone.protect knows nothing.
        CheckAuthenticator(self.request)
        action = ACTIONS.get(self.asked("action"))
        if action is None:
            raise NotFound(self.__name__)
        self.request.response.redirect(self.url(said=action(self)))
        return ""

    # -- what may be asked ----------------------------------------------------

    def retry(self):
        """Do one anew that failed or was cancelled."""
        return self._done("retried", desk.retry(self.site, self.asked("id")))

    def retry_failed(self):
        """Do everything anew that failed."""
        return self._done("retried", desk.retry_failed(self.site) > 0)

    def cancel(self):
        """Cancel one that waits or runs."""
        return self._done("cancelled", store.cancel(self.asked("id")))

    def ask(self):
        """Have a job of the timetable done now."""
        name = self.asked("name")
        job = queryUtility(IJob, name)
        if job is None or not job.schedule:
            raise NotFound(name)
        jobs.queue(name)
        return self._done("asked", True)

    def _done(self, what, was_possible):
        note("job-ordered", what=self.asked("action"), job=self.asked("id") or self.asked("name"))
        return what if was_possible else "late"

    # -- what is shown --------------------------------------------------------

    @cached_property
    def site(self):
        """The path of the site, by which jobs are kept."""
        return "/".join(self.context.getPhysicalPath())

    def url(self, **query):
        """Return the address of the page with its filter."""
        asked = {"state": self.asked("state"), **query}
        return self.address(**{"b_start": None, "said": None, "action": None, **asked})

    @property
    def filters(self):
        """Return the filters in force."""
        return {name: self.asked(name) for name in ("state",)}

    def said(self):
        """Return the sentence about what was done last."""
        return SAID.get(self.asked("said"))

    @cached_property
    def counts(self):
        """How many jobs there are in each state."""
        return desk.counts(self.site)

    def choices(self):
        """Return the states to choose from, with how many there are in each."""
        chosen = self.asked("state")
        yield self._choice("", _("jobs_all", default="All"), sum(self.counts.values()), chosen)
        for state, (title, _flag) in STATES.items():
            yield self._choice(state, title, self.counts.get(state, 0), chosen)

    def _choice(self, state, title, count, chosen):
        url = self.url(state=state or None)
        return {"title": title, "count": count, "url": url, "is_chosen": state == chosen}

    def update(self):
        """Return the page of the list that is asked for."""
        state, first = self.asked("state"), start(self.request)
        known = state in STATES
        total = self.counts.get(state, 0) if known else sum(self.counts.values())
        found = desk.listed(self.site, state if known else "", first, self.size)
        return Batch(Page(first, total, [self.row(one) for one in found]), self.size, first)

    def row(self, found):
        """Return a job as it is shown."""
        state = store.as_state(found)
        word, flag = STATES[state.state]
        return {
            "id": state.id,
            "title": self.job_title(state.name),
            "word": word,
            "flag": flag,
            "done": state.done,
            "total": state.total,
            "is_running": state.state == jobs.RUNNING,
            "message": texts.read(found.message),
            "error": state.error,
            "tries": found.tries,
            "account": full_name(state.account),
            "queued": self.when(found.queued),
            "ended": self.when(found.ended),
            "may_retry": state.state in desk.AGAIN,
            "may_cancel": state.state not in jobs.ENDED,
        }

    def job_title(self, name):
        """Return what a job is called; its name where the portal has it no longer."""
        job = queryUtility(IJob, name)
        return (job is not None and job.title) or name

    def when(self, seconds):
        """Return a moment in words; '' for None."""
        return self.moment(datetime.fromtimestamp(seconds, UTC)) if seconds else ""

    def timetable(self):
        """Return what is done by the clock."""
        return [
            {
                "name": name,
                "title": job.title or name,
                "schedule": SCHEDULES[job.schedule],
                "last": last,
            }
            for name, job, last in desk.timetable()
        ]

    def is_working(self):
        """Return whether a worker was heard of lately."""
        return workers.is_heard_of()

    def is_busy(self):
        """Return whether something on the page may change by itself."""
        return any(self.counts.get(state) for state in (jobs.QUEUED, jobs.RUNNING))


class Page:
    """As much of a list as a page shows, for the batch to count."""

    def __init__(self, first, total, rows):
        self.first, self.total, self.rows = first, total, rows

    def __len__(self):
        """Return how many there are in all."""
        return self.total

    def __getitem__(self, place):
        """Return rows by their place in all."""
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        if not 0 <= place - self.first < len(self.rows):
            raise IndexError(place)
        return self.rows[place - self.first]


ACTIONS = {
    "retry": Jobs.retry,
    "retry-failed": Jobs.retry_failed,
    "cancel": Jobs.cancel,
    "ask": Jobs.ask,
}
