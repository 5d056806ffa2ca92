"""More like this: documents whose texts have most of a document's telling words.

A word tells much where it stands often in the document and in few of those that
the user may see; others are not looked at.
"""

from ccsr.content.domain import dates
from ccsr.content.domain.facets import TYPES
from ccsr.content.domain.find import band
from ccsr.content.domain.find import lot
from ccsr.content.domain.language import language_of
from ccsr.content.interfaces import IPages
from ccsr.content.services.visible import visible
from ccsr.search import facets
from plone import api
from plone.restapi.services import Service


#: Registers have no text of their own.
KINDS = tuple(term.token for term in TYPES if term.token not in ("Provider", "Service"))
#: How much more a document of the same kind, and one on the same type of service, is like it.
SAME_KIND = 1.2
SAME_SERVICE_TYPE = 1.2
#: Documents that are looked at for each that is wanted.
CHOICE = 4


def similar(document, limit=6):
    """Return the brains of the documents that are most like one; wakes none of them."""
    reference = IPages(document).reference()
    stored = reference.load() if reference else None
    if stored is None:
        return []
    catalog = api.portal.get_tool("portal_catalog")
    texts = (*stored.typed, *stored.pages)
    scores = _alike(catalog, document, texts, limit * CHOICE)
    here = {"portal_type": document.portal_type, "service_type": _service_type(document)}
    ranked = [(catalog._catalog[rid], score) for rid, score in scores]
    today = dates.today()
    # What is equally like it comes in a neutral order (protocol 6.2).
    ranked.sort(key=lambda pair: (-band(_weighed(*pair, here)), lot(pair[0].UID, today)))
    return [brain for brain, _score in ranked[:limit]]


def _alike(catalog, document, texts, number):
    index = catalog._catalog.getIndex
    within = visible(catalog) & facets.matching(index("portal_type"), KINDS)
    own = catalog._catalog.uids.get("/".join(document.getPhysicalPath()))
    return index("SearchableText").more_like(
        "\n".join(texts),
        within,
        number,
        exclude=[] if own is None else [own],
        language=document.Language() or language_of(texts),
    )


def _service_type(document):
    return getattr(document.__parent__, "service_type", None)


def _weighed(brain, score, here):
    if brain.portal_type == here["portal_type"]:
        score *= SAME_KIND
    if brain.service_type == here["service_type"]:
        score *= SAME_SERVICE_TYPE
    return score


class SimilarGet(Service):
    """``GET {document}/@similar``."""

    def reply(self):
        """Return the documents like this one, the most like it first."""
        return {
            "items": [
                {
                    "@id": brain.getURL(),
                    "@type": brain.portal_type,
                    "title": brain.Title,
                    "date": brain.document_date.isoformat() if brain.document_date else None,
                }
                for brain in similar(self.context)
            ]
        }
