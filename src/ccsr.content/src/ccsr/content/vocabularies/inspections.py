"""The inspection frameworks that an inspection may be under."""

from ccsr.content.content.readiness import frameworks
from zope.globalrequest import getRequest
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


@provider(IVocabularyFactory)
def readiness_frameworks(context):
    """Return the frameworks by key, in the reader's language."""
    request = getRequest()
    language = request.get("LANGUAGE", "en") if request else "en"
    known = frameworks.frameworks()
    return SimpleVocabulary(
        [SimpleTerm(one.key, one.key, one.title_for(language)) for one in known]
    )
