"""``{site}/@jobs/{id}``: how far long work is; ``DELETE`` cancels it.

For whoever asked for it, and for administrators; to anybody else there is no such job.
"""

from ccsr.content import _
from ccsr.content import jobs
from ccsr.content.interfaces import IJob
from ccsr.content.permissions import Configure
from ccsr.content.services.faults import fault
from ccsr.content.services.named import NamedService
from plone import api
from zope.component import queryUtility
from zope.i18n import translate


NOT_FOUND = _("jobs_not_found", default="There is no such job, or it is not yours.")
ENDED = _("jobs_ended", default="It has ended already.")


class JobService(NamedService):
    """Base: the job that the address names."""

    def reply(self):
        """Answer about the job, if it is the asker's."""
        found = jobs.state(self.names[0]) if len(self.names) == 1 else None
        if found is None or not self.is_mine(found):
            return fault(self.request, 404, "NotFound", NOT_FOUND)
        return self.answer(found)

    def is_mine(self, found):
        """Return whether the asker may know of a job."""
        account = api.user.get_current().getId()
        return (account and found.account == account) or api.user.has_permission(
            Configure, obj=self.context
        )

    def say(self, text):
        """Return a message in the asker's language."""
        return translate(text, context=self.request)

    def address(self, found):
        """Return the address of a job."""
        return f"{self.context.absolute_url()}/@jobs/{found.id}"


class JobGet(JobService):
    """How far it is."""

    def answer(self, found):
        """Return the job."""
        job = queryUtility(IJob, found.name)
        return {
            "@id": self.address(found),
            "title": self.say((job is not None and job.title) or found.name),
            "state": found.state,
            "busy": found.state not in jobs.ENDED,
            "done": found.done,
            "total": found.total,
            "message": self.say(found.message),
            "is_worked_on": jobs.is_working(),
        }


class JobDelete(JobService):
    """Cancel it."""

    def answer(self, found):
        """Cancel it, or say that it is too late."""
        if not jobs.cancel(found.id):
            return fault(self.request, 409, "Conflict", ENDED)
        return self.reply_no_content()
