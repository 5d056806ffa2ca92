"""Files that were uploaded and are to be filed."""

from ccsr.content.content import intake_item
from ccsr.content.interfaces import IPages
from plone import api
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile

import pytest
import world


@pytest.fixture
def item(integration):
    portal = integration["portal"]
    with api.env.adopt_user(username="admin"):
        world.create_accounts()
    with api.env.adopt_user(username="ann.officer"):
        return createContentInContainer(
            portal["intake"],
            "IntakeItem",
            title="report.pdf",
            file=NamedBlobFile(world.pdf("Some words"), filename="../report.pdf"),
            checkConstraints=False,
        )


def test_an_item_has_its_text(item):
    assert "Some words" in IPages(item).pages[0]
    assert item.title == item.file.filename == "report.pdf"
    assert intake_item.state(item) == "received"
    intake_item.put_batch(item, "ab")
    assert intake_item.batch(item) == "ab"


@pytest.mark.parametrize(
    "name",
    ["carys.commissioner", "ivor.inspector", "wil.partner", "mair.manager", "sian.siteadmin"],
)
def test_only_officers_and_reviewers_find_anything(item, name):
    digest = IPages(item).digest
    for staff in ("ann.officer", "rhys.reviewer"):
        with api.env.adopt_user(username=staff):
            assert api.content.find(file_digest=digest)
            assert api.user.has_permission("View", obj=item)
    with api.env.adopt_user(username=name):
        assert not api.content.find(file_digest=digest)
        assert not api.content.find(portal_type="IntakeArea")
        assert not api.user.has_permission("View", obj=item)
