"""The digest of a document's file, by which a second copy is known."""

from ccsr.content.interfaces import IPaged
from ccsr.content.interfaces import IPages
from plone.indexer import indexer


@indexer(IPaged)
def file_digest(document):
    """SHA-256 of the file in hex; what has no file is not in the index."""
    digest = IPages(document).digest
    if not digest:
        raise AttributeError("file_digest")
    return digest
