"""What the package offers and what an application may give it."""

from ccsr.search.fields import Fields
from ccsr.search.hits import Hits
from ccsr.search.reading import Reading
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from Products.PluginIndexes.interfaces import ILimitedResultIndex
from Products.PluginIndexes.interfaces import IQueryIndex
from pyroaring import BitMap
from zope.interface import Attribute
from zope.interface import Interface

import enum


class State(enum.Enum):
    """How far the index directory is."""

    READY = "ready"
    BEHIND = "behind"
    REBUILDING = "rebuilding"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Status:
    """What an administrator is told.

    ``behind`` counts documents whose present text the directory does not hold;
    ``directory`` is None where the index lives in this process's memory only.
    ``size`` are the bytes it takes on disk; times are seconds of ``time.time``:
    when the last error was, and when this process last made the directory hold
    everything (None if it had no reason to since its start).
    """

    state: State
    documents: int
    behind: int
    directory: str | None
    last_error: str | None
    last_error_at: float | None = None
    size: int = 0
    complete_at: float | None = None


class ITextSource(Interface):
    """Adapter of a content object: its text, in fields.

    Without one, the text is what the catalog's indexer of the index's name
    (``SearchableText``) gives, and the names are the object's title.
    """

    def fields() -> Fields | None:
        """Return the text; None where there is no text.

        Should wake nothing but the object itself: it is asked once for every
        document when an index is made anew.
        """


class IIndexStatus(Interface):
    """Tells how an index is."""

    def status() -> Status:
        """Return the state as this process sees it now."""


class ITantivyIndex(IQueryIndex, ILimitedResultIndex, IIndexStatus):  # type: ignore[misc]
    """A catalog index whose words stand in a directory outside the ZODB."""

    identity = Attribute("Name of its directory, given once when the index is made")

    def versions() -> Mapping[int, int]:
        """Return record id → version of the text that should be indexed."""

    def hits(text: str, within: object = None) -> Hits:
        """Return what matches as a bitmap, and scores of the best (see ``hits.Hits``)."""

    def completions(text: str, within: BitMap, limit: int = 10) -> list[tuple[str, int]]:
        """Return words that begin as the last of `text`, counted in the records `within`."""

    def did_you_mean(word: str, within: BitMap) -> str | None:
        """Return a word near a mistyped one that stands in the records `within`."""

    def more_like(
        text: str,
        within: BitMap,
        limit: int = 10,
        exclude: Iterable[int] = (),
        language: str = "",
    ) -> list[tuple[int, float]]:
        """Return the record ids `within` that are most like a text, with scores, best first."""

    def read_query(text: str) -> Reading:
        """Return how a query is understood."""

    def settle(seconds: float) -> bool:
        """Wait until the directory holds all that is committed; True if it does."""
