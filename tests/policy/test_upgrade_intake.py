"""A site of before intake learns it: closed to all but staff, with the words of what is filed."""

from ccsr.content.content.intake_item import AREA
from ccsr.content.domain.sameness import text_digest
from ccsr.content.interfaces import IPages
from plone import api
from plone.namedfile.file import NamedBlobFile

import pytest
import world


PROFILES = ("ccsr.content:default", "ccsr.policy:default")
TYPES = ["IntakeArea", "IntakeItem"]
WORDS = "The home is good, and what was asked of it a year ago was done. " * 8


@pytest.fixture
def document(integration):
    """A document in a site that has neither types, area nor indexes."""
    portal = integration["portal"]
    with api.env.adopt_user(username="admin"):
        world.create_accounts()
        holder = world.service(world.provider(portal["register"], "one"), "one")
        made = world.document(holder, "ComplaintReport", "one")
        made.file = NamedBlobFile(world.pdf(WORDS), filename="words.pdf")
        IPages(made).update()
    portal._delObject(AREA)
    api.portal.get_tool("portal_types").manage_delObjects(TYPES)
    for name in ("text_digest", "intake_batch"):
        api.portal.get_tool("portal_catalog").delIndex(name)
    for profile in PROFILES:
        api.portal.get_tool("portal_setup").setLastVersionForProfile(profile, "1003")
    return made


def test_after_the_upgrade_staff_have_an_area_that_knows_what_is_filed(document):
    for profile in PROFILES:
        api.portal.get_tool("portal_setup").upgradeProfile(profile)
    area = api.portal.get()[AREA]
    digest = text_digest(IPages(document).pages)
    for name, sees in (("ann.officer", True), ("rhys.reviewer", True), ("mair.manager", False)):
        with api.env.adopt_user(username=name):
            assert bool(api.user.has_permission("View", obj=area)) == sees
            assert not api.user.has_permission("Delete objects", obj=area)
    with api.env.adopt_user(username="ann.officer"):
        assert [one.UID for one in api.content.find(text_digest=digest)] == [document.UID()]
    assert api.portal.get_registry_record("ccsr.content.intake_days") == 30
