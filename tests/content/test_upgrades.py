"""A site of an earlier version is brought up to this one."""

from ccsr.content.content.pages import KEY
from ccsr.content.permissions import ViewAddress
from ccsr.content.services.find import Find
from plone import api
from plone.app.testing import applyProfile
from plone.app.testing import login
from zope.annotation.interfaces import IAnnotations

import logging
import pytest


PROFILE = "ccsr.content:default"


def text_index():
    return api.portal.get_tool("portal_catalog")._catalog.getIndex("SearchableText")


def make_old():
    """Make the site one of version 1000: the stock index, and nothing of what came later."""
    portal = api.portal.get()
    applyProfile(portal, "ccsr.search:uninstall")
    catalog = api.portal.get_tool("portal_catalog")
    catalog.delIndex("number")
    for name in ("also_named", "text_ref"):
        catalog.delColumn(name)
    api.portal.get_tool("portal_setup").setLastVersionForProfile(PROFILE, "1000")


def leave_a_record_of_nothing(portal, thing):
    """Let the catalog know of something that is not there."""
    gone = "/".join([*thing.getPhysicalPath()[:-1], "gone"])
    portal.portal_catalog.catalog_object(thing, gone)


def found_by_catalog(words):
    catalog = api.portal.get_tool("portal_catalog")
    return [one.getId for one in catalog.unrestrictedSearchResults(SearchableText=words)]


@pytest.fixture
def old_site(portal, inhabited):
    register = inhabited(portal)
    leave_a_record_of_nothing(portal, register["EnforcementAction", "draft"])
    make_old()
    for (kind, _state), thing in register.things.items():
        if kind == "ComplaintReport":
            vars(IAnnotations(thing)[KEY]).pop("typed", None)
    return register


def ask(portal, integration, account, **form):
    login(portal, account)
    integration["request"].form = form
    return Find(portal, integration["request"])()


def test_a_site_with_the_stock_text_index_gets_ours_and_is_searched_by_it(
    portal, integration, old_site, caplog
):
    assert text_index().meta_type == "ZCTextIndex"
    assert old_site["InspectionReport", "shared"].getId() in found_by_catalog("second page")
    with caplog.at_level(logging.INFO, "ccsr.content.upgrades"):
        api.portal.get_tool("portal_setup").upgradeProfile(PROFILE)
    assert text_index().meta_type == "TantivyIndex"
    assert "Indexed" in caplog.text
    assert "where nothing is" in caplog.text
    account = "carys.commissioner"
    service = old_site["Service", "shared"]
    assert ask(portal, integration, account, q=service.urn)["exact"] == service.absolute_url()
    hits = ask(portal, integration, account, q="second page", type="InspectionReport")["items"]
    assert [item["pages"][0]["number"] for item in hits] == [2]
    [typed] = ask(portal, integration, account, q="subject")["items"]
    assert "<mark>" in typed["snippet"]


def made_of():
    """Return what the catalog is made of."""
    catalog = api.portal.get_tool("portal_catalog")
    indexes = {(one.getId(), one.meta_type) for one in catalog.getIndexObjects()}
    return indexes, set(catalog.schema())


def test_an_upgraded_site_has_the_indexes_and_columns_of_a_new_one(portal):
    new = made_of()
    make_old()
    assert made_of() != new
    api.portal.get_tool("portal_setup").upgradeProfile(PROFILE)
    assert made_of() == new


def test_the_address_of_a_service_whose_type_is_not_known_is_kept(portal, inhabited):
    made = inhabited(portal)["Service", "shared"]
    made.service_type = None
    made.manage_permission(ViewAddress, (), acquire=1)
    setup = api.portal.get_tool("portal_setup")
    setup.setLastVersionForProfile(PROFILE, "1001")
    login(portal, "carys.commissioner")
    assert api.user.has_permission(ViewAddress, obj=made)
    setup.upgradeProfile(PROFILE)
    assert not api.user.has_permission(ViewAddress, obj=made)


@pytest.mark.parametrize(("name", "before"), [("whereabouts", "1005"), ("welsh_name", "1006")])
def test_what_was_there_before_is_indexed_as_what_is_new(portal, inhabited, name, before):
    inhabited(portal)
    catalog = api.portal.get_tool("portal_catalog")

    def indexed():
        index = catalog._catalog.getIndex(name)
        return {path: index.getEntryForObject(rid) for path, rid in catalog._catalog.uids.items()}

    known = indexed()
    assert any(known.values())
    catalog.delIndex(name)
    setup = api.portal.get_tool("portal_setup")
    setup.setLastVersionForProfile(PROFILE, before)
    setup.upgradeProfile(PROFILE)
    assert indexed() == known
