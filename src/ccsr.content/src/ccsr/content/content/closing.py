"""When a service was closed, as far as the register knows.

The register says that a service is closed, not since when. So the day on which
it first said so is kept on the service, and goes when the service opens again.
"""

from ccsr.content.content.service import IService
from ccsr.content.domain import dates
from zope.annotation.interfaces import IAnnotations


KEY = "ccsr.content.closed_on"

#: Statuses of a service that is registered no longer, and never will be again.
CLOSED = frozenset({"cancelled_voluntary", "cancelled_enforced", "refused"})


def closed_on(service):
    """Return the day on which the register first said that it is closed, or None."""
    return IAnnotations(service).get(KEY)


def note(service, day=None):
    """Keep the day, today's where none is given; forget it where the service is open."""
    kept = IAnnotations(service)
    if service.registration_status not in CLOSED:
        kept.pop(KEY, None)
    elif KEY not in kept:
        kept[KEY] = day or dates.today()


def provider_closed_on(provider):
    """Return the day on which the last of a provider's services was closed.

    None while one is open, and for a provider that has none.
    """
    services = [one for one in provider.objectValues() if IService.providedBy(one)]
    days = [closed_on(service) for service in services]
    return max(days) if days and None not in days else None


def last_edited(thing):
    """Return the day of the last edit, where no better one is known."""
    return thing.modified().asdatetime().astimezone(dates.ZONE).date()
