"""Applying the profiles again, as an upgrade may, destroys nothing."""

from ccsr.content.controlpanels.settings import settings
from plone import api
from plone.app.testing import applyProfile
from Products.CMFCore.indexing import processQueue

import pytest


PROFILES = ("ccsr.content:default", "ccsr.policy:default")


def known(portal):
    """Return what the catalog holds of everything, by path."""
    processQueue()
    catalog = api.portal.get_tool("portal_catalog")
    paths = catalog._catalog.uids
    return {
        path: (catalog.getIndexDataForUID(path), catalog.getMetadataForUID(path)) for path in paths
    }


@pytest.mark.parametrize("profile", PROFILES)
def test_applied_again_it_keeps_content_settings_and_who_may_see_what(portal, profile, inhabited):
    register = inhabited(portal)
    settings().days_to_share = 3
    settings().enforcement_stages = settings().enforcement_stages[1:]
    api.group.add_user(groupname="reviewers", username="ann.officer")
    before = known(portal)
    assert before
    applyProfile(portal, profile)
    assert known(portal) == before
    assert settings().days_to_share == 3
    assert [one["token"] for one in settings().enforcement_stages] == ["2", "3"]
    assert "ann.officer" in [one.getId() for one in api.user.get_users(groupname="reviewers")]
    roles = api.user.get_roles(username="petra.contact", obj=register["Provider", "shared"])
    assert "Provider Contact" in roles
