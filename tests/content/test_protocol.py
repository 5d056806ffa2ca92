"""Versions of the protocol, and what shows that its clauses are kept."""

from ccsr.content.content.governance import versions
from ccsr.content.content.governance.protocol import clauses
from ccsr.content.domain import dates
from ccsr.content.domain.governance import protocols
from ccsr.content.subscribers.workflow import Refused
from datetime import timedelta
from plone import api
from plone.app.testing import login
from plone.dexterity.utils import createContentInContainer

import pytest
import world


TODAY = dates.today()


def signed(day):
    """Return an approval and both signatures."""
    return {
        "approvals": [{"date": day, "version": "1", "role": "Chief", "name": "Ann Chief"}],
        "signatories": [
            {"name": "Ann Chief", "role": "Chief", "party": "inspectorate", "signed": day},
            {"name": "Bob Director", "role": "Director", "party": "ccsr", "signed": day},
        ],
    }


@pytest.fixture
def governance(portal):
    world.build(portal)
    login(portal, "rhys.reviewer")
    return portal["governance"]


@pytest.fixture
def protocol(governance):
    """A version in force since a month."""
    day = TODAY - timedelta(days=30)
    made = createContentInContainer(
        governance, "Protocol", title="Protocol", version="1", in_force_from=day, **signed(day)
    )
    createContentInContainer(made, "Clause", number="5.10", title="Told")
    createContentInContainer(made, "Clause", number="5.2", title="Given", text="Copies of reports.")
    world.go(made, "adopt")
    return made


def test_clauses_stand_in_the_order_of_their_numbers(protocol):
    assert [one.number for one in clauses(protocol)] == ["5.2", "5.10"]


def test_adopting_a_version_supersedes_the_one_in_force(protocol):
    draft = versions.new_version(protocol)
    assert [one.getId() for one in clauses(draft)] == [one.getId() for one in clauses(protocol)]
    with pytest.raises(Refused) as refused:
        world.go(draft, "adopt")
    assert {one.rule for one in refused.value.refusals} == {
        "in_force_from",
        "review_on",
        "approvals",
        "signatories",
    }
    draft.in_force_from = TODAY
    draft.approvals = [{**signed(TODAY)["approvals"][0], "version": "2"}]
    draft.signatories = signed(TODAY)["signatories"]
    world.go(draft, "adopt")
    assert versions.in_force() == draft
    assert versions.before(draft) == protocol
    assert api.content.get_state(protocol) == "superseded"
    assert draft.review_on == protocols.review_by(TODAY)
