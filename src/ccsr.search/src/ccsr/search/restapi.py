"""How ``@search`` of plone.restapi turns a parameter into a query of this index."""

from ccsr.search.interfaces import ITantivyIndex
from plone.restapi.interfaces import IIndexQueryParser
from plone.restapi.search.query import BaseIndexQueryParser
from zope.component import adapter
from zope.interface import implementer
from zope.interface import Interface


@implementer(IIndexQueryParser)
@adapter(ITantivyIndex, Interface, Interface)
class TantivyIndexQueryParser(BaseIndexQueryParser):  # type: ignore[misc]
    """Words as they come, and whether all or any of several are wanted."""

    query_value_type = str
    query_options = {"operator": str}
