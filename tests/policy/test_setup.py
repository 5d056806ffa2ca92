"""The profile makes the portal that the documentation promises."""

from plone import api

import pytest


@pytest.mark.parametrize("area", ["register", "liaison", "governance", "readiness"])
def test_the_top_folders_are_there(integration, area):
    assert area in integration["portal"].objectIds()


def test_every_authority_has_a_group_of_commissioners(integration):
    with api.env.adopt_roles(["Manager"]):
        groups = {group.getId(): group.getRoles() for group in api.group.get_groups()}
    placing = [roles for name, roles in groups.items() if name.startswith("authority-w06")]
    assert len(placing) == 22
    assert all("Commissioner" in roles for roles in placing)
