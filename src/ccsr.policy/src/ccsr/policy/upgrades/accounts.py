"""1001 → 1002: what the pages about accounts need to know of those there are."""

from ccsr.policy.accounts import contacts
from ccsr.policy.accounts.install import ensure_login_names
from plone import api


def keep_accounts(_setup_tool) -> None:
    """Take names in any case at sign-in, and keep who is the contact of which provider."""
    ensure_login_names()
    catalog = api.portal.get_tool("portal_catalog")
    # Not an answer to a user: every provider there is, whoever may see it.
    for brain in catalog.unrestrictedSearchResults(portal_type="Provider"):
        contacts.keep(brain._unrestrictedGetObject())
