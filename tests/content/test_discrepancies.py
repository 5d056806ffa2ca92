"""Where claim and register disagree is filed once, changed, closed and reopened by itself."""

from ccsr.content.content import confirmations
from ccsr.content.content import discrepancies
from ccsr.content.content import finding
from ccsr.content.content.discrepancy_language import retold
from ccsr.content.domain import dates
from ccsr.content.domain import discrepancies as rules
from ccsr.content.interfaces import IJob
from ccsr.content.interfaces import ITypedByHand
from plone import api
from plone.dexterity.utils import createContentInContainer
from zope.component import getUtility
from zope.interface.verify import verifyObject

import pytest
import random
import world


CONTACT = "petra.contact"
TODAY = dates.today()


@pytest.fixture(scope="module")
def portal(integration_session, inhabited):
    integration_session.testSetUp()
    yield integration_session["portal"]
    integration_session.testTearDown()


@pytest.fixture(scope="module")
def home(portal, inhabited):
    return inhabited(portal)["Service", "shared"]


def offer(service, **values):
    with api.env.adopt_user(username=CONTACT):
        return world.claim(service, **values)


def condition(service, text, confirmed=True):
    with api.env.adopt_user(username="rhys.reviewer"):
        made = createContentInContainer(service, "RegistrationCondition", kind="number", text=text)
    with api.env.adopt_user(username="ann.officer"):
        if confirmed:
            confirmations.confirm(
                made, {row.name: row.suggested for row in confirmations.rows(made)}
            )
    return made


def filed(service, rule):
    """Return items and records about a service by a rule."""
    catalog = api.portal.get_tool("portal_catalog")
    items = catalog.unrestrictedSearchResults(
        liaison_service=api.content.get_uuid(service), liaison_rule=rule
    )
    return [one._unrestrictedGetObject() for one in items]


def steps(item):
    return [seen.step for seen in discrepancies.sightings(item)]


@pytest.fixture
def four(home):
    """A confirmed condition of four places that ends with the test."""
    made = condition(home, "No more than four children may be accommodated.")
    yield made
    made.removed = TODAY
    offer(home, places=4)
    discrepancies.settle(home)


def test_one_is_filed_once_and_closes_and_reopens_by_itself(home, four):
    offer(home, places=6)
    assert discrepancies.settle(home) >= 1
    assert discrepancies.settle(home) == 0
    [item] = filed(home, "places_over")
    assert (item.registered, item.claimed) == ("4", "6")
    assert item.condition == api.content.get_uuid(four)
    offer(home, places=5)
    discrepancies.settle(home)
    assert item.claimed == "5"
    offer(home, places=4)
    discrepancies.settle(home)
    assert api.content.get_state(item) == "closed"
    assert str(TODAY.year) in item.outcome
    assert "changed its claim" in item.outcome
    offer(home, places=7)
    discrepancies.settle(home)
    assert api.content.get_state(item) == "new"
    assert filed(home, "places_over") == [item]
    assert steps(item) == ["file", "change", "close", "reopen"]


def test_what_the_program_kept_is_told_in_the_language_of_its_reader(home, four):
    offer(home, places=8)
    discrepancies.settle(home)
    item = next(one for one in filed(home, "places_over") if one.claimed == "8")
    offer(home, places=4)
    discrepancies.settle(home)
    assert retold(item.title, "cy") == f"Mwy o leoedd nag a gofrestrwyd: {home.title}"
    assert four.text in retold(item.detail, "cy")
    assert f"{TODAY.year}. Mae'r darparwr wedi newid" in retold(item.outcome, "cy")
    for kept in (item.title, item.detail, item.outcome):
        assert retold(kept, "en") == kept != retold(kept, "cy")
        assert retold(retold(kept, "cy"), "en") == kept
    typed = "Back since the summer: more places than registered"
    assert retold(typed, "cy") == typed


