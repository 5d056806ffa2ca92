"""A site of an earlier version gets the one way to sign in; its accounts keep working."""

from ccsr.policy.sign_in import attempts
from ccsr.policy.sign_in import hashing
from ccsr.policy.sign_in import settings
from ccsr.policy.sign_in.plugin import ID
from plone import api
from plone.registry.interfaces import IRegistry
from Products.PlonePAS.setuphandlers import activatePluginInterfaces
from Products.PluggableAuthService.interfaces.plugins import IAuthenticationPlugin
from Products.PluggableAuthService.interfaces.plugins import IExtractionPlugin
from Products.PluggableAuthService.interfaces.plugins import IUserAdderPlugin
from zope.component import getUtility

import pytest
import world


PROFILE = "ccsr.policy:default"


def folders(portal):
    return portal.acl_users, portal.aq_parent.acl_users


def active(portal):
    """Return which plugins are active for what, in both user folders."""
    return [
        {
            info["id"]: pas.plugins.listPluginIds(info["interface"])
            for info in pas.plugins.listPluginTypeInfo()
        }
        for pas in folders(portal)
    ]


@pytest.fixture
def old_site(portal):
    """A site of version 1001: Plone's own plugins and no settings."""
    site, root = folders(portal)
    for pas in (site, root):
        pas._delObject(ID)
    for name in (
        "source_users",
        "session",
        "credentials_cookie_auth",
        "password_policy",
    ):
        activatePluginInterfaces(portal, name)
    for interface in (IAuthenticationPlugin, IUserAdderPlugin):
        root.plugins.activatePlugin(interface, "users")
    for pas in (site, root):
        pas.jwt_auth.manage_activateInterfaces(["IAuthenticationPlugin", "IExtractionPlugin"])
    registry = getUtility(IRegistry)
    for name in [one for one in registry.records if one.startswith(settings.PREFIX)]:
        del registry.records[name]
    site.source_users.addUser("olwen", "olwen", world.PASSWORD)
    api.portal.get_tool("portal_setup").setLastVersionForProfile(PROFILE, "1001")
    return portal


def test_an_upgraded_site_asks_the_same_plugins_as_a_new_one(portal, request):
    new = active(portal)
    request.getfixturevalue("old_site")
    assert active(portal) != new
    api.portal.get_tool("portal_setup").upgradeProfile(PROFILE)
    assert active(portal) == new
    for pas in folders(portal):
        assert pas.plugins.listPluginIds(IAuthenticationPlugin) == (ID,)
        assert pas.plugins.listPluginIds(IExtractionPlugin) == (ID, "credentials_basic_auth")
    assert getUtility(IRegistry)["ccsr.security.idle_minutes"] == 30


def test_an_account_of_an_old_site_signs_in_with_its_password(old_site, integration):
    reference = old_site.acl_users.source_users._user_passwords["olwen"]
    assert not hashing.is_current(reference)
    api.portal.get_tool("portal_setup").upgradeProfile(PROFILE)
    tried = attempts.attempt(
        integration["request"], old_site.acl_users, "olwen", world.PASSWORD, "page"
    )
    assert tried.outcome == "right"
    assert tried.found.user_id == "olwen"
