"""The long parts of an import as jobs: compare, then apply or undo batch by batch.

A job works as the person who asked for it, with their rights and under their name.
"""

from ccsr.content import _
from ccsr.content import jobs
from ccsr.content.acting import acting
from ccsr.content.importing import applying
from ccsr.content.importing import comparing
from ccsr.content.importing import store
from ccsr.content.importing import undoing


COMPARE = "ccsr.content.compare_register"
CONTINUE = "ccsr.content.apply_register"

NO_ACCOUNT = _("import_no_account", default="The account that asked for it is gone.")


class Compare(jobs.Job):
    """Reads the file of an import and compares it with the register."""

    title = _("job_compare_register", default="Compare a register's file")

    def run(self, site, progress, number=0):
        """Compare the import with this number."""
        found = store.get(number)
        if found is None or found.state != store.WAITING:
            return
        with acting(found.by):
            comparing.compare(found, progress)


class Continue(jobs.Job):
    """Applies or undoes the next entries of the import whose turn it is, then asks for itself.

    Without an import whose turn it is there is nothing to do. The timetable calls
    too, so that one goes on whose worker was stopped.
    """

    title = _("job_apply_register", default="Apply a register's file")
    schedule = "hourly"

    def run(self, site, progress):
        """Do one batch."""
        found = store.get(store.applying())
        if found is None:
            return
        is_undo = found.state == store.UNDOING
        with acting(found.undone_by if is_undo else found.applied_by):
            left = (undoing if is_undo else applying).batch(found)
        done = len(found.order) - left
        progress(done, len(found.order))
        if left:
            jobs.queue(CONTINUE)


def compare_later(found):
    """Have an import compared."""
    found.state = store.WAITING
    found.job = jobs.queue(COMPARE, number=found.number)


def go_on():
    """Have the import whose turn it is applied or undone."""
    jobs.queue(CONTINUE)
