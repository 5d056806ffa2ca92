"""A site that knew no claims gets what its providers' contacts need for them."""

from ccsr.content.content import claim as claims
from ccsr.content.content import provider_comment
from ccsr.content.permissions import CommentAsProvider
from ccsr.content.permissions import KeepClaim
from plone import api

import world


PROFILES = ("ccsr.content:default", "ccsr.policy:default")
SETTING = "ccsr.content.claim_days"


def make_old(portal, register):
    """Make the site one of version 1002."""
    for service in (register["Service", "shared"], register["Service", "concealed"]):
        service._delObject(claims.ID)
        for permission in (KeepClaim, CommentAsProvider):
            # Where no workflow says otherwise, what the site grants is acquired.
            service.manage_permission(permission, (), acquire=1)
    portal.portal_types._delObject("ProviderClaim")
    portal.manage_permission(KeepClaim, (), acquire=0)
    del api.portal.get_tool("portal_registry").records[SETTING]
    for profile in PROFILES:
        api.portal.get_tool("portal_setup").setLastVersionForProfile(profile, "1002")


def test_contacts_keep_claims_of_what_they_see_and_of_nothing_else(integration, inhabited):
    portal = integration["portal"]
    register = inhabited(portal)
    make_old(portal, register)
    with api.env.adopt_roles(["Manager"]):
        for profile in PROFILES:
            api.portal.get_tool("portal_setup").upgradeProfile(profile)
    assert api.portal.get_registry_record(SETTING) == 28
    with api.env.adopt_user(username="petra.contact"):
        world.claim(register["Service", "shared"])
        assert provider_comment.may_comment(register["ComplaintReport", "shared"])
        for permission in (KeepClaim, CommentAsProvider):
            hidden = register["Service", "concealed"]
            assert not api.user.has_permission(permission, obj=hidden)
