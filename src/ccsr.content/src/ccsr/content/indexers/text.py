"""The text by which a thing is found.

Address and postcode are never in it: a search must not tell who lives where.
"""

from Acquisition import aq_base
from ccsr.content.config.authorities import BY_GSS
from ccsr.content.indexers.facets import Facets
from ccsr.content.interfaces import IDocument
from ccsr.content.interfaces import IPages
from ccsr.content.interfaces import IReviewed
from plone.indexer import indexer


def names(thing):
    """Return the names and numbers of a thing and of what holds it."""
    facets = Facets(thing)
    found = []
    for entry in (thing, facets.service, facets.provider):
        for name in ("title", "title_cy", "also_known_as", "urn", "reference", "town"):
            found.append(getattr(aq_base(entry), name, None))
        found.extend(getattr(aq_base(entry), "former_urns", None) or ())
    authority = BY_GSS.get(facets.local_authority)
    if authority:
        found += [authority.name_en, authority.name_cy]
    return list(dict.fromkeys(filter(None, found)))


@indexer(IReviewed)
def searchable_entry(entry):
    """Names and numbers of an entry."""
    return " ".join(names(entry))


@indexer(IDocument)
def searchable_document(document):
    """Names, what was typed, and the text of every page."""
    typed = [
        getattr(aq_base(document), name, None)
        for name in ("subject", "requirements", "recommendations", "action", "legal_basis")
    ]
    return "\n".join([*names(document), *filter(None, typed), *IPages(document).pages])
