"""Whose address is open to whom (DOMAIN 2)."""

from __future__ import annotations

from ccsr.content.config.terms import RESTRICTED_ADDRESS
from ccsr.content.config.terms import SERVICE_TYPES
from collections.abc import Iterable


#: Who reads the address of a home where children live.
READERS = ("CCSR Officer", "Inspectorate", "Manager", "Reviewer")


def open_to(roles: Iterable[str]) -> frozenset[str]:
    """Return the types of service whose addresses whoever has these roles may read."""
    types = frozenset(term.token for term in SERVICE_TYPES)
    return types if set(READERS) & set(roles) else types - RESTRICTED_ADDRESS
