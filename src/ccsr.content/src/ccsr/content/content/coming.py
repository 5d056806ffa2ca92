"""The job that applies events on their day, every night; a night that was missed is made up."""

from ccsr.content import _
from ccsr.content.content import history
from ccsr.content.domain import dates
from ccsr.content.jobs import Job
from plone.app.uuid.utils import uuidToObject


class ComingEvents(Job):
    """Applies the events whose day has come."""

    title = _("job_coming_events", default="Events of registration whose day has come")
    schedule = "nightly"

    def run(self, site, progress):
        """Apply them; return how many services were changed."""
        found = history.coming(dates.today())
        changed = 0
        for done, (key, uid) in enumerate(sorted(found.items()), 1):
            # The register's own business, whoever may see the service.
            service = uuidToObject(uid, unrestricted=True)
            if service is not None:
                changed += bool(history.apply(service))
            history.come(key)
            progress(done, len(found))
        return changed
