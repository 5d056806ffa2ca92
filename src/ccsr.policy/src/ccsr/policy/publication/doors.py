"""Which addresses an anonymous visitor may ask for: sign-in and what it needs to look right."""

from typing import Any
from urllib.parse import quote


#: First parts of paths below the site under which only theme resources stand.
RESOURCES = ("++plone++", "++resource++", "++theme++")
#: Goes before one of these in an address that changes with the file. By itself it
#: leads to whatever stands behind it, so it opens nothing.
UNIQUE = "++webresource++"

#: Pages of the site that serve signing in, and those that may follow their name.
SIGN_IN = frozenset(
    {
        "@login",
        "accept-invitation",
        "alerts-feed",
        "alerts-unsubscribe",
        "calendar-feed",
        "favicon.ico",
        "hand-in",
        "login",
        "login-help",
        "logged-out",
        "logged_out",
        "logout",
        "mail_password_form",
        "passwordreset",
        "pwreset_form",
        "robots.txt",
        "single-sign-on",
        "site-logo",
        "site-favicon",
    }
)
WITH_TOKEN = frozenset(
    {
        "accept-invitation",
        "alerts-feed",
        "alerts-unsubscribe",
        "calendar-feed",
        "hand-in",
        "passwordreset",
    }
)
#: Pages that a session reaches while it is still asked for a second factor.
SECOND_FACTOR = frozenset({"second-factor", "second-factor-setup"})


def is_second_factor(path: list[str]) -> bool:
    """Return whether this path, relative to the site, is a page of the second factor."""
    return len(path) == 1 and path[0].removeprefix("@@") in SECOND_FACTOR


def is_open(path: list[str]) -> bool:
    """Return whether anybody may ask for this path, given relative to the site."""
    if not path:
        return False
    first = path[0].removeprefix("@@")
    if is_resource(path):
        return True
    return first in SIGN_IN and (len(path) == 1 or (first in WITH_TOKEN and len(path) == 2))


def is_resource(path: list[str]) -> bool:
    """Return whether only resources of the theme stand under this path."""
    return path[0].startswith(RESOURCES) or is_unique_resource(path)


def is_unique_resource(path: list[str]) -> bool:
    """Return whether the path is that of a file which changes its address when it changes."""
    return len(path) > 1 and path[0].startswith(UNIQUE) and path[1].startswith(RESOURCES)


def wanted(request: Any) -> str | None:
    """Return the address that was asked for, with its query."""
    address, query = request.get("ACTUAL_URL"), request.get("QUERY_STRING")
    return f"{address}?{query}" if address and query else address


def sign_in_address(site_url: str, wanted: str | None) -> str:
    """Return the address of the sign-in page that leads on to what was wanted."""
    address = f"{site_url}/login"
    return f"{address}?came_from={quote(wanted, safe='')}" if wanted else address
