"""Vocabularies that are fixed in ``config.terms``: one utility each."""

from ccsr.content.config import authorities
from ccsr.content.config import frameworks
from ccsr.content.config import terms
from ccsr.content.domain import liaison
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


def _factory(values):
    @provider(IVocabularyFactory)
    def vocabulary(context):
        return SimpleVocabulary([SimpleTerm(term.token, term.token, term.title) for term in values])

    return vocabulary


def _distinct(groups):
    return list({term.token: term for group in groups for term in group}.values())


sectors = _factory(terms.SECTORS)
profit_statuses = _factory(terms.PROFIT_STATUSES)
service_types = _factory(terms.SERVICE_TYPES)
registration_statuses = _factory(terms.REGISTRATION_STATUSES)
event_kinds = _factory(terms.EVENT_KINDS)
genders = _factory(terms.GENDERS)
needs = _factory(terms.NEEDS)
languages = _factory(terms.LANGUAGES)
active_offer = _factory(terms.ACTIVE_OFFER)
condition_kinds = _factory(terms.CONDITION_KINDS)
inspectorates = _factory(terms.INSPECTORATES)
inspection_kinds = _factory(terms.INSPECTION_KINDS)
complaint_outcomes = _factory(terms.COMPLAINT_OUTCOMES)
liaison_kinds = _factory(liaison.KINDS)
regions = _factory(terms.REGIONS)
local_authorities = _factory(
    [terms.Term(authority.gss, authority.title) for authority in authorities.ALL]
)
frameworks_ = _factory([terms.Term(one.token, one.title) for one in frameworks.ALL])
themes = _factory(_distinct(one.themes for one in frameworks.ALL))
grades = _factory(_distinct(one.grades for one in frameworks.ALL))
