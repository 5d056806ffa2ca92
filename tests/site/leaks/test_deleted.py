"""What is hidden from a commissioner might as well have been deleted (SECURITY).

A commissioner walks the site: every link, form and facet from the home page, every
view, service and vocabulary of the registry, searches in every order, suggestions,
exports, feeds, saved searches. Then all that is hidden from them is deleted outright
and the same is asked again.

Noise, and left out: tokens of forms, the ``duration`` of a search, addresses in
memory within messages of errors, ``Date`` (``visits.NOISE``, ``visits.TIMED``). The
walk is made twice before anything is deleted; what differs between those two (a
nonce, a random order) says nothing of what was deleted, and no more than
``UNSTEADY`` of the questions may.
"""

from leaks import asking
from leaks import planted
from leaks import registry
from leaks import walking
from plone import api
from visits import changes
from visits import JSON
from visits import Probe

import pytest
import transaction
import world


WHO = "carys.commissioner"
#: Answers that are kept.
MOST = 900
#: The part of the questions that may be answered otherwise each time.
UNSTEADY = 0.01
WORDS = (world.CANARY, "home", "title", "qzhome", "page", "Cardiff")


@pytest.fixture
def commissioner(layer, register, visitor):
    """A commissioner with saved searches, and things hidden from them."""
    things = planted.plant(register)
    keep = {"name": "all", "query": {"q": "page"}}
    assert visitor(WHO).ask("", Probe("POST", "/@saved-searches", JSON, keep)).status_code == 201
    return asking.Reader(WHO, visitor(WHO), things)


def delete(register, hidden):
    """Delete things outright, whatever is in them included."""
    with api.env.adopt_user(username="admin"):
        for one in hidden:
            thing = register[one.row]
            if thing.getId() in thing.aq_parent.objectIds():
                thing.aq_parent.manage_delObjects([thing.getId()])
        transaction.commit()


def steady(first, second):
    """Return the answers that were the same twice."""
    return {probe: answer for probe, answer in first.items() if answer == second[probe]}


def test_deleting_what_is_hidden_changes_no_answer(layer, register, commissioner):
    names = registry.surface(layer["portal"])
    begin = list(walking.seeds(commissioner, names, WORDS))
    walked = walking.Walk(commissioner, begin, MOST).answers()
    before = steady(walking.again(commissioner, walked), walking.again(commissioner, walked))
    assert len(before) > len(walked) * (1 - UNSTEADY)
    assert not commissioner.said(before)
    hidden = len(commissioner.hidden)
    assert hidden > 20
    delete(register, commissioner.hidden)
    assert not changes(before, walking.again(commissioner, before))
    assert list(walking.Walk(commissioner, begin, MOST).answers()) == list(walked)
