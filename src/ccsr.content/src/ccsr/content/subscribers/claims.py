"""A claim is saved by its provider's contact, after the stop notice, and each change is kept."""

from Acquisition import aq_base
from ccsr.content.content import claim as claims
from ccsr.content.content.service import IService


#: Indexes of a service that come from its claim.
FROM_CLAIM = ("has_vacancies",)


def claim_saved(claim, event):
    """Refuse what may not be saved, whatever the way; else keep the change."""
    fields = claims.unrecorded(claim)
    if not fields and claims.changes(claim):
        return
    claims.check(claim, claims.values_of(claim))
    claims.record(claim, fields)
    claim.__parent__.reindexObject(idxs=list(FROM_CLAIM))


def claim_dropped(claim, event):
    """A service without a claim says nothing of vacancies."""
    if aq_base(event.object) is aq_base(claim):
        event.oldParent.reindexObject(idxs=list(FROM_CLAIM))


def entry_copied(entry, event):
    """A copy is a thing of its own, of which no provider has said anything."""
    services = [entry] if IService.providedBy(entry) else entry.objectValues()
    for service in filter(IService.providedBy, services):
        if claims.of(service) is not None:
            service._delObject(claims.ID, suppress_events=True)
