"""A site of before liaison items learns them, and its area takes them."""

from ccsr.content.content import liaison
from ccsr.content.interfaces import ILiaisonArea
from ccsr.content.permissions import AddLiaisonItem
from plone import api
from zope.interface import noLongerProvides

import pytest
import world


@pytest.fixture
def old_site(integration):
    """A site that has neither type, workflow, indexes nor permissions."""
    portal = integration["portal"]
    with api.env.adopt_user(username="admin"):
        world.create_accounts()
    api.portal.get_tool("portal_types").manage_delObjects(["LiaisonItem"])
    api.portal.get_tool("portal_workflow").manage_delObjects(["ccsr_liaison_workflow"])
    api.portal.get_tool("portal_catalog").delIndex("liaison_service")
    noLongerProvides(portal["liaison"], ILiaisonArea)
    portal["liaison"].manage_permission(AddLiaisonItem, (), acquire=0)
    setup = api.portal.get_tool("portal_setup")
    for profile in ("ccsr.content:default", "ccsr.policy:default"):
        setup.setLastVersionForProfile(profile, "1002")
    return portal


def test_after_the_upgrade_an_officer_files_and_a_reviewer_sends(old_site):
    setup = api.portal.get_tool("portal_setup")
    for profile in ("ccsr.content:default", "ccsr.policy:default"):
        setup.upgradeProfile(profile)
    assert ILiaisonArea.providedBy(old_site["liaison"])
    with api.env.adopt_user(username="ann.officer"):
        item = liaison.file("concern", None, "Title", "Detail")
    with api.env.adopt_user(username="rhys.reviewer"):
        world.go(item, "triage")
        world.go(item, "send")
        assert api.content.find(portal_type="LiaisonItem", review_state="sent")
