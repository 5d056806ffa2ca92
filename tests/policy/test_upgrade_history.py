"""A site without events of registration gets them, and a first entry about every service."""

from ccsr.content.content import history
from ccsr.content.content import wordings
from ccsr.content.content.event import record
from ccsr.content.domain import dates
from datetime import date
from plone import api
from plone.app.testing import login
from zope.annotation.interfaces import IAnnotations

import world


def make_old(portal, service, condition):
    """Make the site one of version 1002: no type, no workflow, nothing kept."""
    del portal.portal_types["RegistrationEvent"]
    portal.portal_workflow.setChainForPortalTypes(["RegistrationEvent"], ())
    del portal.portal_workflow["ccsr_event_workflow"]
    portal.manage_permission("ccsr.content: Add Event", (), acquire=0)
    IAnnotations(service).pop(history.KEY)
    IAnnotations(condition).pop(wordings.KEY)
    for package in ("content", "policy"):
        portal.portal_setup.setLastVersionForProfile(f"ccsr.{package}:default", "1002")


def test_an_upgraded_site_records_events_and_knows_what_it_was_told_first(portal):
    with api.env.adopt_user(username="admin"):
        world.create_accounts()
    login(portal, "rhys.reviewer")
    held = world.provider(portal["register"], "old")
    home = world.service(held, "old")
    condition = world.condition(home, "old")
    world.transition(held, "share")
    world.transition(home, "share")
    login(portal.aq_parent, "admin")
    make_old(portal, home, condition)
    for package in ("content", "policy"):
        portal.portal_setup.upgradeProfile(f"ccsr.{package}:default")
    login(portal, "rhys.reviewer")
    record(home, "suspended", effective=dates.today())
    assert home.registration_status == "suspended"
    before = history.standing(home, date(2025, 1, 1))
    assert (before.status, before.assumed) == ("registered", True)
    assert wordings.KEY in IAnnotations(condition)
