"""What is hidden from a commissioner might as well have been deleted (SECURITY).

A commissioner walks the site: every link, form and facet from the home page, every
view, service and vocabulary of the registry, searches in every order, suggestions,
exports, feeds, saved searches. Then all that is hidden from them is deleted outright
and the same is asked again.

Noise, and left out: tokens of forms, the ``duration`` of a search, addresses in
memory within messages of errors, ``Date`` (``visits.NOISE``, ``visits.TIMED``). The
questions are put twice before anything is deleted; what differs between those two
says nothing of what was deleted, and no more than ``UNSTEADY`` of them may.
"""

from leaks import asking
from leaks import planted
from leaks import registry
from leaks import walking
from plone import api
from plone.locking.interfaces import ILockable
from visits import changes
from visits import JSON
from visits import Probe

import pytest
import transaction
import world


WHO = "carys.commissioner"
#: Answers that are kept.
MOST = 500
#: The part of the questions that may be answered otherwise each time.
UNSTEADY = 0.01
WORDS = (world.CANARY, "home", "title", "first", "page", "Cardiff")


@pytest.fixture
def commissioner(layer, register, visitor):
    """A commissioner with saved searches, and things hidden from them."""
    things = planted.plant(register)
    keep = {"name": "all", "query": {"q": "page"}}
    assert visitor(WHO).ask("", Probe("POST", "/@saved-searches", JSON, keep)).status_code == 201
    return asking.Reader(WHO, visitor(WHO), things)


def delete(register, hidden):
    """Delete things outright, whatever is in them included.

    Deleting one end of a relation is an edit of the other; its date is put back,
    since the date of the deletion is not what is asked for.
    """
    related = register["InspectionReport", "shared"]
    edited = related.modified()
    with api.env.adopt_user(username="admin"):
        for one in hidden:
            thing = register[one.row]
            if thing.getId() in thing.aq_parent.objectIds():
                unlock(thing)
                thing.aq_parent.manage_delObjects([thing.getId()])
        related.setModificationDate(edited)
        related.reindexObject(idxs=["modified"])
        transaction.commit()


def unlock(thing):
    """Take the locks of a thing and of all that is in it."""
    for one in (thing, *thing.objectValues()):
        ILockable(one).clear_locks()
        if one is not thing and hasattr(one, "objectValues"):
            unlock(one)


def steady(first, second):
    """Return the answers that were the same twice; most have to be."""
    same = {probe: answer for probe, answer in first.items() if answer == second[probe]}
    assert len(same) > len(first) * (1 - UNSTEADY), changes(first, second)
    return same


def test_deleting_what_is_hidden_changes_no_answer(layer, register, commissioner):
    names = registry.surface(layer["portal"])
    begin = list(walking.seeds(commissioner, names, WORDS))
    walked = walking.Walk(commissioner, begin, MOST).answers()
    before = steady(walked, walking.again(commissioner, walked))
    assert len(walked) == MOST
    assert not commissioner.said(before)
    hidden = len(commissioner.hidden)
    assert hidden > 20
    delete(register, commissioner.hidden)
    assert not changes(before, walking.again(commissioner, before))
