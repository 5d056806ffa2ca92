"""Fields of rows: lists of objects in JSON."""

from ccsr.content.content.rows_field import IRows
from ccsr.content.content.rows_field import read
from ccsr.content.interfaces import IContentLayer
from plone.dexterity.interfaces import IDexterityContent
from plone.restapi.deserializer.dxfields import DefaultFieldDeserializer
from plone.restapi.interfaces import IFieldDeserializer
from zope.component import adapter
from zope.interface import implementer


@implementer(IFieldDeserializer)
@adapter(IRows, IDexterityContent, IContentLayer)
class RowsDeserializer(DefaultFieldDeserializer):
    """Takes a list of objects; a column that is left out is empty."""

    def __call__(self, value):
        """Return the rows; raises ``Refused`` with the sentence of the first bad cell."""
        rows = read(self.field, value or [], self.context)
        self.field.validate(rows)
        return rows
