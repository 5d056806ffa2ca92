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


def own_names(entry):
    """Return the names and numbers of a thing alone."""
    own = aq_base(entry)
    found = [
        getattr(own, name, None)
        for name in ("title", "title_cy", "also_known_as", "urn", "reference", "town")
    ]
    return [one for one in (*found, *(getattr(own, "former_urns", None) or ())) if one]


def names(thing):
    """Return the names and numbers of a thing and of what holds it."""
    facets = Facets(thing)
    found = [name for one in (thing, facets.service, facets.provider) for name in own_names(one)]
    authority = BY_GSS.get(facets.local_authority)
    if authority:
        found += [authority.name_en, authority.name_cy]
    return list(dict.fromkeys(found))


def typed(document):
    """Return what was typed about a document."""
    fields = ("subject", "requirements", "recommendations", "action", "legal_basis")
    found = (getattr(aq_base(document), name, None) for name in fields)
    return [text for text in found if text]


@indexer(IReviewed)
def searchable_entry(entry):
    """Names and numbers of an entry."""
    return " ".join(names(entry))


@indexer(IDocument)
def searchable_document(document):
    """Names, what was typed, and the text of every page."""
    return "\n".join([*names(document), *typed(document), *IPages(document).pages])
