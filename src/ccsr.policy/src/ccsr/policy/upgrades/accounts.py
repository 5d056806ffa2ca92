"""1001 → 1002: what the pages about accounts need to know of those there are."""

from ccsr.content.upgrades.everything import everything
from ccsr.policy.accounts import contacts
from ccsr.policy.accounts.install import ensure_login_names


def keep_accounts(_setup_tool) -> None:
    """Take names in any case at sign-in, and keep who is the contact of which provider."""
    ensure_login_names()
    for provider in everything(portal_type="Provider"):
        contacts.keep(provider)
