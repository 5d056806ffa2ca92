"""The services that whoever chooses may see, by name."""

from ccsr.content.content.service import IService
from ccsr.content.domain.naming import alphabetic
from ccsr.content.domain.naming import title_in
from plone import api
from zope.globalrequest import getRequest
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


@provider(IVocabularyFactory)
def services(context):
    """Return the services by UID, each with its name in the reader's language and its URN."""
    request = getRequest()
    language = request.get("LANGUAGE", "en") if request else "en"
    found = api.portal.get_tool("portal_catalog")(object_provides=IService.__identifier__)
    return SimpleVocabulary(
        sorted(
            (SimpleTerm(brain.UID, brain.UID, _title(brain, language)) for brain in found),
            key=lambda term: alphabetic(term.title, language),
        )
    )


def _title(brain, language):
    title = title_in(language, brain.Title, brain.title_cy or None)
    numbers = brain.urn or ()
    return f"{title} ({numbers[0]})" if numbers else title
