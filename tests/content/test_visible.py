"""The bitmap of what somebody may find is the catalog's own answer."""

from ccsr.content.domain.facets import TYPES
from ccsr.content.services.visible import visible
from ccsr.search.results import signed
from DateTime import DateTime
from plone import api
from plone.app.testing import login

import pytest
import world


ACCOUNTS = (*world.STAFF, *world.ADMINISTRATORS, *world.CONTACTS)


@pytest.fixture
def register(portal, inhabited):
    return inhabited(portal)


def agree(account):
    """Compare for an account; return the UIDs it may find."""
    login(api.portal.get(), account)
    catalog = api.portal.get_tool("portal_catalog")
    listed = catalog.searchResults(portal_type=[term.token for term in TYPES])
    assert set(signed(visible(catalog))) == {brain.getRID() for brain in listed}, account
    return {brain.UID for brain in listed}


def test_each_account_may_find_what_the_catalog_lists_to_it(register):
    found = {account: agree(account) for account in ACCOUNTS}
    assert found["ann.officer"] > found["carys.commissioner"] > found["petra.contact"]
    assert found["petra.contact"] != found["otto.contact"]
    assert not found["wil.partner"]


def test_what_is_not_yet_or_no_longer_in_effect_is_found_by_whom_the_catalog_lists_it_to(register):
    early, late = register["InspectionReport", "shared"], register["ComplaintReport", "shared"]
    both = register["Service", "shared"]
    early.effective_date = DateTime() + 1
    late.expiration_date = DateTime() - 1
    both.effective_date, both.expiration_date = DateTime() - 2, DateTime() - 1
    for thing in (early, late, both):
        thing.reindexObject()
    hidden = {thing.UID() for thing in (early, late, both)}
    found = {account: agree(account) for account in ACCOUNTS}
    assert hidden.isdisjoint(found["carys.commissioner"])
    assert found["mair.manager"] >= hidden
