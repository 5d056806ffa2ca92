"""``TantivyIndex``: the catalog's index, whose words stand outside the ZODB.

In the ZODB it keeps record id → version of the text, and nothing of the text.
The rest is a cache (see ``engine``).
"""

from AccessControl.class_init import InitializeClass
from AccessControl.Permissions import manage_zcatalog_indexes
from AccessControl.Permissions import search_zcatalog
from AccessControl.SecurityInfo import ClassSecurityInfo
from BTrees.IIBTree import IIBucket
from BTrees.Length import Length
from BTrees.LLBTree import LLBTree
from ccsr.search import suggestions
from ccsr.search.cached import Cached
from ccsr.search.fields import Fields
from ccsr.search.fields import words_in
from ccsr.search.interfaces import ITantivyIndex
from ccsr.search.reading import read
from ccsr.search.reading import Reading
from ccsr.search.results import as_bucket
from ccsr.search.source import fields_of
from collections.abc import Mapping
from datetime import datetime
from OFS.SimpleItem import SimpleItem
from Products.PageTemplates.PageTemplateFile import PageTemplateFile
from Products.ZCatalog.query import IndexQuery
from pyroaring import BitMap
from typing import Any
from zope.interface import implementer

import uuid


#: Records on the first pages, which a catalog is given in the order of their scores.
ORDERED = 200


@implementer(ITantivyIndex)
class TantivyIndex(Cached, SimpleItem):  # type: ignore[misc]
    """A text index of a ZCatalog."""

    meta_type = "TantivyIndex"
    zmi_icon = "fas fa-search"
    operators = ("and", "or")
    useOperator = "and"
    query_options = ("query", "operator")
    manage_options = ({"label": "Overview", "action": "manage_main"},)
    manage_main = PageTemplateFile("templates/manage.pt", globals())

    security = ClassSecurityInfo()
    security.declareObjectProtected(manage_zcatalog_indexes)
    security.declareProtected(search_zcatalog, "read_query")
    security.declareProtected(manage_zcatalog_indexes, "status", "status_texts")
    # Called by programs that decide themselves who may see an answer.
    security.declarePrivate("versions", "hits", "completions", "did_you_mean", "more_like")
    security.declarePrivate("settle", "is_partial", "differences", "committed")

    def __init__(self, id: str, extra: Any = None, caller: Any = None) -> None:
        self.id = id
        self.identity = uuid.uuid4().hex
        self.indexed_attrs = attribute_names(getattr(extra, "indexed_attrs", "")) or (id,)
        self._versions = LLBTree()
        self._changes = Length()

    # What a catalog asks of an index

    def index_object(self, documentId: int, obj: Any, threshold: int | None = None) -> int:
        """Note the text of an object; 1 if it changed."""
        fields = fields_of(obj, self.indexed_attrs)
        if fields is None:
            return self.unindex_object(documentId)
        version = fields.version()
        if self._versions.get(documentId) == version:
            return 0
        self._versions[documentId] = version
        self._touch(documentId)
        self._engine.texts.put((documentId, version), fields)
        return 1

    def unindex_object(self, documentId: int) -> int:
        """Forget an object; 1 if it was known."""
        if documentId not in self._versions:
            return 0
        del self._versions[documentId]
        self._touch(documentId)
        return 1

    def _apply_index(self, request: Any, resultset: Any = None) -> Any:
        record = IndexQuery(request, self.id, self.query_options, self.operators, self.useOperator)
        if record.keys is None:
            return None
        return self.query_index(record, resultset), (self.id,)

    def query_index(self, record: Any, resultset: Any = None) -> IIBucket:
        """Return record ids with scores; `resultset` are the only ones of interest."""
        joint = " OR " if record.operator == "or" else " "
        hits = self.hits(joint.join(str(key) for key in record.keys if key), resultset)
        return as_bucket(hits.found, hits.best(ORDERED))

    def getEntryForObject(self, documentId: int, default: Any = None) -> Any:
        """Return the words of a document, from its object."""
        if documentId not in self._versions:
            return default
        fields = self._fields_of_record(documentId) or Fields()
        return sorted(set(words_in(f"{fields.names} {fields.body}")))

    def getIndexSourceNames(self) -> tuple[str, ...]:
        """Return the names of the attributes whose text is indexed."""
        return self.indexed_attrs

    def getIndexQueryNames(self) -> tuple[str, ...]:
        """Return the name by which queries ask for this index."""
        return (self.id,)

    def numObjects(self) -> int:
        """Return the number of documents that should be found."""
        return len(self._versions)

    def indexSize(self) -> int:
        """Return the number of different words."""
        return len(self.uniqueValues())

    def hasUniqueValuesFor(self, name: str) -> bool:
        """Tell whether ``uniqueValues`` knows something of `name`."""
        return name == self.id

    def uniqueValues(self, name: str | None = None, withLengths: bool = False) -> tuple[Any, ...]:
        """Return the words, each with its number of documents if asked."""
        if name not in (None, self.id):
            return ()
        terms = self._engine.place.store().searcher.terms_with_prefix("words", "")
        return tuple(terms) if withLengths else tuple(word for word, _ in terms)

    def getCounter(self) -> int:
        """Return a number that rises with every change, for caches of queries."""
        return self._changes()  # type: ignore[no-any-return]

    def clear(self) -> None:
        """Forget everything."""
        self._versions = LLBTree()
        # Another object, by which every view sees that the map is another one.
        self._changes = Length(self._changes() + 1)

    # What else it is asked

    def read_query(self, text: str) -> Reading:
        """Return how a query is understood."""
        return read(text)

    def versions(self) -> Mapping[int, int]:
        """Return record id → version."""
        return self._versions  # type: ignore[no-any-return]

    def completions(self, text: str, within: BitMap, limit: int = 10) -> list[tuple[str, int]]:
        """Return words that begin as the last of `text`, counted in the records `within`."""
        kept = self._engine.completions
        found = self._asked(
            lambda view, seen: suggestions.completions(view, kept, text, seen, limit), within
        )
        return found or []

    def did_you_mean(self, word: str, within: BitMap) -> str | None:
        """Return a word near a mistyped one that stands in the records `within`."""
        return self._asked(lambda view, seen: suggestions.did_you_mean(view, word, seen), within)

    def status_texts(self) -> dict[str, str]:
        """Return the state for the page of the ZMI."""
        status = self.status()
        return {
            "state": status.state.value,
            "documents": str(status.documents),
            "behind": str(status.behind),
            "directory": status.directory or "in memory",
            "size": f"{status.size:,}",
            "last_error": status.last_error or "none",
            "last_error_at": _shown(status.last_error_at),
            "complete_at": _shown(status.complete_at),
        }


InitializeClass(TantivyIndex)


def _shown(moment: float | None) -> str:
    return "never" if moment is None else f"{datetime.fromtimestamp(moment):%Y-%m-%d %H:%M:%S}"


def attribute_names(given: Any) -> tuple[str, ...]:
    """Return names given as a sequence or with commas between them."""
    names = given.split(",") if isinstance(given, str) else given
    return tuple(name.strip() for name in names if name.strip())


def manage_addTantivyIndex(
    self: Any, id: str, extra: Any = None, REQUEST: Any = None, RESPONSE: Any = None
) -> Any:
    """Add an index to a catalog, from the ZMI."""
    url = REQUEST.URL3 if REQUEST is not None else None
    return self.manage_addIndex(id, TantivyIndex.meta_type, extra, REQUEST, RESPONSE, url)


manage_addTantivyIndexForm = PageTemplateFile("templates/add.pt", globals())
