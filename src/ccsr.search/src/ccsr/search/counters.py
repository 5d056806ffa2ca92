"""A stock index whose counter moves whenever what it holds does.

``UnIndex`` (field and date indexes) takes away a value that has become None and
does not tell: by its counter, the catalog's caches and ``facets`` would take it
for unchanged. Applied once a process, at start.
"""

from Products.PluginIndexes.unindex import UnIndex
from typing import Any


_stock = UnIndex._index_object


def _index_object(
    self: Any, documentId: int, obj: Any, threshold: int | None = None, attr: str = ""
) -> int:
    was_held = documentId in self._unindex
    changed: int = _stock(self, documentId, obj, threshold, attr)
    return changed or int(was_held and documentId not in self._unindex)


def apply() -> None:
    """Have every field and date index count what it takes away."""
    UnIndex._index_object = _index_object
