"""Every role × type × state × action of ``tables/roles.txt`` is tried for real."""

from AccessControl import getSecurityManager
from ccsr.content import permissions
from ccsr.content.subscribers.holding import Held
from datetime import date
from plone import api
from plone.app.testing import login
from plone.app.testing import logout
from plone.dexterity.interfaces import IDexterityContainer as IContainer
from plone.dexterity.utils import createContentInContainer
from plone.restapi.interfaces import ISerializeToJson
from Products.CMFCore.WorkflowCore import WorkflowException
from role_tables import TABLES
from role_tables import WHO
from zExceptions import Unauthorized
from zope.component import getMultiAdapter

import pytest
import transaction
import world


TABLE = TABLES / "roles.txt"

INSIDE = {"Register": "Provider", "Provider": "Service", "Service": "RegistrationCondition"}
ENOUGH = {
    "Provider": {"title": "New"},
    "Service": {"title": "New"},
    "RegistrationCondition": {"kind": "number", "text": "New"},
    "InspectionReport": {},
}
RESTRICTED = {"Provider": ("contact_email", "contact_phone"), "Service": ("address", "postcode")}


def read_table():
    """Yield thing, situation, action and the letters of those who may."""
    lines = [line for line in TABLE.read_text().splitlines() if line and line[0] != "#"]
    head, *rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    for thing, situation, *cells in rows:
        for action, letters in zip(head[2:], cells, strict=True):
            yield thing, situation, action, letters.strip("-")


@pytest.fixture(scope="module")
def portal(integration_session, inhabited):
    integration_session.testSetUp()
    yield integration_session["portal"]
    integration_session.testTearDown()


@pytest.fixture(scope="module")
def register(portal, inhabited):
    built = inhabited(portal)
    built.things["Register", ""] = portal["register"]
    return built


def attempt(action, *arguments, **values):
    """Do it, take it back, and return whether it was allowed."""
    savepoint = transaction.savepoint()
    try:
        action(*arguments, **values)
    except (Held, Unauthorized, WorkflowException, ValueError):
        return False
    finally:
        savepoint.rollback()
    return True


def views(thing):
    """Return whether the catalog lists it; the gate must be of the same mind."""
    listed = bool(api.content.find(UID=thing.UID()))
    check = getSecurityManager().checkPermission
    holders = [one for one in thing.aq_chain if getattr(one, "portal_type", "") in INSIDE]
    opens = check("View", thing) and all(
        check("View", one) for one in holders if one.portal_type != "Register"
    )
    assert listed == bool(opens), f"listed: {listed}, opens: {opens}"
    return listed


def edits(thing):
    return attempt(thing.restrictedTraverse, "@@edit")


def deletes(thing):
    return attempt(thing.aq_parent.manage_delObjects, [thing.getId()])


def adds(portal_type):
    def add(thing):
        if not IContainer.providedBy(thing):
            return False
        allowed = [fti.getId() for fti in thing.allowedContentTypes()]
        done = attempt(createContentInContainer, thing, portal_type, **ENOUGH[portal_type])
        assert done == (portal_type in allowed), "what the menu offers is not what works"
        return done

    return add


def adds_entry(thing):
    inside = INSIDE.get(thing.portal_type)
    return bool(inside) and adds(inside)(thing)


def goes_through(name):
    def go(thing):
        tool = api.portal.get_tool("portal_workflow")
        return attempt(tool.doActionFor, thing, name, comment="why", review_date=date.max)

    return go


def reads_history(thing):
    tool = api.portal.get_tool("portal_workflow")
    return attempt(tool.getInfoFor, thing, "review_history")


def reads_restricted(thing):
    names = RESTRICTED.get(thing.portal_type)
    if not names or not views(thing):
        return False
    answer = getMultiAdapter((thing, thing.REQUEST), ISerializeToJson)()
    shown = {name for name in names if name in answer}
    assert shown in (set(), set(names)), f"only {shown}"
    return bool(shown)


ACTIONS = {
    "view": views,
    "edit": edits,
    "delete": deletes,
    "add entry": adds_entry,
    "add document": adds("InspectionReport"),
    "share": goes_through("share"),
    "conceal": goes_through("conceal"),
    "reveal": goes_through("reveal"),
    "retract": goes_through("retract"),
    "history": reads_history,
    "restricted": reads_restricted,
}


@pytest.mark.parametrize("letter", WHO)
def test_each_role_may_do_what_the_table_says_and_nothing_else(portal, register, letter):
    login(portal, WHO[letter]) if WHO[letter] else logout()
    found = []
    for thing, situation, action, letters in read_table():
        expected = letter in letters
        if ACTIONS[action](register[thing, situation]) != expected:
            found.append(f"{thing} ({situation}): {action} {'refused' if expected else 'allowed'}")
    assert found == []


def test_the_table_has_every_thing_in_every_situation(register):
    assert {row[:2] for row in read_table()} == set(register.things)


#: What stock Plone gives to members or to everybody, and CCSR to administrators only.
TAKEN = (
    "Access inactive portal content",
    "Add portal folders",
    "Add portal member",
    "Change local roles",
    "FTP access",
    "Inspect Relations",
    "List portal members",
    "List undoable changes",
    "Manage Context Aliases",
    "Manage Portal Aliases",
    "Manage properties",
    "Modify constrain types",
    "Modify view template",
    "Request review",
    "Review portal content",
    "Sharing page: Delegate roles",
    "Show Toolbar",
    "Undo changes",
    "Use mailhost services",
    "View Groups",
    "View management screens",
    "WebDAV Lock items",
    "WebDAV Unlock items",
    "WebDAV access",
)


@pytest.mark.parametrize("permission", TAKEN)
def test_what_a_portal_of_contributors_gives_to_members_is_taken(portal, register, permission):
    places = (portal, portal["register"], *register.things.values())
    for letter, name in WHO.items():
        login(portal, name) if name else logout()
        held = [one for one in places if getSecurityManager().checkPermission(permission, one)]
        assert not held or letter in "SM", (letter, held)
        assert portal in held or letter not in "SM", letter


def test_every_permission_of_the_portal_is_granted_on_purpose(portal):
    names = [value for name, value in vars(permissions).items() if name[0].isupper()]
    for permission in names:
        acquires = portal.acquiredRolesAreUsedBy(permission)
        assert not acquires, f"{permission} is not in the rolemap"


def test_nobody_owns_what_they_made(portal, register):
    login(portal, "ann.officer")
    made = world.provider(portal["register"], "mine")
    login(portal, "rhys.reviewer")
    world.transition(made, "share", "conceal")
    login(portal, "ann.officer")
    assert not edits(made)
    assert not deletes(made)
