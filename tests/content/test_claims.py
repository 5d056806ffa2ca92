"""What a provider says it offers: who keeps it, what is refused, what is kept of it."""

from ccsr.content.content import claim as claims
from ccsr.content.content import stop_notice
from ccsr.content.domain import claim_typed
from ccsr.content.domain import claims as rules
from ccsr.content.domain import dates
from datetime import date
from datetime import timedelta
from plone import api
from plone.dexterity.utils import createContentInContainer
from zExceptions import BadRequest
from zExceptions import Unauthorized
from zope.annotation.interfaces import IAnnotations
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import pytest
import transaction
import world


CONTACT = "petra.contact"
TODAY = dates.today()
TOMORROW = TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"age_from": 12, "age_to": 8}, "age_to"),
        ({"places": 4, "vacancies": 5, "vacancies_on": TODAY}, "vacancies"),
        ({"places": 0, "vacancies": 1, "vacancies_on": TODAY}, "vacancies"),
        ({"vacancies": 0}, "vacancies_on"),
        ({"vacancies_on": TOMORROW}, "vacancies_on"),
    ],
)
def test_what_cannot_be_true_is_refused_at_the_field_to_change(values, field):
    assert [one.field for one in rules.problems(values, TODAY)] == [field]


def test_as_many_vacancies_as_places_and_an_empty_claim_are_fine():
    full = {"places": 4, "vacancies": 4, "vacancies_on": TODAY, "age_from": 9, "age_to": 9}
    assert rules.problems(full, TODAY) == []
    assert rules.problems({}, TODAY) == []


@pytest.mark.parametrize("text", ["four", "-1", "4.5", "1234567", "٣", "1e3"])
def test_what_is_no_number_is_said_at_its_field(text):
    typed = claim_typed.typed_of({}) | {"places": text}
    assert [one.field for one in claim_typed.read(typed)[1]] == ["places"]


def test_a_claim_is_out_of_date_after_its_days_and_not_on_the_last_of_them():
    said = date(2026, 5, 1)
    assert not rules.is_stale(said, date(2026, 5, 29), 28)
    assert rules.is_stale(said, date(2026, 5, 30), 28)
    assert not rules.is_stale(None, date(2026, 5, 30), 28)


@pytest.fixture(scope="module")
def portal(integration_session, inhabited):
    integration_session.testSetUp()
    yield integration_session["portal"]
    integration_session.testTearDown()


@pytest.fixture(scope="module")
def register(portal, inhabited):
    return inhabited(portal)


@pytest.fixture
def home(register):
    """The shared service, as its provider's contact; afterwards all is as before."""
    savepoint = transaction.savepoint()
    with api.env.adopt_user(username=CONTACT):
        yield register["Service", "shared"]
    savepoint.rollback()


def vacant(**query):
    found = api.content.find(portal_type="Service", **query)
    return {brain.UID for brain in found}


def test_each_change_is_kept_with_who_when_and_what_stood(home):
    claim = world.claim(home, vacancies=3, vacancies_on=TODAY)
    last = claims.changes(claim)[-1]
    assert (last.by, last.at.date()) == (CONTACT, TODAY)
    assert ("vacancies", 1, 3) in last.fields
    before = len(claims.changes(claim))
    claims.save(home, vacancies=3)
    assert len(claims.changes(claim)) == before


def test_vacancies_are_found_at_once_and_no_longer_when_the_claim_is_dropped(home):
    uid = home.UID()
    world.claim(home, vacancies=0, vacancies_on=TODAY)
    assert uid in vacant(has_vacancies=False)
    world.claim(home, vacancies=2)
    assert uid in vacant(has_vacancies=True)
    # What contradicts the register is the provider's word all the same.
    home.registration_status = "suspended"
    home.reindexObject()
    assert uid in vacant(has_vacancies=True)
    with api.env.adopt_user(username="mair.manager"):
        home.manage_delObjects([claims.ID])
    assert uid not in vacant(has_vacancies=True) | vacant(has_vacancies=False)


def by_saving(home):
    claims.save(home, vacancies=2)


def by_event(home):
    """As any form and ``PATCH`` do: set, and tell."""
    claim = claims.of(home)
    claim.vacancies = 2
    notify(ObjectModifiedEvent(claim))


def by_adding(home):
    home._delObject(claims.ID)
    createContentInContainer(home, "ProviderClaim", vacancies=2, vacancies_on=TODAY)


@pytest.mark.parametrize("way", [by_saving, by_event, by_adding])
def test_nothing_is_saved_before_the_stop_notice_is_acknowledged(home, way):
    stop_notice.forget(CONTACT)
    with pytest.raises(BadRequest) as refusal:
        way(home)
    assert refusal.value.problems[0].message == stop_notice.FIRST
    stop_notice.acknowledge()
    way(home)
    assert claims.of(home).vacancies == 2


@pytest.mark.parametrize("way", [by_saving, by_event])
@pytest.mark.parametrize("who", ["otto.contact", "rhys.reviewer", "ann.officer", "mair.manager"])
def test_nobody_else_puts_words_into_a_providers_mouth(home, way, who):
    with api.env.adopt_user(username=who):
        stop_notice.acknowledge()
        with pytest.raises(Unauthorized):
            way(home)


def test_of_what_is_hidden_a_contact_says_nothing(register, home):
    for row in ("concealed", "shared in concealed provider", "draft, holds shared"):
        with pytest.raises(Unauthorized):
            claims.save(register["Service", row], vacancies=2)


@pytest.mark.parametrize(
    "values", [{"places": -1}, {"gender": "other"}, {"needs": ["none"]}, {"vacancies": 9}]
)
def test_what_no_form_would_send_is_refused_as_well(home, values):
    with pytest.raises(claims.Refused):
        claims.save(home, **values)


def test_a_service_has_one_claim(home):
    with pytest.raises(BadRequest):
        createContentInContainer(home, "ProviderClaim", places=4)


def test_a_copy_brings_no_claim_along(portal, register, home):
    with api.env.adopt_user(username="rhys.reviewer"):
        copy = api.content.copy(home, register.providers["shared"])
        whole = api.content.copy(register.providers["shared"], portal["register"])
    for service in (copy, *whole.objectValues()):
        assert claims.of(service) is None
        assert claims.ID not in service.contentIds()


def test_the_notice_is_acknowledged_once_for_an_account_and_goes_with_it(home):
    first = stop_notice.acknowledged_at()
    stop_notice.acknowledge()
    assert stop_notice.acknowledged_at() == first
    assert stop_notice.acknowledged_at("otto.contact") is None
    with api.env.adopt_user(username="admin"):
        api.user.delete(username=CONTACT)
    assert stop_notice.acknowledged_at(CONTACT) is None
    assert CONTACT not in IAnnotations(api.portal.get())[stop_notice.KEY]
