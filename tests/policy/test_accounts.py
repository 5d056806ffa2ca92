"""Accounts come, are given what they may see, and go."""

from ccsr.policy import accounts
from ccsr.policy.accounts import standing
from plone import api

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
