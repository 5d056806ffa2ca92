"""What is hidden from a commissioner might as well have been deleted (SECURITY).

A commissioner walks the site: every link, form and facet from the home page, every
view, service and vocabulary of the registry, searches in every order, suggestions,
exports, feeds, saved searches, a shortlist. Then all that is hidden from them is deleted outright
and the same is asked again.

Noise, and left out: tokens of forms, the ``duration`` of a search, addresses in
memory within messages of errors, ``Date`` (``visits.NOISE``, ``visits.TIMED``), and
the date of the edit that the deletion itself makes of what is related to the deleted
(``deleting.delete``). What is not the same afterwards is asked a second time; what
differs between those two says nothing of what was deleted.
"""

from ccsr.content.domain import shortlists as rules
from ccsr.content.interfaces import IShortlists
from datetime import datetime
from datetime import UTC
from leaks import asking
from leaks import deleting
from leaks import planted
from leaks import registry
from plone import api
from visits import JSON
from visits import Probe

import pytest
import transaction


pytestmark = pytest.mark.uncounted

WHO = "carys.commissioner"
#: Pages that are met by following links.
LINKS = 150
#: Answers that may change by themselves.
MOST_UNSTEADY = 10


@pytest.fixture
def commissioner(layer, register):
    """A commissioner with saved searches and a shortlist, and things hidden from them."""
    things = planted.plant(register)
    visitor = asking.signed_in(layer["portal"].absolute_url(), WHO)
    keep = {"name": "all", "query": {"q": "page"}}
    assert visitor.ask("", Probe("POST", "/@saved-searches", JSON, keep)).status_code == 201
    shortlisted(layer["portal"], register)
    return asking.Reader(WHO, visitor, things)


def shortlisted(site, register):
    """Keep services on a shortlist of the commissioner, as if none had been hidden then."""
    uids = [thing.UID() for (kind, _state), thing in register.things.items() if kind == "Service"]
    made = rules.make("all", [], datetime.now(UTC))
    for uid in uids:
        made = rules.add(made, uid, "a note", datetime.now(UTC), uids)
    with api.env.adopt_user(username=WHO):
        IShortlists(site).put(made)
    transaction.commit()


def test_deleting_what_is_hidden_changes_no_answer(layer, register, commissioner):
    deleted = deleting.Deleted(commissioner, registry.surface(layer["portal"]), LINKS)
    assert len(deleted.before) > LINKS
    assert not commissioner.said(deleted.before)
    assert len(commissioner.hidden) > 20
    assert not deleted.after(register)
    assert len(deleted.unsteady.splitlines()) < MOST_UNSTEADY, deleted.unsteady[:2000]
