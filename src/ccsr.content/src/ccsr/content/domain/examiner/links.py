"""Where the links of a PDF may lead: to the web, to an e-mail, or nowhere."""

from __future__ import annotations

from ccsr.content.domain.examiner.refused import Refused
from urllib.parse import unquote

import re
import unicodedata


WEB = frozenset({"http", "https"})
ALLOWED = WEB | {"mailto", "tel"}
#: Links that run rather than lead somewhere.
RUNNING = frozenset({"javascript", "vbscript", "data"})
SCHEME = re.compile(r"([a-z][a-z0-9+.-]+):")
#: What converters make of a link without ``http``: a folder of the computer they ran on.
OWN_FOLDER = re.compile(
    r"(?!.*/\.\./)(?:(?:file:///)?[a-z]:/(?!/)|file:///(?:home|private|tmp|users|var)/)"
)
#: Another computer's folder: opening it tells that one who has signed in to this one.
NETWORK = "//"
PROGRAM = re.compile(
    r"\.(?:app|appref-ms|bat|chm|cmd|command|cpl|dll|exe|hta|iso|jar|jse?|library-ms|lnk|msc|"
    r"msi|pif|ps1|reg|scf|scr|search-ms|settingcontent-ms|url|vb[es]?|wsf|wsh)(?=[?#/:]|\Z)"
)
#: Times that a link may be escaped.
ROUNDS = 5


def refuse_link(address: str) -> None:
    """Raise ``Refused`` for a link that runs something or opens what is no page."""
    plain = _plain(address)
    scheme = _scheme(plain)
    if scheme in RUNNING:
        raise Refused("script")
    if scheme in ALLOWED:
        return
    is_local = not scheme or OWN_FOLDER.match(plain)
    if not is_local or plain.startswith(NETWORK) or PROGRAM.search(plain):
        raise Refused("link")


def refuse_base(address: str) -> None:
    """Raise ``Refused`` for what links without a scheme begin with, unless it is the web."""
    plain = _plain(address)
    refuse_link(plain)
    if plain and _scheme(plain) not in WEB and not OWN_FOLDER.match(plain):
        raise Refused("link")


def _scheme(plain: str) -> str:
    found = SCHEME.match(plain)
    return found[1] if found else ""


def _plain(address: str) -> str:
    """Return a link as the most generous reader would take it."""
    for _round in range(ROUNDS):
        address = unquote(address)
    seen = unicodedata.normalize("NFKC", address)
    kept = (one for one in seen if unicodedata.category(one)[0] not in "CZ")
    return "".join(kept).replace("\\", "/").lower()
