"""The days that the retention schedule counts from, so that its list wakes nothing.

Each day is a keyword ``kind:event:day``. So a rule is a range of keywords, and
a schedule that is changed needs nothing to be indexed again. Of a provider
nothing is indexed: when it closed depends on services that a reader of the
provider may not know of. Nor of a clause, which is as old as its protocol.
"""

from ccsr.content.content.actions.action import IAgreedAction
from ccsr.content.content.claim import IProviderClaim
from ccsr.content.content.condition import IRegistrationCondition
from ccsr.content.content.governance.lesson import ILesson
from ccsr.content.content.governance.meeting import IMeeting
from ccsr.content.content.governance.protocol import IProtocol
from ccsr.content.content.liaison import ILiaisonItem
from ccsr.content.content.readiness.assessment import ISelfAssessment
from ccsr.content.content.readiness.briefing import IBriefing
from ccsr.content.content.readiness.framework_content import IInspectionFramework
from ccsr.content.content.readiness.risk import IRisk
from ccsr.content.content.readiness.working_party import IWorkingParty
from ccsr.content.content.service import IService
from ccsr.content.domain.retention import keyword
from ccsr.content.interfaces import IDocument
from ccsr.content.interfaces import IEvidence
from ccsr.content.interfaces import IInspection
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
events_of_protocol = indexer(IProtocol)(_events)
events_of_lesson = indexer(ILesson)(_events)
events_of_meeting = indexer(IMeeting)(_events)
events_of_action = indexer(IAgreedAction)(_events)
events_of_risk = indexer(IRisk)(_events)
events_of_framework = indexer(IInspectionFramework)(_events)
events_of_assessment = indexer(ISelfAssessment)(_events)
events_of_party = indexer(IWorkingParty)(_events)
events_of_briefing = indexer(IBriefing)(_events)
events_of_inspection = indexer(IInspection)(_events)
events_of_evidence = indexer(IEvidence)(_events)
