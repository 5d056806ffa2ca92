"""``TantivyIndex``: the catalog's index, whose words stand outside the ZODB.

In the ZODB it keeps record id → version of the text, and nothing of the text.
The rest is a cache (see ``engine``).
"""

from AccessControl.class_init import InitializeClass
from AccessControl.Permissions import manage_zcatalog_indexes
from AccessControl.Permissions import search_zcatalog
from AccessControl.SecurityInfo import ClassSecurityInfo
from Acquisition import aq_base
from Acquisition import aq_inner
from Acquisition import aq_parent
from Acquisition import Implicit
from BTrees.IIBTree import IIBucket
from BTrees.Length import Length
from BTrees.LLBTree import LLBTree
from ccsr.search import querying
from ccsr.search.engine import Ask
from ccsr.search.engine import Engine
from ccsr.search.engine import engine_of
from ccsr.search.fields import Fields
from ccsr.search.fields import words_in
from ccsr.search.interfaces import ITantivyIndex
from ccsr.search.interfaces import State
from ccsr.search.interfaces import Status
from ccsr.search.overlay import Key
from ccsr.search.reading import read
from ccsr.search.reading import Reading
from ccsr.search.results import as_bucket
from ccsr.search.results import signed
from ccsr.search.source import fields_of
from ccsr.search.source import indexable_of
from ccsr.search.source import object_at
from ccsr.search.store import Change
from ccsr.search.store import Hits
from ccsr.search.stores import Place
from ccsr.search.view import View
from ccsr.search.worker import change_of
from ccsr.search.worker import Origin
from collections.abc import Iterator
from collections.abc import Mapping
from itertools import islice
from OFS.SimpleItem import SimpleItem
from Persistence import Persistent
from Products.PageTemplates.PageTemplateFile import PageTemplateFile
from Products.ZCatalog.query import IndexQuery
from pyroaring import BitMap
from typing import Any
from ZODB.utils import z64
from zope.interface import implementer

import logging
import time
import uuid


logger = logging.getLogger(__name__)


#: Objects that a query reads at most to answer for what the directory lacks.
MOST_READ = 100
#: Transaction ids are times; the directory's may be ahead by this much (15 ms).
SLACK = 1_000_000
#: Record ids up to which the directory is asked for these records alone.
FEW = 100


