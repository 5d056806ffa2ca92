"""The text of a document by page, kept beside its file (``IPages``)."""

from ccsr.content.domain import pdf
from ccsr.content.interfaces import IDocument
from ccsr.content.interfaces import IPages
from hashlib import sha256
from persistent import Persistent
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.interface import implementer


KEY = "ccsr.content.pages"


class StoredPages(Persistent):
    """A record of its own in the ZODB, so that a listing never loads the text."""

    def __init__(self, digest: str, pages: tuple[str, ...]) -> None:
        self.digest = digest
        self.pages = pages


@implementer(IPages)
@adapter(IDocument)
class Pages:
    """Keeps the text of a document's file; reads it anew when the file has changed."""

    def __init__(self, document):
        self.document = document

    @property
    def _stored(self):
        return IAnnotations(self.document).get(KEY)

    @property
    def pages(self):
        stored = self._stored
        return stored.pages if stored else ()

    @property
    def digest(self):
        stored = self._stored
        return stored.digest if stored else ""

    def update(self):
        """Read the file if its bytes are new; return whether they were."""
        data = self.document.file.data if self.document.file else b""
        digest = sha256(data).hexdigest() if data else ""
        if digest == self.digest:
            return False
        pages = pdf.read(data).pages if data else ()
        IAnnotations(self.document)[KEY] = StoredPages(digest, pages)
        return True
