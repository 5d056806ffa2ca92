"""Files in JSON and in parts: their names are made fit before the field looks at them."""

from ccsr.content.content.document import IPDFFile
from ccsr.content.domain.uploads import file_name
from ccsr.content.interfaces import IContentLayer
from plone.dexterity.interfaces import IDexterityContent
from plone.restapi.deserializer.dxfields import NamedFieldDeserializer
from plone.restapi.interfaces import IFieldDeserializer
from plone.restapi.services.content.tus import TUSUpload
from zope.component import adapter
from zope.interface import implementer


@implementer(IFieldDeserializer)
@adapter(IPDFFile, IDexterityContent, IContentLayer)
class PDFDeserializer(NamedFieldDeserializer):
    """Takes a file whatever its name is; the bytes are for the field to judge."""

    def __call__(self, value):
        """Return the file; raises ``Refused`` with the sentence of the field."""
        if isinstance(value, TUSUpload):
            value.metadata()["filename"] = _name(value.metadata())
        elif isinstance(value, dict) and "data" in value:
            value = {**value, "filename": _name(value)}
        return super().__call__(value)


def _name(described):
    name = described.get("filename")
    return file_name(name if isinstance(name, str) else None)
