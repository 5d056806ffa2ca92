"""How accounts are named, for a new site and for one that is brought up to date."""

from plone import api


def ensure_login_names() -> None:
    """Keep login names in lower case and take them in any, as people write their address."""
    folder = api.portal.get_tool("acl_users")
    if folder.login_transform != "lower":
        # It also changes the names there are; two that differ in case only stop it.
        folder.manage_changeProperties(login_transform="lower")
