"""The text of a document by page, kept beside its file (``IPages``)."""

from ccsr.content.content import layers
from ccsr.content.content.text import typed
from ccsr.content.domain import uploads
from ccsr.content.interfaces import IPaged
from ccsr.content.interfaces import IPages
from hashlib import sha256
from persistent import Persistent
from persistent.wref import WeakRef
from plone.restapi.interfaces import IJsonCompatible
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.interface import implementer


KEY = "ccsr.content.pages"


class StoredPages(Persistent):
    """A record of its own in the ZODB, so that a listing never loads the text.

    ``typed`` is what was typed about the document, for a list of hits that shows
    where a word stands and wakes no document.
    """

    typed: tuple[str, ...] = ()
    scanned = True

    def __init__(self, digest: str, pages: tuple[str, ...], scanned: bool = True) -> None:
        self.digest = digest
        self.pages = pages
        self.scanned = scanned


class TextRef:
    """Leads from the catalog to a ``StoredPages``, loaded when it is wanted.

    ``load`` returns None where the text is gone. (The catalog would call what can be called.)
    """

    def __init__(self, stored: StoredPages) -> None:
        self._ref = WeakRef(stored)

    def load(self) -> StoredPages | None:
        """Return the text."""
        return self._ref()

    def __eq__(self, other: object) -> bool:
        # A WeakRef would load both, and raise where one is gone.
        if not isinstance(other, TextRef):
            return False
        if self._ref.oid is None or other._ref.oid is None:
            return self._ref() is other._ref()
        return self._ref.oid == other._ref.oid

    __hash__ = None


@implementer(IJsonCompatible)
@adapter(TextRef)
def nothing_to_tell(reference):
    """Show nothing of a reference where a service lists every column of the catalog."""


@implementer(IPages)
@adapter(IPaged)
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

    @property
    def scanned(self):
        stored = self._stored
        return stored.scanned if stored else True

    def keep_scanned(self):
        """Keep that the virus scanner called the file clean."""
        self._stored.scanned = True

    def reference(self):
        """Return what leads to the text without the document; None without text."""
        stored = self._stored
        return TextRef(stored) if stored else None

    def update(self):
        """Read the file if its bytes are new; return whether they were."""
        is_new = self._read_file()
        self.keep_typed()
        return is_new

    def keep_typed(self):
        """Keep what was typed beside the pages."""
        texts = typed(self.document)
        stored = self._stored
        if stored is None and texts:
            stored = IAnnotations(self.document)[KEY] = StoredPages("", ())
        if stored is not None and stored.typed != texts:
            stored.typed = texts

    def _read_file(self):
        data = self.document.file.data if self.document.file else b""
        digest = sha256(data).hexdigest() if data else ""
        if digest == self.digest:
            return False
        read = uploads.accept(data) if data else uploads.Contents(())
        layers.forget(self.document)
        IAnnotations(self.document)[KEY] = StoredPages(digest, read.pages, read.scanned)
        return True
