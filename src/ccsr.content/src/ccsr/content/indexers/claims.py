"""What a provider says of its service, so that it is found by it."""

from ccsr.content.content import claim as claims
from ccsr.content.content.service import IService
from ccsr.content.domain.claims import has_vacancies as says_so
from plone.indexer import indexer


@indexer(IService)
def has_vacancies(service):
    """Whether the provider says that there are any; not in the index where it has not said."""
    claim = claims.of(service)
    said = says_so(claim.vacancies) if claim is not None else None
    if said is None:
        raise AttributeError("has_vacancies")
    return said
