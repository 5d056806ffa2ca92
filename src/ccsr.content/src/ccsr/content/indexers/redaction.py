"""The digest of the file that a redacted copy was made from: it is no new file either."""

from ccsr.content.content import redaction
from ccsr.content.interfaces import IDocument
from plone.indexer import indexer


@indexer(IDocument)
def original_digest(document):
    """SHA-256 of the original in hex; a document that is not redacted is not in the index."""
    digest = redaction.original_digest(document)
    if not digest:
        raise AttributeError("original_digest")
    return digest
