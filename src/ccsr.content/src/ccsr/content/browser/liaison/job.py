"""The monthly job: last month's report, in both languages, is kept for reviewers."""

from AccessControl.SecurityManagement import getSecurityManager
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import setSecurityManager
from AccessControl.users import SimpleUser
from ccsr.content import _
from ccsr.content.browser.liaison.report import Report
from ccsr.content.content import kept_reports
from ccsr.content.domain import dates
from ccsr.content.domain.liaison_report import Month
from ccsr.content.jobs import Job
from contextlib import contextmanager
from zope.globalrequest import getRequest


LANGUAGES = ("en", "cy")


class MonthlyReport(Job):
    """Makes the report as a reviewer would see it."""

    title = _("job_liaison_report", default="Monthly report of liaison")
    schedule = "monthly"

    def run(self, site, progress, month=None):
        """Make it in each language; return the month."""
        asked = Month.read(month or "") or Month.of(dates.today()).before
        wanted = str(asked)
        for done, language in enumerate(LANGUAGES, 1):
            kept_reports.keep(wanted, language, _made(site, wanted, language))
            progress(done, len(LANGUAGES))
        return wanted


def _made(site, month, language):
    request = getRequest().clone()
    request.form["month"] = month
    request["LANGUAGE"] = language
    with _as_reviewer(site):
        return Report(site, request).compiled()


@contextmanager
def _as_reviewer(site):
    """Be somebody with a reviewer's role and nothing else: the system is nobody to the catalog."""
    before = getSecurityManager()
    reviewer = SimpleUser("", "", ("Reviewer",), ())
    # As its readers, who may see no less and no more.
    newSecurityManager(None, reviewer.__of__(site.acl_users))
    try:
        yield
    finally:
        setSecurityManager(before)
