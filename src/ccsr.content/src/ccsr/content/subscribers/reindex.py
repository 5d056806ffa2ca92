"""Keeping what the catalog knows of a thing in step with what holds it.

A document is found by the facets and names of its service and provider, so
those are indexed with it and renewed when they change.
"""

from ccsr.content.content.service import IService
from ccsr.content.interfaces import IRegisterEntry
from ccsr.content.interfaces import IReviewed
from plone import api


#: Indexes of a document or service that come from what holds it.
INHERITED = (
    "SearchableText",
    "local_authority",
    "needs",
    "region",
    "registration_status",
    "sector",
    "service_type",
    "welsh_name",
    "whereabouts",
)

#: Fields of a provider or service that those indexes, and references to it, are made of.
PASSED_ON = frozenset(
    {
        "also_known_as",
        "former_urns",
        "local_authority",
        "needs",
        "registration_status",
        "sector",
        "service_type",
        "title",
        "title_cy",
        "town",
        "urn",
    }
)

#: Indexes of a service that come from its shared documents.
FROM_DOCUMENTS = ("annual_due", "framework", "judgement")

#: Indexes that a transition changes.
FROM_TRANSITIONS = ("concealed_on", "review_due", "shared_on", "sharing_stops")


def is_passed_on(event):
    """Return whether an edit changed what is indexed below; one that does not say may have.

    The text of every document below is indexed anew, which a telephone number is not worth.
    """
    # The event of changed roles has a request where others have descriptions.
    told = [getattr(one, "attributes", ()) for one in event.descriptions]
    names = {name.rpartition(".")[2] for names in told for name in names}
    return not names or not names.isdisjoint(PASSED_ON)


def reindex_below(entry):
    """Renew the inherited indexes of everything reviewed inside an entry."""
    for child in entry.objectValues():
        if IReviewed.providedBy(child):
            child.reindexObject(idxs=list(INHERITED))
            if IService.providedBy(child):
                reindex_below(child)


def reindex_holder(service):
    """Renew what a service shows of its documents."""
    if IService.providedBy(service):
        service.reindexObject(idxs=list(FROM_DOCUMENTS))


def reindex_moved(thing):
    """Renew what a transition changes, of a thing and of the drafts that wait for it."""
    thing.reindexObject(idxs=list(FROM_TRANSITIONS))
    if IRegisterEntry.providedBy(thing):
        for child in filter(IReviewed.providedBy, thing.objectValues()):
            # Every column is made anew with it, which for 200 documents takes a second.
            if api.content.get_state(child, None) == "draft":
                child.reindexObject(idxs=["sharing_stops"])
