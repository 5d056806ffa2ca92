"""The page, the statement and the service that say what a service was on a day."""

from ccsr.content.content.event import record
from ccsr.content.domain.dates import today
from datetime import date
from datetime import timedelta
from plone import api
from visits import JSON

import pytest
import transaction
import world


C, R = "carys.commissioner", "rhys.reviewer"
MARCH, APRIL = date(2026, 3, 4), date(2026, 4, 2)


@pytest.fixture(scope="module")
def service(register):
    """A home that was suspended for a time, which another event hides nothing of."""
    transaction.begin()
    with api.env.adopt_user(username=R):
        held = world.service(register.providers["shared"], "history")
        world.transition(held, "share")
        suspended = record(held, "suspended", effective=MARCH)
        record(held, "suspension_lifted", effective=APRIL)
        record(held, "places_changed", effective=APRIL, places=3)
        world.transition(suspended, "conceal")
        report = world.document(held, "InspectionReport", "history")
        world.transition(report, "share")
    transaction.commit()
    return held


@pytest.fixture(scope="module")
def ask(layer, service, visitor):
    path = service.absolute_url().removeprefix(layer["portal"].absolute_url())
    return lambda name, suffix, *kind: visitor(name).get(f"{path}{suffix}", *kind)


@pytest.mark.parametrize(
    ("day", "status", "source", "places", "judged"),
    [
        ("2020-04-30", None, "nothing", None, False),
        ("2020-05-01", "registered", "first_entry", 4, False),
        ("2026-03-04", "suspended", "edit", 4, False),
        ("2026-04-01", "suspended", "edit", 4, True),
        ("2026-04-02", "registered", "event", 3, True),
    ],
)
def test_a_day_is_answered_by_what_was_in_force_on_it(ask, day, status, source, places, judged):
    found = ask(C, f"/@as-on?date={day}", JSON).json()
    token = found["registration_status"] and found["registration_status"]["token"]
    assert (token, found["source"], found["places"]) == (status, source, places)
    assert bool(found["judgements"]) == judged


def test_staff_are_told_what_commissioners_could_see_and_of_hidden_events(ask):
    told, hidden = (ask(name, "/@as-on?date=2026-03-04", JSON).json() for name in (R, C))
    assert "visibility" not in hidden
    assert (hidden["event"], hidden["source"]) == (None, "edit")
    assert told["event"]["title"].startswith("Suspended")
    assert ask(R, "/@as-on", JSON).json()["visibility"] == "shared"


BAD = ["4 March", "2026-13-01", "20260304", "", str(today() + timedelta(days=2))]


@pytest.mark.parametrize("day", BAD)
def test_what_is_no_day_that_has_come_is_refused_with_a_sentence(ask, day):
    answer = ask(C, f"/@as-on?date={day}", JSON)
    assert answer.status_code == 400
    assert answer.json()["message"].startswith(("Give the day as", "This day has not"))
    if day:
        page = ask(C, f"?on={day}")
        assert page.status_code == 400
        assert answer.json()["message"] in page.text


def test_the_page_says_which_day_it_is_of_and_leads_back_and_to_the_statement(ask, service):
    page = ask(C, "?on=2026-03-10").text
    for said in ("As on", "10 March 2026", "Suspended", "As entered in the", "4 March 2026"):
        assert said in page
    assert f'href="{service.absolute_url()}"' in page
    statement = ask(C, "/@@statement?on=2026-03-10").text
    for said in ("Statement of registration", service.urn, "10 March 2026", "Suspended"):
        assert said in statement
    assert service.address not in statement
    assert "first entry" in ask(C, "/@@statement?on=2023-01-01").text
    for address in ("/@@as-on?date=2026-03-10", "?on=2026-03-10"):
        assert "As on 10 March 2026" in " ".join(ask(C, address).text.split())


def test_whoever_may_not_see_the_service_gets_no_answer_of_any_day(visitor, register, layer):
    hidden = register["Service", "concealed"].absolute_url()
    path = hidden.removeprefix(layer["portal"].absolute_url())
    nothing = path.rpartition("/")[0] + "/nothing"
    for suffix in ("/@as-on?date=2026-01-01", "/@@statement?on=x", "?on=x"):
        answers = [visitor(C).get(f"{one}{suffix}") for one in (path, nothing)]
        assert [one.status_code for one in answers] == [404, 404]
