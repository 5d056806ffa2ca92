"""What the pages of governance and readiness do, services do too, and refuse in sentences."""

from ccsr.content.content.governance import minutes
from ccsr.content.content.readiness import inspection_links as links
from datetime import date
from datetime import datetime
from plone import api
from plone.dexterity.utils import createContentInContainer
from visits import JSON

import pytest
import transaction


OFFICER, REVIEWER, INSPECTOR = "ann.officer", "rhys.reviewer", "ivor.inspector"
COMMISSIONER = "carys.commissioner"


@pytest.fixture(autouse=True)
def _fresh(register):
    transaction.begin()
    yield
    transaction.begin()


@pytest.fixture
def ask(visitor, layer):
    """Send JSON to a service of a thing; return status and body."""

    def asked(name, method, thing, path, body=None):
        who = visitor(name)
        base = who.base if thing is None else thing.absolute_url()
        answer = who.client.request(method, f"{base}/{path}", json=body, headers={"Accept": JSON})
        transaction.begin()
        return answer.status_code, answer.json() if answer.content else None

    return asked


def add(portal_type, **values):
    with api.env.adopt_user(username=OFFICER):
        area = api.portal.get()["governance"]
        made = createContentInContainer(area, portal_type, title="One", **values)
    transaction.commit()
    return made


def test_the_compliance_board_is_given_to_whoever_has_its_page(ask):
    status, board = ask(INSPECTOR, "GET", None, "@compliance")
    assert status == 200
    assert board["items"][0]["evidence"][0]["rule"] == "protocol_review"
    assert board["protocol"]["version"]
    assert ask(COMMISSIONER, "GET", None, "@compliance")[0] == 404


def test_an_action_is_noted_done_and_never_done_twice(ask):
    action = add("AgreedAction", owner=OFFICER, due=date(2030, 1, 1))
    status, refused = ask(OFFICER, "POST", action, "@deed/note", {})
    assert (status, refused["message"]) == (
        400,
        "Write what has been done, or what stands in the way.",
    )
    status, done = ask(OFFICER, "POST", action, "@deed/done", {"text": "It is."})
    assert (status, done["status"], done["note"]["text"]) == (200, "done", "It is.")
    status, refused = ask(OFFICER, "POST", action, "@deed/done", {})
    assert (status, refused["message"]) == (
        400,
        "That cannot be done with it now; its status has changed.",
    )
    assert ask(INSPECTOR, "POST", action, "@deed/note", {"text": "Mine"})[0] == 404
    assert ask(COMMISSIONER, "POST", action, "@deed/note", {"text": "Mine"})[0] == 404


def test_minutes_are_agreed_as_they_were_read_and_refused_in_sentences(ask):
    meeting = add("Meeting", starts=datetime(2026, 1, 5, 10), minutes="All well.")
    status, refused = ask(REVIEWER, "POST", meeting, "@agreement", {"read": "x"})
    assert (status, refused["message"]) == (400, str(minutes.NOT_HELD.default))
    assert ask(OFFICER, "POST", meeting, "@workflow/hold", {})[0] == 200
    status, refused = ask(REVIEWER, "POST", meeting, "@workflow/agree", {})
    assert (status, refused["message"]) == (400, str(minutes.NOT_ALL.default))
    read = ask(REVIEWER, "GET", meeting, "@agreement")[1]["read"]
    assert ask(REVIEWER, "POST", meeting, "@agreement", {"read": "other"})[0] == 400
    status, given = ask(REVIEWER, "POST", meeting, "@agreement", {"read": read})
    assert (status, given["state"], given["parties"][1]["at"]) == (200, "held", None)
    status, given = ask(INSPECTOR, "POST", meeting, "@agreement", {"read": read})
    assert (status, given["state"]) == (200, "agreed")


def test_a_new_version_is_begun_by_those_who_may(ask, register):
    current = register["Protocol", "in force"]
    assert ask(INSPECTOR, "POST", current, "@new-version", {})[0] == 404
    status, made = ask(OFFICER, "POST", current, "@new-version", {})
    assert status == 201
    assert (
        ask(OFFICER, "GET", None, made["@id"].partition("/plone/")[2])[1]["review_state"] == "draft"
    )


def test_an_upload_link_is_made_and_withdrawn(ask, register):
    inspection = register["Inspection", "in readiness"]
    [slot, *_rest] = ask(OFFICER, "GET", inspection, "@upload-links")[1]["items"]
    asked = {"document": slot["id"], "whom": "Dr Price"}
    status, refused = ask(OFFICER, "POST", inspection, "@upload-links", {**asked, "days": 31})
    assert (status, refused["message"]) == (400, "A link holds for 1 to 30 days.")
    status, made = ask(OFFICER, "POST", inspection, "@upload-links", asked)
    secret = made["url"].rpartition("/")[2]
    assert (status, links.found(secret)[2].id) == (201, slot["id"])
    shown = ask(OFFICER, "GET", inspection, "@upload-links")[1]
    assert secret not in str(shown)
    address = f"@upload-links/{slot['id']}/{made['id']}"
    assert ask(OFFICER, "DELETE", inspection, address) == (204, None)
    assert links.found(secret) is None
    assert ask(OFFICER, "DELETE", inspection, address)[0] == 404
    assert ask(COMMISSIONER, "GET", inspection, "@upload-links")[0] == 404
