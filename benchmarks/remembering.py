"""What the catalog asks of a document, asked once where many documents answer alike.

A catalog asks a document some hundred times, half of them for what its service
says. Filling a portal asks the real indexers for those once a service, kind and
state. ``portal.check_sample`` compares what came of it with what the plain way gives.
"""

from plone.indexer.interfaces import IIndexableObjectWrapper
from zope.interface import implementer


#: What a document says for itself; everything else is its service's, kind's or state's.
OWN = frozenset(
    [
        "CreationDate",
        "Date",
        "EffectiveDate",
        "ModificationDate",
        "SearchableText",
        "Title",
        "UID",
        "created",
        "document_date",
        "effective",
        "file_digest",
        "file_size",
        "framework",
        "getId",
        "getObjSize",
        "id",
        "judgement",
        "judgements",
        "modified",
        "outcome",
        "received",
        "shared_on",
        "sortable_title",
        "stage",
        "year",
    ]
)
MISSING = object()


@implementer(IIndexableObjectWrapper)
class Remembering:
    """Stands for a document before its catalog; `shared` are the answers known already."""

    def __init__(self, wrapper, names, shared):
        self._wrapper = wrapper
        self._names = names
        self._shared = shared
        self._own = {}

    def __getattr__(self, name):
        if name not in self._names:
            return getattr(self._wrapper, name)
        known = self._own if name in OWN else self._shared
        if name not in known:
            known[name] = _answer(self._wrapper, name)
        if known[name] is MISSING:
            raise AttributeError(name)
        return known[name]


def _answer(wrapper, name):
    value = getattr(wrapper, name, MISSING)
    return value() if callable(value) else value


def names_asked(catalog):
    """Return the names of what a catalog asks by attribute."""
    indexes = catalog._catalog.indexes.values()
    sources = {name for index in indexes for name in index.getIndexSourceNames()}
    return (sources | set(catalog.schema())) - {"path", "getPhysicalPath"}
