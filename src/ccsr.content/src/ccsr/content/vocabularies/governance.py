"""What is chosen from in the governance area: parties, rules of evidence, clauses, actions."""

from ccsr.content.content.governance.clause import IClause
from ccsr.content.content.governance.protocol import IProtocol
from ccsr.content.domain.governance import compliance
from ccsr.content.domain.governance.meetings import ATTENDANCES
from ccsr.content.domain.governance.protocols import number_key
from ccsr.content.domain.governance.protocols import PARTIES
from ccsr.content.domain.naming import title_in
from ccsr.content.vocabularies.fixed import _factory
from plone import api
from zope.globalrequest import getRequest
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


parties = _factory(PARTIES)
evidence_rules = _factory(compliance.RULES)
attendances = _factory(ATTENDANCES)


@provider(IVocabularyFactory)
def clauses(context):
    """Return the clauses that whoever chooses may see, by UID, of the version in force first."""
    versions = _versions()
    found = sorted(_find(IClause), key=lambda brain: _place(brain, versions))
    return SimpleVocabulary([_clause(brain, versions) for brain in found])


def _versions():
    """Return state and version of each protocol by path; they are few, and woken for the latter."""
    return {
        brain.getPath(): (brain.review_state, brain.getObject().version)
        for brain in _find(IProtocol)
    }


#: States in the order in which their clauses are offered.
ORDER = ("in_force", "draft", "superseded")


def _place(brain, versions):
    state, version = versions[_holder(brain)]
    return ORDER.index(state), number_key(version), number_key(brain.clause_number)


def _clause(brain, versions):
    state, version = versions[_holder(brain)]
    title = f"{brain.clause_number} {_title(brain)}"
    shown = title if state == "in_force" else f"{title} ({version})"
    return SimpleTerm(brain.UID, brain.UID, shown)


def _holder(brain):
    return brain.getPath().rpartition("/")[0]


@provider(IVocabularyFactory)
def agreed_actions(context):
    """Return the agreed actions that whoever chooses may see, by UID."""
    found = api.content.find(portal_type="AgreedAction", sort_on="sortable_title")
    return SimpleVocabulary([SimpleTerm(brain.UID, brain.UID, _title(brain)) for brain in found])


def _find(interface):
    catalog = api.portal.get_tool("portal_catalog")
    return catalog.searchResults(object_provides=interface.__identifier__)


def _title(brain):
    request = getRequest()
    language = request.get("LANGUAGE", "en") if request else "en"
    return title_in(language, brain.Title, brain.title_cy or None)
