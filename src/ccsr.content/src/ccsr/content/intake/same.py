"""What a file is the same as: by its bytes, or by what it says.

Asked of the catalog as whoever is signed in, so that nothing is said of what they may
not see.
"""

from __future__ import annotations

from ccsr.content.domain.sameness import text_digest
from ccsr.content.interfaces import IPages
from collections.abc import Iterable
from plone import api
from plone.uuid.interfaces import IUUID
from typing import Any


def bytes_like(digest: str) -> list[Any]:
    """Return the records of documents and items with these bytes (SHA-256, hex)."""
    return _found(file_digest=digest) + _found(original_digest=digest)


def text_like(pages: Iterable[str], but: str = "") -> list[Any]:
    """Return the records of documents and items that say the same; ``but`` is a UID left out."""
    digest = text_digest(pages)
    return [one for one in _found(text_digest=digest) if but != one.UID] if digest else []


def like(item: Any) -> list[Any]:
    """Return the records of what says the same as an item, itself left out."""
    return text_like(IPages(item).pages, IUUID(item))


def _found(**query):
    return list(api.portal.get_tool("portal_catalog").searchResults(**query))
