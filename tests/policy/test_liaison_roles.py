"""Every role × state × step of ``tables/liaison.txt`` is tried for real."""

from AccessControl import getSecurityManager
from ccsr.content import permissions
from plone.app.testing import login
from plone.app.testing import logout
from Products.CMFCore.WorkflowCore import WorkflowException
from role_tables import rows
from role_tables import WHO

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


def may(step, item):
    """Do it, take it back, and return whether it was allowed."""
    if step == "prepare":
        return bool(getSecurityManager().checkPermission(permissions.PrepareLiaisonItem, item))
    savepoint = transaction.savepoint()
    try:
        world.go(item, step)
    except WorkflowException:
        return False
    finally:
        savepoint.rollback()
    return True


@pytest.mark.parametrize("letter", WHO)
def test_each_role_sends_an_item_on_as_the_table_says(portal, register, letter):
    login(portal, WHO[letter]) if WHO[letter] else logout()
    found = [
        f"{situation}: {step} {'refused' if letter in letters else 'allowed'}"
        for situation, step, letters in rows("liaison.txt")
        if may(step, register["LiaisonItem", situation]) != (letter in letters)
    ]
    assert found == []


def test_the_table_has_every_situation():
    assert {row[0] for row in rows("liaison.txt")} == set(world.WAYS)
