"""Every role × meeting × step of ``tables/meetings.txt`` is tried for real."""

from AccessControl import getSecurityManager
from ccsr.content.content.governance import minutes
from ccsr.content.content.invariants import Refused
from ccsr.content.domain.governance.meetings import matter_key
from plone.app.testing import login
from plone.app.testing import logout
from Products.CMFCore.WorkflowCore import WorkflowException
from role_tables import rows
from role_tables import WHO
from zExceptions import NotFound
from zExceptions import Unauthorized

import pytest
import transaction
import world


@pytest.fixture(scope="module")
def portal(integration_session):
    integration_session.testSetUp()
    yield integration_session["portal"]
    integration_session.testTearDown()


@pytest.fixture(scope="module")
def register(portal):
    return world.build(portal)


def read(meeting):
    if not getSecurityManager().checkPermission("View", meeting):
        raise Unauthorized("View")


def page(meeting):
    read(meeting)
    return meeting.restrictedTraverse("@@view")


def make_action(meeting):
    view = page(meeting)
    if not view.may_act():
        raise Unauthorized("action")
    view.request.form["matter"] = matter_key(meeting.matters[0])
    view.make_action()


def moves(name):
    """Return the step through a transition, which the page must offer when it works."""

    def move(meeting):
        offered = {one["id"] for one in page(meeting).moves()}
        world.go(meeting, name)
        assert name in offered, "the page does not offer what works"

    return move


STEPS = {
    "read": read,
    "edit": lambda meeting: meeting.restrictedTraverse("@@edit"),
    "fill": lambda meeting: page(meeting).fill(),
    "hold": moves("hold"),
    "cancel": moves("cancel"),
    "plan again": moves("plan_again"),
    "agree": lambda meeting: minutes.agree(meeting, minutes.digest(meeting)),
    "make action": make_action,
    "pack": lambda meeting: meeting.restrictedTraverse("@@meeting-pack"),
    "delete": lambda meeting: meeting.aq_parent.manage_delObjects([meeting.getId()]),
}


def may(step, meeting):
    """Do it, take it back, and return whether it was allowed."""
    savepoint = transaction.savepoint()
    try:
        STEPS[step](meeting)
    except (NotFound, Refused, Unauthorized, ValueError, WorkflowException):
        return False
    finally:
        savepoint.rollback()
    return True


@pytest.mark.parametrize("letter", WHO)
def test_each_role_does_with_a_meeting_what_the_table_says(portal, register, letter):
    login(portal, WHO[letter]) if WHO[letter] else logout()
    found = [
        f"{situation}: {step} {'refused' if letter in letters else 'allowed'}"
        for situation, step, letters in rows("meetings.txt")
        if may(step, register["Meeting", situation]) != (letter in letters)
    ]
    assert found == []
