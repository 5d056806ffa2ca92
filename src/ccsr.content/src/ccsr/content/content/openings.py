"""That somebody opened a document: told to the parts of it that their page then asks for.

The record tells of an opening once. The parts that follow it, as the pictures of
forty pages, carry a sign that it is told; a part that is asked for without the sign
is told of by itself.
"""

from __future__ import annotations

from ccsr.content.interfaces import IPages
from hashlib import sha256
from plone.keyring.interfaces import IKeyManager
from plone.uuid.interfaces import IUUID
from time import time
from typing import Any
from zope.component import getUtility

import hmac


RING = "_system"
#: Seconds for which an opening lasts.
LASTS = 12 * 60 * 60


def sign(thing: Any, account: str) -> str:
    """Return the sign that an account has opened a thing now."""
    now = str(int(time()))
    return f"{now}-{_seal(_keys()[0], thing, account, now)}"


def is_signed(given: str, thing: Any, account: str) -> bool:
    """Return whether this is the sign that the account opened the thing, not long ago."""
    when, _dash, seal = given.partition("-")
    if not when.isascii() or not when.isdecimal() or not 0 <= time() - int(when) < LASTS:
        return False
    seals = [_seal(key, thing, account, when) for key in _keys()]
    return any(hmac.compare_digest(one.encode(), seal.encode()) for one in seals)


def _keys() -> list[str]:
    ring = getUtility(IKeyManager)[RING]
    return [key for key in ring if key]


def _seal(key: str, thing: Any, account: str, when: str) -> str:
    # To open another file of the thing is another opening.
    told = "\n".join(("opening", IUUID(thing), IPages(thing).digest, account, when))
    return hmac.new(key.encode(), told.encode(), sha256).hexdigest()[:32]
