"""The text of a document by page, kept beside its file (``IPages``)."""

from ccsr.content.content import layers
from ccsr.content.content.text import typed
from ccsr.content.domain import uploads
from ccsr.content.interfaces import IPaged
from ccsr.content.interfaces import IPages
from collections.abc import Mapping
from hashlib import sha256
from persistent import Persistent
from persistent.wref import WeakRef
from plone.restapi.interfaces import IJsonCompatible
from types import MappingProxyType
from zope.annotation.interfaces import IAnnotations
from zope.component import adapter
from zope.interface import implementer


KEY = "ccsr.content.pages"


class StoredPages(Persistent):
    """A record of its own in the ZODB, so that a listing never loads the text.

    ``typed`` is what was typed about the document, for a list of hits that shows
    where a word stands and wakes no document. ``pictures`` are the pages (from 1) that
    a machine is to read; ``sure`` and ``doubtful`` are of those that it has looked at.
    None of them is ever changed in place.
    """

    typed: tuple[str, ...] = ()
    scanned = True
    pictures: tuple[int, ...] = ()
    sure: Mapping[int, float | None] = MappingProxyType({})
    doubtful: Mapping[int, tuple[int, ...]] = MappingProxyType({})

    def __init__(
        self,
        digest: str,
        pages: tuple[str, ...],
        pictures: tuple[int, ...] = (),
        scanned: bool = True,
    ) -> None:
        self.digest = digest
        self.pages = pages
        self.pictures = pictures
        self.scanned = scanned

    def copy(self) -> "StoredPages":
        """Return the same for another document."""
        made = StoredPages("", ())
        made.__setstate__(self.__getstate__())
        return made


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

    def confidence(self, number):
        """Return how sure the machine is that read a page, None where none did."""
        stored = self._stored
        return stored.sure.get(number) if stored else None

    def doubtful(self, number):
        """Return the places of words that are probably misread."""
        stored = self._stored
        return stored.doubtful.get(number, ()) if stored else ()

    @property
    def unread(self):
        """Return the pages (from 1) that wait to be read by machine."""
        stored = self._stored
        return [one for one in stored.pictures if one not in stored.sure] if stored else []

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

    def keep_pictures(self, pictures):
        """Keep which pages (from 1) a machine is to read."""
        self._stored.pictures = pictures

    def keep_read(self, texts, sure, doubtful):
        """Keep what a machine has read: of each page (from 1) that has it, its text and the rest."""
        stored = self._stored
        pages = enumerate(stored.pages, 1)
        stored.pages = tuple(texts.get(number, text) for number, text in pages)
        stored.sure = {**stored.sure, **sure}
        stored.doubtful = {**stored.doubtful, **doubtful}

    def take_over(self, other):
        """Keep what a machine has read of another document with the same file."""
        stored, read = self._stored, IAnnotations(other)[KEY]
        stored.pages = read.pages
        stored.sure, stored.doubtful = dict(read.sure), dict(read.doubtful)

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
        IAnnotations(self.document)[KEY] = StoredPages(
            digest, read.pages, read.pictures, read.scanned
        )
        return True
