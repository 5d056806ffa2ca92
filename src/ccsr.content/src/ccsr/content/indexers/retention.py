"""The days that the retention schedule counts from, so that its list wakes nothing.

Each day is a keyword ``kind:event:day``. So a rule is a range of keywords, and
a schedule that is changed needs nothing to be indexed again. Of a provider
nothing is indexed: when it closed depends on services that a reader of the
provider may not know of.
"""

from ccsr.content.content.claim import IProviderClaim
from ccsr.content.content.condition import IRegistrationCondition
from ccsr.content.content.liaison import ILiaisonItem
from ccsr.content.content.service import IService
from ccsr.content.domain.retention import keyword
from ccsr.content.interfaces import IDocument
from ccsr.content.interfaces import IRetained
from plone.indexer import indexer


def _events(thing):
    retained = IRetained(thing)
    found = [keyword(retained.kind, name, day) for name, day in retained.events().items()]
    if not found:
        raise AttributeError("retention_events")
    return found


events_of_document = indexer(IDocument)(_events)
events_of_condition = indexer(IRegistrationCondition)(_events)
events_of_claim = indexer(IProviderClaim)(_events)
events_of_liaison = indexer(ILiaisonItem)(_events)
events_of_service = indexer(IService)(_events)
