"""Addresses of style sheets that may be kept for ever, because they change with the file."""

from ccsr.policy.publication import doors
from ccsr.policy.publication import visitor
from functools import cache
from hashlib import sha256
from pathlib import Path

import ccsr.policy
import plonetheme.barceloneta


SHEETS = (
    (plonetheme.barceloneta, "++theme++barceloneta", "css/barceloneta.min.css"),
    (ccsr.policy, "++theme++ccsr", "ccsr.css"),
)


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
    return [f"{site_url}/{path}" for path in _paths()]


@cache
def _paths() -> tuple[str, ...]:
    return tuple(
        f"++webresource++{_digest(Path(package.__file__).parent / 'theme' / name)}/{theme}/{name}"
        for package, theme, name in SHEETS
    )


def _digest(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()[:16]
