"""The services that a paper may be about: those that who asks may see.

All but their other names is read from the catalog. Those are kept beside it
(``content.kept``): what a service was called is not for whoever may list it.
"""

from ccsr.content.content import history
from ccsr.content.content import kept
from ccsr.content.content.service import IService
from ccsr.content.domain import dates
from ccsr.content.domain.recognition.candidates import Candidate
from plone import api
from plone.uuid.interfaces import IUUID


#: On the site: what a service is also known as, and its earlier names, by its UID.
KEY = "ccsr.content.other_names"
BETWEEN = ";"
NAMES = ("title", "title_cy")


def candidates():
    """Return a ``Candidate`` for every service that the user may see."""
    others = kept.read(KEY)
    brains = api.content.find(object_provides=IService.__identifier__)
    return tuple(_candidate(brain, others.get(brain.UID, ((), ()))) for brain in brains)


def _candidate(brain, others):
    urn, *former = brain.urn or [""]
    return Candidate(
        uid=brain.UID,
        path=brain.getPath(),
        title=brain.Title,
        title_cy=brain.title_cy or "",
        also_known_as=others[0],
        earlier_names=others[1],
        urn=urn,
        former_urns=tuple(former),
        service_type=brain.service_type or "",
        local_authority=brain.local_authority or "",
        provider=brain.provider_ref[1] if brain.provider_ref else "",
    )


def keep(service):
    """Keep the names of a service that no catalog has."""
    uid, found = IUUID(service), (_also_known_as(service), _earlier(service))
    if found == kept.read(KEY).get(uid, ((), ())):
        return
    kept.tree(KEY)[uid] = found


def forget(service):
    """Forget the names of a service that is no more."""
    uid = IUUID(service)
    if uid in kept.read(KEY):
        del kept.tree(KEY)[uid]


def _also_known_as(service):
    parts = (service.also_known_as or "").split(BETWEEN)
    return tuple(name for part in parts if (name := part.strip()))


def _earlier(service):
    """Return what it was called before, as far as its history tells."""
    today = dates.today()
    past = [one.changes for one in history.entries(service) if one.effective <= today]
    told = [one.get(name) for one in (history.base(service).values, *past) for name in NAMES]
    now = (service.title, service.title_cy)
    return tuple(dict.fromkeys(name for name in told if name and name not in now))