def test_what_was_sent_stays_as_it_was_sent_and_the_change_is_kept_beside_it(home, four):
    offer(home, places=6)
    discrepancies.settle(home)
    item = next(one for one in filed(home, "places_over") if api.content.get_state(one) == "new")
    with api.env.adopt_user(username="rhys.reviewer"):
        for name in ("triage", "send"):
            api.content.transition(item, name)
    offer(home, places=7)
    assert discrepancies.settle(home) >= 1
    assert discrepancies.settle(home) == 0
    assert (item.claimed, api.content.get_state(item)) == ("6", "sent")
    assert discrepancies.sightings(item)[-1].claimed == "7"
    offer(home, places=4)
    discrepancies.settle(home)
    offer(home, places=8)
    discrepancies.settle(home)
    assert (item.claimed, api.content.get_state(item)) == ("8", "new")


def test_what_a_person_closed_stays_closed_until_it_says_something_else(home, four):
    offer(home, places=6)
    discrepancies.settle(home)
    [item] = [one for one in filed(home, "places_over") if one.claimed == "6"]
    with api.env.adopt_user(username="rhys.reviewer"):
        api.content.transition(item, "reject", comment="known")
    assert discrepancies.settle(home) == 0
    offer(home, places=8)
    discrepancies.settle(home)
    assert api.content.get_state(item) == "new"


def test_only_confirmed_values_count(home):
    made = condition(home, "No more than two children may be accommodated.", confirmed=False)
    made.places = 2
    offer(home, places=3)
    discrepancies.settle(home)
    uid = api.content.get_uuid(made)
    assert [one for one in filed(home, "places_over") if one.condition == uid] == []
    with api.env.adopt_user(username="ann.officer"):
        confirmations.confirm(made, {"places": 2})
    discrepancies.settle(home)
    assert [one.registered for one in filed(home, "places_over") if one.condition == uid] == ["2"]
    made.text = "No more than three children may be accommodated."
    discrepancies.settle(home)
    [item] = [one for one in filed(home, "places_over") if one.condition == uid]
    assert api.content.get_state(item) == "closed"


def test_what_is_typed_is_confirmed_by_that_and_what_is_left_empty_is_proposed(home):
    made = condition(home, "No more than five children aged 8 to 16 may live here.", False)
    made.places = 5
    with api.env.adopt_user(username="rhys.reviewer"):
        wanted = verifyObject(ITypedByHand, ITypedByHand(made)) and ITypedByHand(made)
        assert wanted.typed(["text", "places"]) == f"{made.absolute_url()}/@@readings"
    assert confirmations.confirmed(made) == {"places": 5}
    assert confirmations.confirmations(made)["places"].by == "rhys.reviewer"
    states = {row.name: row.state for row in confirmations.rows(made)}
    assert (states["age_from"], states["gender"]) == ("proposed", "open")
    made.removed = TODAY


def test_running_twice_is_running_once_whatever_happens(home, four):
    chance = random.Random(7)
    for _turn in range(12):
        offer(
            home,
            places=chance.randint(2, 7),
            age_from=chance.choice([None, 3, 9]),
            vacancies=chance.choice([0, 2]),
        )
        home.registration_status = chance.choice(["registered", "suspended"])
        discrepancies.settle(home)
        assert discrepancies.settle(home) == 0
        uid = api.content.get_uuid(home)
        standing = {key for key, one in discrepancies.records(uid).items() if not one.is_gone}
        assert standing == {one.key for one in rules.find(discrepancies.case(home, TODAY))}
    home.registration_status = "registered"


def test_the_nightly_job_looks_at_every_service_and_twice_is_once(portal, home, four):
    offer(home, places=9)
    job = getUtility(IJob, finding.NAME)
    seen = []
    assert job.run(portal, lambda *told: seen.append(told)) > 0
    assert job.run(portal, lambda *told: None) == 0
    assert seen[-1][0] == seen[-1][1] > 3
