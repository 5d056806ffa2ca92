"""Closed by default: nobody sees anything but the way to sign in (SECURITY)."""

from http.client import HTTPConnection
from probes import CLOSED_TO_READERS
from probes import LISTINGS
from probes import NEVER
from probes import path_of
from probes import PROBES
from urllib.parse import quote
from urllib.parse import urlsplit
from visits import JSON
from visits import Probe

import pytest
import world


pytest_plugins = ["served"]


@pytest.fixture
def nobody(visitor):
    return visitor(None)


def told(nobody, path, probe):
    """Return the answer; where the way back is named, it is what was asked for."""
    status, headers, body = nobody.told(path, probe)
    asked = quote(f"{nobody.base}{path}{probe.suffix}".partition("?")[0], safe="")
    location = (
        headers.get("location", "").replace(asked, "*").replace(asked.removesuffix("%2F"), "*")
    )
    return status, {**headers, "location": location}, body


@pytest.mark.parametrize(
    "row", [("InspectionReport", "shared"), ("Service", "concealed")], ids=" ".join
)
def test_every_path_answers_the_anonymous_as_one_that_never_was(nobody, register, row):
    for probe in (*PROBES, *LISTINGS):
        there, never = (told(nobody, path, probe) for path in (path_of(register[row]), f"/{NEVER}"))
        assert there == never, probe
        assert there[0] in (302, 401, 405), probe


def test_the_site_itself_sends_the_anonymous_to_sign_in(nobody):
    for probe in (*LISTINGS, *CLOSED_TO_READERS):
        status, headers, body = nobody.told("", probe)
        assert status == (401 if probe.accept == JSON else 302), probe
        assert world.CANARY not in body
        if status == 302:
            assert headers["location"].startswith(f"{nobody.base}/login"), probe
        assert "www-authenticate" not in headers, probe


def test_a_post_goes_the_same_way(nobody, register):
    form = Probe("POST", "/@@edit")
    answer = nobody.ask(path_of(register["Service", "shared"]), form)
    assert (answer.status_code, answer.headers["location"]) == (302, f"{nobody.base}/login")


def test_the_doors_to_sign_in_stand_open(nobody):
    for door in ("/login", "/@@login", "/mail_password_form", "/logged-out"):
        answer = nobody.get(door)
        assert answer.status_code == 200, door
        assert world.CANARY not in answer.text
    assert nobody.get("/++theme++barceloneta/css/barceloneta.min.css").status_code == 200


def test_a_door_leads_no_further(nobody, register):
    shown = path_of(register["Service", "shared"])
    for path in (
        f"/login{shown}",
        f"/alerts-feed{shown}",
        f"/alerts-feed/x{shown}",
        f"/alerts-unsubscribe/x{shown}",
        f"/calendar-feed/x{shown}",
        f"{shown}/login",
        f"/++theme++barceloneta{shown}",
        f"{shown}/@@login",
    ):
        answer = nobody.get(path)
        assert answer.status_code in (302, 404), path
        assert world.CANARY not in answer.text, path


@pytest.mark.parametrize(
    "door", ["++theme++barceloneta", "++plone++x", "login", "@@login/x/..", "alerts-feed/x"]
)
def test_dots_lead_through_no_door(nobody, register, door):
    base = urlsplit(nobody.base)
    connection = HTTPConnection(base.hostname, base.port)
    for view in ("@@title", "@@plone_context_state/object_title"):
        # A browser would take the dots out before it asks.
        shown = path_of(register["Service", "shared"])
        connection.request("GET", f"{base.path}/{door}/..{shown}/{view}")
        answer = connection.getresponse()
        assert world.CANARY not in answer.read().decode()
        assert answer.status == 302, view


def test_a_wrong_password_is_nobody(nobody, register):
    nobody.client.auth = ("ann.officer", "wrong")
    try:
        assert nobody.get(path_of(register["Service", "shared"])).status_code == 302
        assert nobody.get(path_of(register["Service", "shared"]), JSON).status_code == 401
    finally:
        nobody.client.auth = None
