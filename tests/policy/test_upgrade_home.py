"""A site of before writes days as they are written in Britain, and asks for nothing unseen."""

from DateTime import DateTime
from plone import api


PROFILE = "ccsr.policy:default"
ENABLED = "Products.CMFPlone.i18nl10n.override_dateformat.Enabled"
AFTERNOON = DateTime("2026-07-04 15:05")


def test_an_upgraded_site_is_as_a_new_one(integration):
    def written():
        return [
            api.portal.get_localized_time(AFTERNOON, long_format=long) for long in (True, False)
        ]

    site = api.portal.get_tool("portal_types")["Plone Site"]
    new, behaviors = written(), site.behaviors
    assert "plone.richtext" not in behaviors
    site.manage_changeProperties(behaviors=(*behaviors, "plone.richtext"))
    assert new == ["04 July 2026, 15:05", "04 July 2026"]
    api.portal.set_registry_record(ENABLED, False)
    assert written() != new
    setup = api.portal.get_tool("portal_setup")
    setup.setLastVersionForProfile(PROFILE, "1007")
    setup.upgradeProfile(PROFILE)
    assert written() == new
    assert site.behaviors == behaviors
