"""What a provider says it offers: who keeps it, what is refused, what is kept of it."""

from ccsr.content.content import claim as claims
from ccsr.content.domain import dates
from plone import api

import pytest
import world


CONTACT = "petra.contact"
TODAY = dates.today()


@pytest.fixture(scope="module")
def portal(integration_session):
    integration_session.testSetUp()
    yield integration_session["portal"]
    integration_session.testTearDown()


@pytest.fixture(scope="module")
def register(portal):
    return world.build(portal)


@pytest.fixture
def home(register):
    """The shared service, as its provider's contact."""
    with api.env.adopt_user(username=CONTACT):
        yield register["Service", "shared"]


def test_each_change_is_kept_with_who_when_and_what_stood(home):
    claim = world.claim(home, vacancies=3, vacancies_on=TODAY)
    last = claims.changes(claim)[-1]
    assert (last.by, last.at.date()) == (CONTACT, TODAY)
    assert ("vacancies", 1, 3) in last.fields
    before = len(claims.changes(claim))
    claims.save(home, vacancies=3)
    assert len(claims.changes(claim)) == before
