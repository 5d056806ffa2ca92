"""Every role × version × step of ``tables/protocol.txt`` is tried for real."""

from plone.app.testing import login
from plone.app.testing import logout
from plone.dexterity.utils import createContentInContainer
from Products.CMFCore.WorkflowCore import WorkflowException
from role_tables import rows
from role_tables import WHO
from zExceptions import NotFound
from zExceptions import Unauthorized

import pytest
import transaction
import world


@pytest.fixture(scope="module")
def portal(integration_session, inhabited):
    integration_session.testSetUp()
    yield integration_session["portal"]
    integration_session.testTearDown()


@pytest.fixture(scope="module")
def register(portal, inhabited):
    return inhabited(portal)


STEPS = {
    "adopt": lambda protocol: world.go(protocol, "adopt"),
    "add clause": lambda protocol: createContentInContainer(
        protocol, "Clause", number="1", title="New"
    ),
    "new version": lambda protocol: protocol.restrictedTraverse("@@new-version")(),
}


def may(step, protocol):
    """Do it, take it back, and return whether it was allowed."""
    savepoint = transaction.savepoint()
    try:
        STEPS[step](protocol)
    except (NotFound, Unauthorized, ValueError, WorkflowException):
        return False
    finally:
        savepoint.rollback()
    return True


@pytest.mark.parametrize("letter", WHO)
def test_each_role_takes_a_version_further_as_the_table_says(portal, register, letter):
    login(portal, WHO[letter]) if WHO[letter] else logout()
    found = [
        f"{situation}: {step} {'refused' if letter in letters else 'allowed'}"
        for situation, step, letters in rows("protocol.txt")
        if may(step, register["Protocol", situation]) != (letter in letters)
    ]
    assert found == []
