"""The statuses of an agreed action."""

from ccsr.content.domain.actions import STATUSES
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


@provider(IVocabularyFactory)
def statuses(context):
    """Return open, done and dropped."""
    return SimpleVocabulary([SimpleTerm(one.token, one.token, one.title) for one in STATUSES])
