"""Addresses of style sheets and scripts that may be kept for ever, because they change with the file."""

from ccsr.policy.publication import doors
from ccsr.policy.publication import visitor
from functools import cache
from hashlib import sha256
from pathlib import Path

import ccsr.content
import ccsr.policy
import plonetheme.barceloneta


SHEETS = (
    (plonetheme.barceloneta, "theme", "++theme++barceloneta", "css/barceloneta.min.css"),
    (ccsr.policy, "theme", "++theme++ccsr", "ccsr.css"),
)
#: Scripts of the find box in the header.
SCRIPTS = ((ccsr.content, "browser/static", "++plone++ccsr.content", "find_complete.js"),)

#: Warns before a session ends.
SESSION = ((ccsr.policy, "theme", "++theme++ccsr", "session.js"),)


FOR_EVER = "public, max-age=31536000, immutable"


def keep(event) -> None:
    """Let browsers keep what changes its address when it changes."""
    request = event.request
    if doors.UNIQUE not in request["ACTUAL_URL"]:
        return
    site = visitor.site_of(request)
    if site is not None and doors.is_unique_resource(visitor.path_in(site, request)):
        request.response.setHeader("Cache-Control", FOR_EVER)


def stylesheets(site_url: str) -> list[str]:
    """Return the addresses of the style sheets of every page, in their order."""
    return _addresses(site_url, SHEETS)


def scripts(site_url: str) -> list[str]:
    """Return the addresses of the scripts of the header."""
    return _addresses(site_url, SCRIPTS)


def session_script(site_url: str) -> str:
    """Return the address of the script that warns before a session ends."""
    return _addresses(site_url, SESSION)[0]


def _addresses(site_url: str, files) -> list[str]:
    return [f"{site_url}/{path}" for path in _paths(files)]


@cache
def _paths(files) -> tuple[str, ...]:
    return tuple(
        f"++webresource++{_digest(Path(package.__file__).parent / folder / name)}/{at}/{name}"
        for package, folder, at, name in files
    )


def _digest(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()[:16]
