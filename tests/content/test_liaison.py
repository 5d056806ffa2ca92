"""Liaison items: who reads and moves them, state by state."""

from AccessControl import getSecurityManager
from AccessControl import Unauthorized
from ccsr.content.content import discrepancies
from ccsr.content.content import liaison
from ccsr.content.domain.liaison import OPEN
from ccsr.content.subscribers.workflow import Refused
from plone import api
from plone.app.testing import login
from Products.CMFCore.WorkflowCore import WorkflowException
from zope.annotation.interfaces import IAnnotations
from zope.globalrequest import getRequest

import pytest
import world


@pytest.fixture
def home(integration):
    portal = integration["portal"]
    with api.env.adopt_user(username="admin"):
        world.create_accounts()
    with api.env.adopt_user(username="rhys.reviewer"):
        provider = world.provider(portal["register"], "one")
        home = world.service(provider, "one")
        world.transition(provider, "share")
        world.transition(home, "share")
    return home


@pytest.fixture
def item(home):
    with api.env.adopt_user(username="ann.officer"):
        return liaison.file("factual_accuracy", home, "Wrong places", "It says four, not six.")


def go(who, item, *transitions):
    told = {"comment": "Because.", "response": "It is four."}
    with api.env.adopt_user(username=who):
        for name in transitions:
            api.portal.get_tool("portal_workflow").doActionFor(item, name, **told)


def reads(who, item):
    # A request remembers local roles; each of these would be one of its own.
    IAnnotations(getRequest()).clear()
    with api.env.adopt_user(username=who):
        listed = bool(api.content.find(UID=item.UID()))
        assert listed == bool(getSecurityManager().checkPermission("View", item))
        return listed


def test_an_item_goes_its_way_by_the_hands_of_three(item):
    go("ann.officer", item, "triage")
    go("rhys.reviewer", item, "send")
    go("ivor.inspector", item, "acknowledge", "answer")
    go("rhys.reviewer", item, "close")
    assert api.content.get_state(item) == "closed"
    assert (item.response, item.outcome) == ("It is four.", "Because.")


def test_a_copy_is_new_and_nobody_has_raised_found_or_answered_it(item, home):
    with api.env.adopt_user(username="ann.officer"):
        found = liaison.file(
            "discrepancy", home, "T", "D", rule="places_over", raised_by="carys.commissioner"
        )
    discrepancies._see(found, "file", discrepancies.Record("4", "6", False))
    go("ann.officer", found, "triage")
    go("rhys.reviewer", found, "send")
    go("ivor.inspector", found, "acknowledge", "answer")
    with api.env.adopt_user(username="rhys.reviewer"):
        copy = api.content.copy(found, home.aq_parent.aq_parent.aq_parent["liaison"])
    assert (copy.title, api.content.get_state(copy)) == ("T", "new")
    assert (copy.response, copy.outcome, copy.reply, copy.raised_by) == (None,) * 4
    assert (copy.rule, discrepancies.sightings(copy)) == (None, [])
    assert found.response == "It is four."
    assert not reads("ivor.inspector", copy)


def test_the_inspectorate_reads_it_from_sending_on(item):
    assert not reads("ivor.inspector", item)
    go("ann.officer", item, "triage")
    assert not reads("ivor.inspector", item)
    go("rhys.reviewer", item, "send")
    assert reads("ivor.inspector", item)
    go("rhys.reviewer", item, "close")
    assert reads("ivor.inspector", item)
    go("rhys.reviewer", item, "reopen")
    assert not reads("ivor.inspector", item)


def test_what_was_closed_unsent_is_not_the_inspectorates(item):
    go("rhys.reviewer", item, "close")
    assert not reads("ivor.inspector", item)
    with pytest.raises(WorkflowException):
        go("ivor.inspector", item, "acknowledge")


def test_an_item_hides_with_its_service(item, home):
    go("rhys.reviewer", item, "triage", "send")
    with api.env.adopt_user(username="rhys.reviewer"):
        world.transition(home, "retract")
    assert not reads("ivor.inspector", item)
    with pytest.raises(WorkflowException):
        go("ivor.inspector", item, "acknowledge")
    with api.env.adopt_user(username="rhys.reviewer"):
        world.transition(home, "share")
    assert reads("ivor.inspector", item)


def test_nothing_is_sent_about_what_the_inspectorate_cannot_see(item, home):
    with api.env.adopt_user(username="rhys.reviewer"):
        world.transition(home.aq_parent, "retract")
    with pytest.raises(Refused) as refused:
        go("rhys.reviewer", item, "triage", "send")
    assert [one.rule for one in refused.value.refusals] == ["service"]


@pytest.mark.parametrize("name", ["carys.commissioner", "petra.contact", "wil.partner"])
def test_nobody_else_reads_or_files_one(item, home, name):
    go("rhys.reviewer", item, "triage", "send")
    assert not reads(name, item)
    with api.env.adopt_user(username=name), pytest.raises(Unauthorized):
        liaison.file("concern", home, "Title", "Detail")


def test_a_program_files_closes_and_reopens_whoever_set_it_off(home, integration):
    login(integration["portal"], "carys.commissioner")
    made = liaison.file_for_program(
        "discrepancy", home, "T", "D", rule="places_over", condition="1"
    )
    assert api.content.get_state(made) == "new"
    assert liaison.close_for_program(made, "Gone.")
    assert not liaison.close_for_program(made, "Gone.")
    assert api.content.get_state(made) not in OPEN
    assert liaison.reopen_for_program(made, "Back.")
    assert api.content.get_state(made) == "new"
    assert api.user.get_current().getId() == "carys.commissioner"
