"""Events over HTTP: made by POST, shared once, then followed by others only."""

from visits import JSON
from visits import Probe

import httpx
import pytest
import re
import world


OFFICER, R, C = "ann.officer", "rhys.reviewer", "carys.commissioner"


@pytest.fixture(scope="module")
def path(layer, register):
    url = register["Service", "shared"].absolute_url()
    return url.removeprefix(layer["portal"].absolute_url())


@pytest.fixture(scope="module")
def post(layer):
    """Send a form as a person would, with the token of its page."""
    base = layer["portal"].absolute_url()

    def send(who, address, **fields):
        client = httpx.Client(auth=(who, world.PASSWORD), timeout=60)
        page = client.get(f"{base}{address}")
        token = re.search(r'name="_authenticator"[^>]*value="([^"]+)"', page.text).group(1)
        return client.post(f"{base}{address}", data={**fields, "_authenticator": token})

    return send


@pytest.fixture(scope="module")
def made(layer, visitor, path):
    """The path of an event that an officer made by POST."""
    body = {
        "@type": "RegistrationEvent",
        "kind": "conditions_changed",
        "effective": "2026-05-02",
        "received": "2026-05-03",
        "shareable_declared": True,
    }
    answer = visitor(OFFICER).ask(path, Probe("POST", "", JSON, body))
    assert answer.status_code == 201, answer.text
    return answer.json()["@id"].removeprefix(layer["portal"].absolute_url())


def test_an_event_is_made_planned_shared_and_never_changed(visitor, post, made, path):
    text = "Nobody under 12 may stay."
    refused = post(OFFICER, f"{made}/@@conditions", action="impose", kind="description")
    assert "word for word" in refused.text
    post(OFFICER, f"{made}/@@conditions", action="impose", kind="description", text=text)
    assert text in visitor(OFFICER).get(made).text
    for who, status in ((OFFICER, 400), (C, 404), (R, 200)):
        answer = visitor(who).ask(made, Probe("POST", "/@workflow/share", JSON, {}))
        assert answer.status_code == status, who
    shown = visitor(C).get(f"{path}/@as-on?date=2026-05-02", JSON).json()
    assert text in [one["text"] for one in shown["conditions"]]
    before = visitor(C).get(f"{path}/@as-on?date=2026-05-01", JSON).json()
    assert text not in [one["text"] for one in before["conditions"]]
    for who in (OFFICER, R, "mair.manager"):
        for probe in (
            Probe("PATCH", "", JSON, {"detail": "other"}),
            Probe("DELETE", "", JSON),
            Probe("POST", "/@workflow/retract", JSON, {}),
            Probe("GET", "/@@conditions"),
        ):
            assert visitor(who).ask(made, probe).status_code in (400, 404), (who, probe)


def test_the_form_chooses_nothing_for_who_records_an_event(visitor, path):
    form = visitor(OFFICER).get(f"{path}/++add++RegistrationEvent").text
    kinds = form[form.index('id="form-widgets-kind"') :].split("</select>")[0]
    chosen = re.findall(r'<option[^>]*selected="selected"[^>]*>', kinds)
    assert all("--NOVALUE--" in one for one in chosen)
    assert "--NOVALUE--" in kinds


def test_an_earlier_registration_is_shown_to_who_may_see_it(visitor, post, register, path):
    hidden = register["Service", "concealed"].title
    assert hidden in visitor(R).get(path).text
    assert "one after the other" not in visitor(C).get(path).text
    answer = post(R, f"{path}/@@succession", urn="no such number")
    assert "no other service with this URN" in answer.text
