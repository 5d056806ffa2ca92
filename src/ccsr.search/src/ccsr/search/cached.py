"""What stands between an index in the ZODB and its directory.

``TantivyIndex`` is this and the catalog's interface. Everything here may be lost
at any time: it is made again from the map and the objects.
"""

from Acquisition import aq_base
from Acquisition import aq_inner
from Acquisition import aq_parent
from Acquisition import Implicit
from ccsr.search import failures
from ccsr.search import likeness
from ccsr.search.counting import Within
from ccsr.search.engine import Engine
from ccsr.search.engine import engine_of
from ccsr.search.fields import Fields
from ccsr.search.hits import Ask
from ccsr.search.hits import Hits
from ccsr.search.interfaces import State
from ccsr.search.interfaces import Status
from ccsr.search.overlay import Key
from ccsr.search.reading import read
from ccsr.search.results import bitmap
from ccsr.search.results import signed
from ccsr.search.source import fields_in
from ccsr.search.source import Holders
from ccsr.search.source import object_at
from ccsr.search.store import Change
from ccsr.search.stores import Place
from ccsr.search.view import View
from ccsr.search.worker import change_of
from ccsr.search.worker import Origin
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from itertools import islice
from Persistence import Persistent
from pyroaring import BitMap
from typing import Any
from typing import TypeVar
from ZODB.utils import z64

import logging
import time


Answer = TypeVar("Answer")
logger = logging.getLogger(__name__)

#: Objects that a query reads at most to answer for what the directory lacks.
MOST_READ = 100
#: Documents that a query matches in memory at most; of more it waits these
#: seconds for the writer to be done.
MANY = 1000
PATIENCE = 1.0
#: Documents that a query waits for after a crash, and the seconds that it waits
#: at most; a longer rebuild it does not wait for.
CAUGHT_UP_SOON = 3000
CATCHING_UP = 10.0
#: Transaction ids are times; the directory's may be ahead by this much (15 ms).
SLACK = 1_000_000
#: Record ids up to which the directory is asked for these records alone.
FEW = 100


