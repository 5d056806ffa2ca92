"""What nginx lets through in production is what the portal has."""

from ccsr.policy.publication import doors
from pathlib import Path

import pytest
import re


ROOT = Path(__file__).parents[2]
TEMPLATE = (ROOT / "profiles/templates/nginx.conf.in").read_text()


def lets_through(path):
    """Return whether a path is among those that are allowed and not among the refused."""
    allowed = re.search(r"\$path_allowed \{(.*?)\n    \}", TEMPLATE, re.DOTALL)[1]
    refused = re.search(r"\$path_refused \{(.*?)\n    \}", TEMPLATE, re.DOTALL)[1]
    return _matches(allowed, path) and not _matches(refused, path)


def _matches(rows, path):
    found = re.findall(r"^ +(~\*?)?(/?\S+) 1;$", rows, re.MULTILINE)
    return any(re.search(what, path) if sign else what == path for sign, what in found)


@pytest.mark.parametrize("name", sorted(doors.SIGN_IN | doors.SECOND_FACTOR))
def test_every_page_of_signing_in_is_reached(name):
    assert lets_through(f"/{name}")


def test_every_folder_of_the_portal_is_reached(integration):
    portal = integration["portal"]
    assert portal.contentIds()
    assert [name for name in portal.contentIds() if not lets_through(f"/{name}")] == []


@pytest.mark.parametrize("path", ["/@@find", "/@find", "/++plone++ccsr/x.css", "/register/a/@@x"])
def test_pages_services_and_theme_are_reached(path):
    assert lets_through(path)


@pytest.mark.parametrize(
    "path",
    ["/manage_main", "/register/manage", "/acl_users", "/register/acl_users/x", "/.env", "/x"],
)
def test_what_is_zopes_own_is_not(path):
    assert not lets_through(path)
