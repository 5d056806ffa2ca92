"""On a Plone site: installed, used as Plone uses its index, taken out again."""

from ccsr.search.interfaces import IIndexStatus
from ccsr.search.interfaces import ITantivyIndex
from plone import api
from plone.app.testing import applyProfile
from plone.app.testing import logout
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.restapi.search.handler import SearchHandler
from Products.GenericSetup.interfaces import IBody
from Products.GenericSetup.tests.common import DummyExportContext
from Products.PluginIndexes.interfaces import IPluggableIndex
from zope.component import getMultiAdapter
from zope.interface.verify import verifyObject

import pytest
import shutil
import transaction


def site(layer):
    """Return the layer's site with our index."""
    portal = layer["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    applyProfile(portal, "ccsr.search:default")
    return portal


def text_index():
    return api.portal.get_tool("portal_catalog")._catalog.getIndex("SearchableText")


def found(query, **more):
    catalog = api.portal.get_tool("portal_catalog")
    return [brain.getId for brain in catalog(SearchableText=query, **more)]


@pytest.fixture
def portal(integration):
    return site(integration)


def add(portal, id, **more):
    # The site of the layer may have switched Plone's own types and their versions off.
    for name in (
        "plone.app.contenttypes: Add Document",
        "CMFEditions: Save new version",
        "CMFEditions: Access previous versions",
    ):
        portal.manage_permission(name, ["Manager"])
    return api.content.create(portal, "Document", id, **more)


def test_the_profile_replaces_the_index_and_indexes_what_is_there(integration):
    portal = integration["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    add(portal, "page", title="Harbour")
    applyProfile(portal, "ccsr.search:default")
    assert text_index().meta_type == "TantivyIndex"
    assert found("harbour") == ["page"]


def test_applied_again_the_profile_keeps_the_index(portal):
    identity = text_index().identity
    applyProfile(portal, "ccsr.search:default")
    assert text_index().identity == identity


def test_the_uninstall_profile_puts_the_stock_index_back(portal):
    add(portal, "page", title="Harbour")
    applyProfile(portal, "ccsr.search:uninstall")
    assert text_index().meta_type == "ZCTextIndex"
    assert found("harbour") == ["page"]


def test_the_index_keeps_its_promises(portal):
    index = text_index()
    for interface in (ITantivyIndex, IPluggableIndex, IIndexStatus):
        assert verifyObject(interface, index)


def test_the_index_is_exported_with_its_attributes(portal):
    setup = api.portal.get_tool("portal_setup")
    catalog = api.portal.get_tool("portal_catalog")
    body = getMultiAdapter((catalog, DummyExportContext(portal, setup)), IBody).body.decode()
    assert '<index name="SearchableText" meta_type="TantivyIndex">' in body


def test_results_come_by_relevance_unless_another_order_is_asked(portal):
    add(portal, "b", title="harbour " * 2, description="and many other words of a report")
    add(portal, "a", title="another", description="harbour")
    assert found("harbour") == ["b", "a"]
    assert found("harbour", sort_on="id") == ["a", "b"]


def test_who_may_not_see_it_does_not_find_it(portal):
    page = add(portal, "page", title="Harbour")
    page.manage_permission("Access contents information", ["Manager"])
    page.reindexObject()
    assert found("harbour") == ["page"]
    logout()
    assert found("harbour") == []


def test_the_rest_service_asks_the_index(portal, integration):
    add(portal, "page", title="Harbour")
    query = {"SearchableText": "harbour"}
    answer = SearchHandler(portal, integration["request"]).search(query)
    assert [item["title"] for item in answer["items"]] == ["Harbour"]


def test_the_page_in_the_zmi_says_how_the_index_is(portal):
    add(portal, "page", title="Harbour")
    page = text_index().manage_main()
    assert "Documents" in page
    assert "SearchableText" in page


def test_what_a_directory_lost_is_read_from_the_objects_again(functional, place):
    portal = site(functional)
    for number in range(5):
        add(portal, f"page{number}", title="Harbour", description=f"of number{number}")
    transaction.commit()
    assert text_index().settle(30)
    shutil.rmtree(place)
    assert sorted(found("harbour")) == [f"page{number}" for number in range(5)]
    assert text_index().settle(30)
    assert found("number3") == ["page3"]
    assert text_index().status().behind == 0