class Cached(Persistent, Implicit):  # type: ignore[misc]
    """A map of versions, and the ways to the texts and the directory."""

    id: str
    identity: str
    indexed_attrs: tuple[str, ...]
    #: Record id → version of the text (an LLBTree).
    _versions: Any
    #: Counts changes (a Length, so that concurrent ones do not conflict).
    _changes: Any

    def hits(self, text: str, within: Any = None, field: str = "") -> Hits:
        """Return what matches a query, as a bitmap, and scores of the best for the asking.

        For pages that count and sort on bitmaps; `within` is a bitmap or a set
        of record ids, `field` one of ``fields`` that is looked in alone. Who may see
        the records is for the caller to say.
        """
        node = read(text).node
        if node is None or (within is not None and not len(within)):
            return Hits()
        ask = Ask(node, field=field)
        if within is not None and len(within) <= FEW:
            rids = signed(within) if isinstance(within, BitMap) else within
            ask = Ask(node, tuple(rids), field)
        # Of a directory that turns out to be damaged the next one is asked.
        for _ in range(2):
            view, texts = self._patient_view()
            try:
                return self._engine.search(view, ask, self._with_more_texts(view, texts), within)
            except failures.Unusable as failure:
                self._engine.place.give_up(view.store, failure)
        return Hits()

    def _patient_view(self) -> tuple[View, dict[Key, Fields]]:
        view, texts = self._updated_view()
        patience = self._patience(view, texts)
        if patience and self._engine.worker.wait(patience):
            view, texts = self._updated_view()
        return view, texts

    def _patience(self, view: View, texts: dict[Key, Fields]) -> float:
        """Return the seconds to wait for the writer before answering."""
        if MOST_READ < len(self._behind(view)) <= CAUGHT_UP_SOON:
            return CATCHING_UP
        return PATIENCE if len(texts) > MANY else 0

    def more_like(
        self,
        text: str,
        within: BitMap,
        limit: int = 10,
        exclude: Iterable[int] = (),
        language: str = "",
    ) -> list[tuple[int, float]]:
        """Return the record ids `within` that are most like a text, with scores, best first.

        `exclude` are the record ids that are not wanted, such as the text's own;
        `language` is the text's, as in ``fields.Fields``.
        """
        view, texts = self._updated_view()
        wanted = within - bitmap(exclude)
        try:
            counted = Within(view.snapshot, wanted - bitmap(view.surplus))
            # One sample for all texts, but of few records the text's own is no part.
            few = counted.whole
            sample = counted if few else Within(view.snapshot, within - bitmap(view.surplus))
            common = self._engine.common.words(view, sample)
            query = likeness.alike(counted, common, text, language)
            scores = self._engine.best(view, query, texts, wanted, limit) if query else {}
        except failures.Unusable as failure:
            self._engine.place.give_up(view.store, failure)
            return []
        return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[: max(0, limit)]

    def _asked(self, ask: Callable[[View, BitMap], Answer], within: BitMap) -> Answer | None:
        """Ask the directory about words within records; None if it cannot be used."""
        view = self._updated_view()[0]
        try:
            return ask(view, within - bitmap(view.surplus))
        except failures.Unusable as failure:
            self._engine.place.give_up(view.store, failure)
            return None

    def warm(self, seconds: float = 10.0) -> int:
        """Bring what queries need into memory, for some seconds at most, before they are asked.

        Return how many frequent words are kept; 0 where the directory cannot be used.
        """
        view = self._updated_view()[0]
        try:
            return self._engine.warm(view, seconds)
        except failures.Unusable as failure:
            self._engine.place.give_up(view.store, failure)
            return 0

    def status(self) -> Status:
        """Return how the index is."""
        engine, view = self._engine, self._updated_view()[0]
        behind = len(self._behind(view))
        state = State.BEHIND if behind else State.READY
        if engine.worker.reconciling:
            state = State.REBUILDING
        elif view.store.path is None:
            state = State.MEMORY
        return Status(
            state,
            len(self._versions),
            behind,
            None if view.store.path is None else str(view.store.path),
            engine.place.error,
            engine.place.error_at,
            view.store.size(),
            engine.place.complete_at,
        )

    def is_partial(self) -> bool:
        """Tell whether an answer may lack something: more is behind than a query reads itself."""
        return len(self._behind(self._updated_view()[0])) > MOST_READ

    def settle(self, seconds: float = 60) -> bool:
        """Wait until the directory holds what is committed."""
        end = time.monotonic() + seconds
        while self._behind(self._updated_view()[0]) or self._engine.worker.busy:
            if time.monotonic() > end:
                return False
            self._engine.worker.wait(1)
            time.sleep(0.01)
        return True

    def differences(self, place: Place, seen: int) -> Iterator[tuple[int, Change]]:
        """Return what the directory must be told to hold what this map says.

        All up to the transaction `seen` is in this map.
        """
        view = self._engine.view(self._connection())
        view.update(self._versions, self._changes)
        stamp = max(self._stamp(view), seen)
        wanted = {**dict.fromkeys(view.surplus), **view.missing}
        holders: Holders = {}
        for rid, version in wanted.items():
            fields = None if version is None else self._text_of(rid, version, holders)
            yield rid, change_of(stamp, version, fields)

    @property
    def _engine(self) -> Engine:
        return engine_of(self.identity)

    def _connection(self) -> Any:
        # An index that is not in the database yet stands for its connection.
        return self._p_jar or self._changes

    def _touch(self, rid: int) -> None:
        self._changes.change(1)
        self._engine.view(self._connection()).touch(rid, Ending(self))

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
        if len(texts) <= MANY:
            return texts
        # This transaction's own nobody else writes; of the others the writer makes an end soon.
        own = {key: fields for key, fields in texts.items() if key[0] in view.touched}
        return dict(islice(texts.items(), MANY)) | own

    def _text_of(self, rid: int, version: int, holders: Holders) -> Fields | None:
        return self._engine.texts.get((rid, version)) or self._fields_of_record(rid, holders)

    def _fields_of_record(self, rid: int, holders: Holders | None = None) -> Fields | None:
        records = aq_parent(aq_inner(self))
        catalog = aq_parent(records)
        try:
            thing = object_at(catalog, records.paths.get(rid), {} if holders is None else holders)
            # An empty folder is a thing, too.
            return None if thing is None else fields_in(catalog, thing, self.indexed_attrs)
        except Exception:  # whatever an object's indexer raises must not fail somebody's query
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


class Ending:
    """Tells an index how a transaction ended that changed it."""

    def __init__(self, index: Cached) -> None:
        self._index = aq_base(index)

    def __call__(self, committed: bool, touched: set[int]) -> None:
        if committed:
            self._index.committed(touched)