@implementer(ITantivyIndex)
class TantivyIndex(Persistent, Implicit, SimpleItem):  # type: ignore[misc]
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
    for shown in ("status", "status_texts"):
        security.declareProtected(manage_zcatalog_indexes, shown)
    for private in ("versions", "hits", "settle", "differences", "committed"):
        security.declarePrivate(private)

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
        return as_bucket(hits.found, hits.best)

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

    def hits(self, text: str, within: Any = None) -> Hits:
        """Return what matches a query, as bitmap and scores of the best.

        For pages that count and sort on bitmaps; `within` is a bitmap or a set
        of record ids. Who may see the records is for the caller to say.
        """
        node = read(text).node
        if node is None or (within is not None and not len(within)):
            return Hits(BitMap(), {})
        ask = Ask(querying.scaled(node), str(node))
        if within is not None and len(within) <= FEW:
            rids = list(signed(within) if isinstance(within, BitMap) else within)
            ask = Ask(querying.only(ask.query, rids), f"{node} {rids}")
        view, texts = self._updated_view()
        return self._engine.search(view, ask, self._with_more_texts(view, texts), within)

    def status(self) -> Status:
        """Return how the index is."""
        engine, view = self._engine, self._updated_view()[0]
        behind = len(self._behind(view))
        state = State.BEHIND if behind else State.READY
        if engine.worker.reconciling:
            state = State.REBUILDING
        elif view.store.path is None:
            state = State.MEMORY
        directory = None if view.store.path is None else str(view.store.path)
        return Status(state, len(self._versions), behind, directory, engine.place.error)

    def status_texts(self) -> dict[str, str]:
        """Return the state for the page of the ZMI."""
        status = self.status()
        return {
            "state": status.state.value,
            "documents": str(status.documents),
            "behind": str(status.behind),
            "directory": status.directory or "in memory",
            "last_error": status.last_error or "none",
        }

    def settle(self, seconds: float = 60) -> bool:
        """Wait until the directory holds what is committed."""
        end = time.monotonic() + seconds
        while self._behind(self._updated_view()[0]) or self._engine.worker.busy:
            if time.monotonic() > end:
                return False
            self._engine.worker.wait(1)
            time.sleep(0.01)
        return True

    def differences(self, place: Place) -> Iterator[tuple[int, Change]]:
        """Return what the directory must be told to hold what this map says."""
        view = self._engine.view(self._connection())
        view.update(self._versions, self._changes)
        stamp = self._stamp(view)
        wanted = {**dict.fromkeys(view.surplus), **view.missing}
        for rid, version in wanted.items():
            fields = None if version is None else self._text_of(rid, version)
            yield rid, change_of(stamp, version, fields)

    # Own ways

    @property
    def _engine(self) -> Engine:
        return engine_of(self.identity)

    def _connection(self) -> Any:
        # An index that is not in the database yet stands for its connection.
        return self._p_jar or self._changes

    def _touch(self, rid: int) -> None:
        self._changes.change(1)
        self._engine.view(self._connection()).touch(rid, _Ending(self))

    def _updated_view(self) -> tuple[View, dict[Key, Fields]]:
        view = self._engine.view(self._connection())
        texts = self._engine.update(view, self._versions, self._changes)
        if origin := self._behind(view) and self._origin():
            self._engine.worker.reconcile(origin)
        return view, texts

    def _behind(self, view: View) -> set[int]:
        queued = self._engine.worker.queued
        differing = (view.missing.keys() | view.surplus) - view.touched
        return {
            rid
            for rid in differing
            if rid not in queued or queued[rid].version != view.missing.get(rid)
        }

    def _stamp(self, view: View) -> int:
        stamp = int.from_bytes(self._changes._p_serial)
        newest = int.from_bytes(self._p_jar.db().lastTransaction())
        # The directory knows of transactions the database does not: it was restored.
        return stamp if view.store.last_stamp <= newest + SLACK else view.store.last_stamp

    def _origin(self) -> Origin | None:
        catalog = aq_parent(aq_parent(aq_inner(self)))
        # An index that is not committed is not there for another connection.
        if self._p_serial == z64 or not hasattr(catalog, "getPhysicalPath"):
            return None
        return Origin(self._p_jar.db(), catalog.getPhysicalPath(), self.id)

    def _with_more_texts(self, view: View, texts: dict[Key, Fields]) -> dict[Key, Fields]:
        lacking = (key for key in view.missing.items() if key not in texts)
        for key in islice(lacking, MOST_READ):
            if fields := self._fields_of_record(key[0]):
                texts[key] = fields
                self._engine.texts.put(key, fields)
        return texts

    def _text_of(self, rid: int, version: int) -> Fields | None:
        return self._engine.texts.get((rid, version)) or self._fields_of_record(rid)

    def _fields_of_record(self, rid: int) -> Fields | None:
        records = aq_parent(aq_inner(self))
        catalog = aq_parent(records)
        try:
            thing = object_at(catalog, records.paths.get(rid))
            return thing and fields_of(indexable_of(thing, catalog), self.indexed_attrs)
        # Whatever an object's indexer raises must not fail somebody's query.
        except Exception:
            logger.exception("No text for record %s of %s", rid, self.id)
            return None

    def committed(self, touched: set[int]) -> None:
        """Hand the texts of a transaction that was committed to the directory."""
        stamp = int.from_bytes(self._changes._p_serial)
        changes = {}
        for rid in touched:
            version = self._versions.get(rid)
            fields = version and self._engine.texts.get((rid, version))
            if fields or version is None:
                changes[rid] = change_of(stamp, version, fields)
        self._engine.worker.submit(changes)


InitializeClass(TantivyIndex)


class _Ending:
    """Tells an index how a transaction ended that changed it."""

    def __init__(self, index: TantivyIndex) -> None:
        self._index = aq_base(index)

    def __call__(self, committed: bool, touched: set[int]) -> None:
        if committed:
            self._index.committed(touched)


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
