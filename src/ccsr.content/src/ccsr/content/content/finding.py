"""The job that finds discrepancies: of services that changed, and every night of all."""

from ccsr.content import _
from ccsr.content.content import discrepancies
from ccsr.content.content.provider import IProvider
from ccsr.content.content.service import IService
from ccsr.content.jobs import Job
from ccsr.content.jobs import queue
from plone.app.uuid.utils import uuidToObject
from plone.uuid.interfaces import IUUID

import transaction


NAME = "ccsr.content.discrepancies"
#: By this a transaction knows the UIDs of the services to look at.
WAITING = object()
#: So many services are woken before memory is given back.
BATCH = 200


class Discrepancies(Job):
    """Files, changes, closes and reopens; a second run does nothing."""

    title = _("job_discrepancies", default="Discrepancies between claims and the register")
    schedule = "nightly"

    def run(self, site, progress, services=None):
        """Look at some services, given by UID, or at all; return how many steps all took.

        Whoever saved a claim asks for its service, and is told of nothing.
        """
        if services is None:
            return self.all(site, progress)
        for uid in services:
            settle(uid)
        return None

    def all(self, site, progress):
        """Look at every service, and at those that are gone."""
        uids = [IUUID(service) for service in every(site)]
        uids += sorted(discrepancies.services() - set(uids))
        steps = 0
        for done, uid in enumerate(uids, 1):
            steps += settle(uid)
            if not done % BATCH:
                progress(done, len(uids))
                site._p_jar.cacheGC()
        progress(len(uids), len(uids))
        return steps


def every(site):
    """Yield every service of the register: what disagrees does so in any state."""
    for provider in filter(IProvider.providedBy, site["register"].objectValues()):
        yield from filter(IService.providedBy, provider.objectValues())


def settle(uid):
    """Settle one service; return how many steps that took."""
    # The program's own business, whoever may see the service.
    service = uuidToObject(uid, unrestricted=True)
    if service is None:
        return discrepancies.settle_gone(uid)
    return discrepancies.settle(service)


def look_at(service):
    """Ask for a service to be looked at once its change is committed; once for many changes."""
    joined = transaction.get()
    try:
        waiting = joined.data(WAITING)
    except KeyError:
        waiting = set()
        joined.set_data(WAITING, waiting)
    if not waiting:
        joined.addBeforeCommitHook(_ask, (waiting,))
    waiting.add(IUUID(service))


def _ask(waiting):
    found = sorted(waiting)
    waiting.clear()
    queue(NAME, services=found)
