"""Confirming what a condition says, and who sees what disagrees, as it is asked."""

from ccsr.content.content import claim as claims
from ccsr.content.content import confirmations
from ccsr.content.content import discrepancies
from ccsr.content.content import finding
from ccsr.policy.jobs import worker
from concurrent.futures import ThreadPoolExecutor
from plone import api
from plone.dexterity.utils import createContentInContainer
from probes import path_of
from visits import JSON
from visits import Probe
from ZODB.POSException import ConflictError
from zope.component.hooks import setSite

import pytest
import re
import transaction
import world


TEXT = "The home may accommodate no more than three children aged 8 to 15."
READINGS = {"places": 3, "age_from": 8, "age_to": 15}


@pytest.fixture
def condition(layer, register):
    """A condition of the shared service that nobody has looked at."""
    with api.env.adopt_user(username="rhys.reviewer"):
        made = createContentInContainer(
            register["Service", "shared"], "RegistrationCondition", kind="number", text=TEXT
        )
    transaction.commit()
    yield made
    with api.env.adopt_user(username="admin"):
        api.content.delete(made)
    transaction.commit()


def form(visitor, path, **sent):
    """Send a page's form as an officer would; return the answer."""
    client = visitor("ann.officer").client
    url = f"{visitor('ann.officer').base}{path}"
    token = re.search(r'name="_authenticator"[^>]*value="([^"]+)"', client.get(url).text).group(1)
    answer = client.post(url, data={"_authenticator": token, **sent}, follow_redirects=True)
    transaction.begin()
    return answer.text


def test_an_officer_confirms_a_value_and_then_all(visitor, condition):
    path = f"{path_of(condition)}/@@readings"
    page = visitor("ann.officer").get(path).text
    assert "<mark>no more than three children</mark>" in page
    assert 'value="8"' in page
    assert confirmations.confirmed(condition) == {}
    page = form(visitor, path, confirm="places", places="3", age_to="typed")
    assert confirmations.confirmed(condition) == {"places": 3}
    assert f"{world.CANARY} ann.officer" in page
    assert 'value="typed"' in page
    page = form(visitor, path, confirm="all", places="3", age_from="x", age_to="15")
    assert "Write a whole number" in page
    assert not confirmations.is_settled(condition)
    work = "/@@conditions-to-confirm"
    assert "no more than three" in visitor("ann.officer").get(work).text
    form(visitor, path, confirm="all", places="3", age_from="8", age_to="15", gender="")
    assert confirmations.confirmed(condition) == READINGS
    assert "no more than three" not in visitor("ann.officer").get(work).text


def test_the_service_tells_what_was_read_and_confirms(visitor, condition):
    path = path_of(condition)
    officer = visitor("ann.officer")
    told = officer.get(f"{path}/@readings", JSON).json()["items"]
    proposed = {one["field"]: one["proposal"]["value"] for one in told if "proposal" in one}
    assert proposed == READINGS
    wrong = officer.ask(
        path, Probe("POST", "/@readings", JSON, {"values": {"age_from": 16}, "accept": ["age_to"]})
    )
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (400, "age_to")
    done = officer.ask(path, Probe("POST", "/@readings", JSON, {"accept": "all"}))
    assert (done.status_code, done.json()["settled"]) == (200, True)
    transaction.begin()
    assert confirmations.confirmed(condition) == READINGS


@pytest.mark.parametrize("suffix", ["/@@readings", "/@readings"])
@pytest.mark.parametrize("who", ["carys.commissioner", "petra.contact", "ivor.inspector"])
def test_who_may_not_confirm_finds_nothing_there(visitor, condition, who, suffix):
    accept = JSON if suffix == "/@readings" else "text/html"
    assert visitor(who).get(path_of(condition) + suffix, accept).status_code == 404


@pytest.fixture
def disagreeing(register, condition):
    """The service whose provider offers more than was confirmed."""
    service = register["Service", "shared"]
    with api.env.adopt_user(username="ann.officer"):
        confirmations.confirm(condition, READINGS)
    say(service, places=9)
    yield service
    say(service, places=3, age_from=8, age_to=15)


def say(service, **values):
    """Save the claim, and do what is then to be done as the worker does."""
    with api.env.adopt_user(username="petra.contact"):
        claims.save(service, **values)
    transaction.commit()
    with ThreadPoolExecutor(1) as apart:
        apart.submit(worker.perform_queued, "/plone").result()
    transaction.begin()


def test_what_disagrees_is_shown_to_those_who_cross_reference(visitor, disagreeing):
    path = path_of(disagreeing)
    for who in ("ann.officer", "rhys.reviewer"):
        page = visitor(who).get(path).text
        assert "More places than registered" in page
        assert "no more than three" in page
    for who in ("carys.commissioner", "petra.contact", "ivor.inspector"):
        # The inspectorate reads it once it was sent.
        assert "More places than registered" not in visitor(who).get(path).text


def test_a_claim_that_is_saved_files_what_disagrees_when_it_is_committed(disagreeing):
    uid = api.content.get_uuid(disagreeing)
    filed = discrepancies.records(uid)
    assert any(one.claimed == "9" and not one.is_gone for one in filed.values())
    say(disagreeing, places=2)
    assert not any(
        one.claimed == "9" and not one.is_gone for one in discrepancies.records(uid).values()
    )


def test_two_processes_at_once_file_nothing_twice(layer, disagreeing):
    disagreeing.registration_status = "suspended"
    transaction.commit()
    uid, database = api.content.get_uuid(disagreeing), layer["zodbDB"]
    mine, theirs = transaction.TransactionManager(), transaction.TransactionManager()
    for manager in (mine, theirs):
        _settle(database, manager, uid)
    mine.commit()
    with pytest.raises(ConflictError):
        theirs.commit()
    theirs.abort()
    assert _settle(database, theirs, uid) == 0
    theirs.abort()
    disagreeing.registration_status = "registered"
    transaction.commit()


def _settle(database, manager, uid):
    site = database.open(manager).root()["Application"]["plone"]
    before = api.portal.get()
    setSite(site)
    try:
        return finding.settle(uid)
    finally:
        setSite(before)
