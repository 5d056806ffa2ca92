"""Accounts come, are given what they may see, and go."""

from ccsr.policy import accounts
from ccsr.policy.accounts import inviting
from ccsr.policy.accounts import people
from ccsr.policy.accounts import standing
from ccsr.policy.domain.invitations import Invitation
from ccsr.policy.permissions import ManageAccounts
from plone import api
from plone.app.workflow.events import LocalrolesModifiedEvent
from zope.annotation.interfaces import IAnnotations
from zope.event import notify

import world


def test_http_basic_is_for_accounts_that_were_given_it_and_are_not_disabled(portal):
    accounts.create("one", "One", world.MAIL, world.PASSWORD)
    accounts.create("two", "Two", world.MAIL, world.PASSWORD, api=True)
    assert [accounts.may_use_basic(name) for name in ("one", "two", "nobody")] == [
        False,
        True,
        False,
    ]
    standing.keep("two", disabled="2026-01-01")
    assert accounts.is_disabled("two")
    assert not accounts.may_use_basic("two")
    assert not accounts.is_disabled("one")


def test_no_account_can_give_itself_http_basic(portal):
    accounts.create("one", "One", world.MAIL, world.PASSWORD)
    api.user.get("one").setMemberProperties({"ccsr_api": True, "api": True})
    assert not accounts.may_use_basic("one")


def test_an_upgraded_site_knows_its_accounts_and_lets_administrators_manage_them(portal, inhabited):
    register = inhabited(portal)
    del IAnnotations(portal)[standing.KEY]
    portal.manage_permission(ManageAccounts, (), acquire=1)
    portal.acl_users.login_transform = ""
    setup = api.portal.get_tool("portal_setup")
    setup.setLastVersionForProfile("ccsr.policy:default", "1001")
    setup.upgradeProfile("ccsr.policy:default")
    held = sorted(one.UID() for one in register.providers.values())
    assert people.one("petra.contact").providers == tuple(held)
    assert people.one("ann.officer").created is None
    assert api.user.has_permission(ManageAccounts, username="sian.siteadmin")
    assert not api.user.has_permission(ManageAccounts, username="rhys.reviewer")
    assert portal.acl_users.authenticate("Ann.Officer", world.PASSWORD, portal.REQUEST)


def test_who_is_a_contact_follows_the_roles_on_the_provider(portal, inhabited):
    provider = inhabited(portal).providers["shared"]
    uid = provider.UID()
    assert uid in people.one("petra.contact").providers
    provider.manage_delLocalRoles(["petra.contact"])
    notify(LocalrolesModifiedEvent(provider, portal.REQUEST))
    assert uid not in people.one("petra.contact").providers
    assert people.one("petra.contact").kinds == {"contact"}


def test_who_signs_in_with_the_address_signs_in_with_a_changed_one(portal):
    user_id, _link = inviting.invite(Invitation("Nia", "nia@example.org", "partner"))
    api.user.get(userid=user_id).setMemberProperties({"email": "New@Example.org"})
    assert people.one(user_id).login == "new@example.org"
    api.user.get(userid=user_id).setMemberProperties({"email": "admin"})
    assert people.one(user_id).login == "new@example.org"
    accounts.create("wil", "Wil", "wil@example.org", world.PASSWORD)
    api.user.get(userid="wil").setMemberProperties({"email": "other@example.org"})
    assert people.one("wil").login == "wil"


def test_nothing_is_kept_of_a_deleted_account(portal):
    accounts.create("gone", "Gone", "gone@example.org", world.PASSWORD, api=True)
    with api.env.adopt_roles(["Manager"]):
        api.user.delete(username="gone")
    assert standing.kept("gone") == {}
