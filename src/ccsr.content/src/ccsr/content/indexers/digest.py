"""Digests by which a second copy of a file is known: of its bytes, and of its text."""

from ccsr.content.domain.sameness import text_digest as digest_of
from ccsr.content.interfaces import IDocument
from ccsr.content.interfaces import IPages
from plone.indexer import indexer


def digest_of_file(paged):
    """Return SHA-256 of the file in hex; what has no file is not in the index."""
    digest = IPages(paged).digest
    if not digest:
        raise AttributeError("file_digest")
    return digest


def digest_of_text(paged):
    """Return the digest of what the file says; what says too little is not in the index."""
    digest = digest_of(IPages(paged).pages)
    if not digest:
        raise AttributeError("text_digest")
    return digest


file_digest = indexer(IDocument)(digest_of_file)
text_digest = indexer(IDocument)(digest_of_text)
