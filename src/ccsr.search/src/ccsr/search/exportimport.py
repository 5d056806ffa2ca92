"""The index in ``catalog.xml``."""

from ccsr.search.index import attribute_names
from ccsr.search.interfaces import ITantivyIndex
from Products.GenericSetup.interfaces import ISetupEnviron
from Products.GenericSetup.utils import NodeAdapterBase
from typing import Any
from zope.component import adapter


@adapter(ITantivyIndex, ISetupEnviron)
class TantivyIndexNodeAdapter(NodeAdapterBase):  # type: ignore[misc]
    """Writes and reads the names of the indexed attributes."""

    @property
    def node(self) -> Any:
        """Return the index as a node."""
        node = self._getObjectNode("index")
        for name in self.context.getIndexSourceNames():
            child = self._doc.createElement("indexed_attr")
            child.setAttribute("value", name)
            node.appendChild(child)
        return node

    @node.setter
    def node(self, node: Any) -> None:
        given = node.getElementsByTagName("indexed_attr")
        names = attribute_names([child.getAttribute("value") for child in given])
        if names and names != self.context.indexed_attrs:
            self.context.indexed_attrs = names
            self.context.clear()
