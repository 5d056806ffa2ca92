"""Whatever claims an interface keeps it."""

from ccsr.content import interfaces
from ccsr.content.content.area import IArea
from ccsr.content.content.claim import IProviderClaim
from ccsr.content.content.complaint_report import IComplaintReport
from ccsr.content.content.condition import IRegistrationCondition
from ccsr.content.content.enforcement_action import IEnforcementAction
from ccsr.content.content.inspection_report import IInspectionReport
from ccsr.content.content.provider import IProvider
from ccsr.content.content.service import IService
from plone import api
from plone.dexterity.utils import createContent
from zope.component import getAdapters
from zope.component import getGlobalSiteManager
from zope.component import getUtilitiesFor
from zope.container.interfaces import INameChooser
from zope.interface.verify import verifyObject
from zope.schema.interfaces import IVocabularyFactory

import pytest
import world


SCHEMAS = {
    "Provider": IProvider,
    "Service": IService,
    "RegistrationCondition": IRegistrationCondition,
    "ProviderClaim": IProviderClaim,
    "InspectionReport": IInspectionReport,
    "ComplaintReport": IComplaintReport,
    "EnforcementAction": IEnforcementAction,
}
DOCUMENTS = ("InspectionReport", "ComplaintReport", "EnforcementAction")
REVIEWED = ("Provider", "Service", *DOCUMENTS)

#: Contract → the kinds of thing that must be adaptable to it.
CONTRACTS = {
    interfaces.ISharingGate: REVIEWED,
    interfaces.IConcealments: REVIEWED,
    interfaces.IPages: DOCUMENTS,
    interfaces.IJudged: ("InspectionReport", "Service"),
    interfaces.IRetained: (
        "RegistrationCondition",
        "ProviderClaim",
        "AgreedAction",
        "Protocol",
        *REVIEWED,
    ),
    interfaces.IDues: ("AgreedAction",),
    interfaces.ISavedSearches: ("Site",),
    interfaces.IShortlists: ("Site",),
    interfaces.ITypedByHand: ("RegistrationCondition",),
    INameChooser: ("Provider", "Service"),
}
#: Likewise, of contracts that several adapters keep by name.
NAMED = {interfaces.IFurtherActions: REVIEWED, interfaces.IClauseEvidence: ("Protocol",)}

#: Vocabularies of what there is in the register and the areas, which are empty here, and of
#: accounts.
OF_CONTENT = {
    "ccsr.People",
    "ccsr.People.governance",
    "ccsr.People.readiness",
    "ccsr.content.action_sources",
    "ccsr.content.agreed_actions",
    "ccsr.content.briefing_groups",
    "ccsr.content.clauses",
    "ccsr.content.readiness_evidence",
    "ccsr.content.services",
}


@pytest.fixture
def things(portal):
    """One draft of every type."""
    with api.env.adopt_roles(["CCSR Officer"]):
        provider = world.provider(portal["register"], "one")
        service = world.service(provider, "one")
        found = {"Site": portal, "Provider": provider, "Service": service}
        found["RegistrationCondition"] = world.condition(service, "one")
        found["ProviderClaim"] = createContent("ProviderClaim")
        found["AgreedAction"] = world.action(portal["governance"])
        found["Protocol"] = world.protocol(portal["governance"], "1")
        return found | {kind: world.document(service, kind, "one") for kind in DOCUMENTS}


def test_every_thing_keeps_its_schema(things, portal):
    for kind, schema in SCHEMAS.items():
        assert verifyObject(schema, things[kind], tentative=True), kind
    assert verifyObject(IArea, portal["liaison"])


def test_every_adapter_keeps_its_contract(things):
    for contract, kinds in CONTRACTS.items():
        for kind in kinds:
            assert verifyObject(contract, contract(things[kind])), (contract, kind)
    for contract, kinds in NAMED.items():
        for kind in kinds:
            found = dict(getAdapters((things[kind],), contract))
            assert found
            assert all(verifyObject(contract, one) for one in found.values()), (contract, kind)


def test_no_contract_of_the_package_is_left_out():
    provided = {one.provided for one in getGlobalSiteManager().registeredAdapters()}
    ours = {one for one in provided if one.__module__ == interfaces.__name__}
    assert ours <= {*CONTRACTS, *NAMED}


def test_every_vocabulary_is_a_factory_of_terms_with_titles(portal):
    ours = {
        name: factory
        for name, factory in getUtilitiesFor(IVocabularyFactory)
        if name.startswith("ccsr.")
    }
    assert len(ours) > 15
    for name, factory in ours.items():
        assert verifyObject(IVocabularyFactory, factory), name
        terms = list(factory(portal))
        assert terms or name in OF_CONTENT, name
        assert all(term.title and term.token == str(term.value) for term in terms), name
