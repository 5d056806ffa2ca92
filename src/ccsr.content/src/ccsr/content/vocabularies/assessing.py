"""What a self-assessment and a risk can name: evidence, and places on the matrix."""

from ccsr.content.domain.naming import alphabetic
from ccsr.content.domain.naming import title_in
from ccsr.content.domain.readiness import risks
from plone import api
from zope.globalrequest import getRequest
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


@provider(IVocabularyFactory)
def evidence(context):
    """Return the evidence that the reader may see, by UID."""
    found = api.portal.get_tool("portal_catalog").searchResults(portal_type="Evidence")
    request = getRequest()
    language = request.get("LANGUAGE", "en") if request else "en"
    return SimpleVocabulary(
        sorted(
            (
                SimpleTerm(one.UID, one.UID, title_in(language, one.Title, one.title_cy or None))
                for one in found
            ),
            key=lambda term: alphabetic(term.title, language),
        )
    )


def _steps(terms):
    @provider(IVocabularyFactory)
    def vocabulary(context):
        return SimpleVocabulary(
            [SimpleTerm(int(term.token), term.token, term.title) for term in terms]
        )

    return vocabulary


risk_likelihoods = _steps(risks.LIKELIHOODS)
risk_impacts = _steps(risks.IMPACTS)


@provider(IVocabularyFactory)
def risk_statuses(context):
    """Return what can become of a risk."""
    return SimpleVocabulary(
        [SimpleTerm(term.token, term.token, term.title) for term in risks.STATUSES]
    )
