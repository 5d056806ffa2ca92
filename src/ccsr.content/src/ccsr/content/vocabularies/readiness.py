"""The elements of all inspection frameworks, each with its framework's name."""

from ccsr.content.content.readiness.frameworks import frameworks
from zope.globalrequest import getRequest
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


@provider(IVocabularyFactory)
def elements(context):
    """Return the elements by ``framework/element``, in the reader's language."""
    request = getRequest()
    language = request.get("LANGUAGE", "en") if request else "en"
    return SimpleVocabulary(
        [
            SimpleTerm(
                f"{framework.key}/{element.id}",
                f"{framework.key}/{element.id}",
                f"{framework.title_for(language)}: {element.title_for(language)}",
            )
            for framework in frameworks()
            for element in framework.elements
        ]
    )
