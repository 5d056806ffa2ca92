"""A site without the concern form gets it, as a new one has it."""

from ccsr.content.content import concerns
from ccsr.policy.concern_form import EDITORS
from ccsr.policy.concern_form import READERS
from plone import api


PROFILE = "ccsr.policy:default"
MAILS = "collective.easyform: Add Mailers"


def make_old(portal):
    """Make the site one of version 1002, to which easyform's profile was applied by hand."""
    portal._delObject(concerns.FORM, suppress_events=True)
    portal.manage_permission(MAILS, ("Manager", "Owner"), acquire=1)
    portal.portal_types["EasyForm"].global_allow = True
    portal.portal_types["EasyForm"].behaviors = ("plone.allowdiscussion", "plone.shortname")
    api.portal.get_tool("portal_setup").setLastVersionForProfile(PROFILE, "1002")


def test_the_form_is_made_and_what_easyform_could_do_is_off(integration):
    portal = integration["portal"]
    make_old(portal)
    with api.env.adopt_roles(["Manager"]):
        api.portal.get_tool("portal_setup").upgradeProfile(PROFILE)
    form = portal[concerns.FORM]
    assert concerns.faults(form) == ()
    held = {role["name"] for role in form.rolesOfPermission("View") if role["selected"]}
    assert held == {*READERS}
    changed = form.rolesOfPermission("Modify portal content")
    assert {role["name"] for role in changed if role["selected"]} == {*EDITORS}
    assert not any(role["selected"] for role in portal.rolesOfPermission(MAILS))
    assert not portal.portal_types["EasyForm"].global_allow
    assert portal.portal_types["EasyForm"].behaviors == ("plone.basic",)
    assert "export" not in portal.portal_actions.object_buttons
    assert api.portal.get_registry_record("easyform.allowedFields") == []
