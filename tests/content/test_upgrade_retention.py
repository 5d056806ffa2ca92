"""A site of version 1001 learns the days that the retention schedule counts from."""

from ccsr.content.content.closing import closed_on
from ccsr.content.content.closing import KEY
from ccsr.content.domain.retention import keyword
from datetime import date
from plone import api
from zope.annotation.interfaces import IAnnotations

import pytest


PROFILE = "ccsr.content:default"
INDEX = "retention_events"


@pytest.fixture
def old_site(portal, inhabited):
    """A site of before, with a service that was closed and things in every state."""
    register = inhabited(portal)
    closed = register["Service", "concealed"]
    closed.registration_status = "cancelled_enforced"
    IAnnotations(closed).pop(KEY, None)
    catalog = api.portal.get_tool("portal_catalog")
    catalog.catalog_object(closed)
    catalog.delIndex(INDEX)
    api.portal.get_tool("portal_setup").setLastVersionForProfile(PROFILE, "1001")
    return register


def events(thing):
    """Return what the catalog knows of a thing's events."""
    catalog = api.portal.get_tool("portal_catalog")
    rid = catalog.getrid("/".join(thing.getPhysicalPath()))
    return catalog._catalog.getIndex(INDEX).getEntryForObject(rid, ())


def test_the_upgrade_indexes_what_is_there_whoever_may_see_it(portal, old_site):
    api.portal.get_tool("portal_setup").upgradeProfile(PROFILE)
    for state in ("draft", "shared", "concealed"):
        report = old_site["InspectionReport", state]
        assert keyword("inspection_report", "issued", date(2026, 4, 1)) in events(report)
    closed = old_site["Service", "concealed"]
    assert closed_on(closed) == closed.modified().asdatetime().date()
    assert events(closed) == [keyword("service", "closed", closed_on(closed))]
    assert not events(old_site["Service", "shared"])
