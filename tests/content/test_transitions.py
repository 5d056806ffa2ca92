"""Sharing and concealing over HTTP: by the pages and by @workflow alike."""

from ccsr.content.interfaces import IConcealments
from datetime import date
from datetime import timedelta
from plone import api

import html
import httpx
import pytest
import re
import transaction
import world


JSON = {"Accept": "application/json"}
REVIEW = (date.today() + timedelta(days=30)).isoformat()


@pytest.fixture(scope="module")
def signed_in(register):
    """Return a client for an account."""
    clients = {}

    def client(name):
        return clients.setdefault(name, httpx.Client(auth=(name, world.PASSWORD), timeout=60))

    yield client
    for one in clients.values():
        one.close()


@pytest.fixture
def reviewer(signed_in):
    return signed_in("rhys.reviewer")


@pytest.fixture
def report(register):
    """A complete draft in a shared service, made for one test."""
    transaction.begin()
    with api.env.adopt_user(username="ann.officer"):
        made = world.document(register["Service", "shared"], "InspectionReport", "fresh")
        made.title = "A fresh report"
        transaction.commit()
    return made


def undeclared(report):
    """Take the declaration back, so that the gate refuses."""
    report.shareable_declared = False
    report.reindexObject()
    transaction.commit()


def state(thing):
    """Return the state that is stored."""
    transaction.begin()
    return api.content.get_state(thing)


def text(response):
    """Return the words of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.text)).split())


def send(client, thing, name, **typed):
    """Fill in a transition's page and send it."""
    url = f"{thing.absolute_url()}/@@{name}"
    token = re.search(r'name="_authenticator" value="(\w+)"', client.get(url).text)
    data = {**typed, "_authenticator": token[1] if token else ""}
    return client.post(url, data=data, follow_redirects=True)


def post(client, thing, name, body=None):
    """Ask @workflow for a transition."""
    return client.post(f"{thing.absolute_url()}/@workflow/{name}", json=body or {}, headers=JSON)


def rules(response):
    """Return the rules that refused."""
    return [one["rule"] for one in response.json()["refusals"]]


def test_the_page_shares_and_says_so_with_the_way_back(reviewer, report):
    answer = send(reviewer, report, "share", comment="Checked")
    assert state(report) == "shared"
    assert "“A fresh report” is shared." in text(answer)
    assert f"{report.absolute_url()}/@@retract" in answer.text


def test_the_page_says_what_stops_a_draft_and_offers_no_button(reviewer, report):
    undeclared(report)
    answer = reviewer.get(f"{report.absolute_url()}/@@share")
    assert "Nobody has declared" in text(answer)
    assert 'method="post"' not in answer.text
    assert f"{report.absolute_url()}/edit" in answer.text


def test_the_page_of_what_is_shared_already_says_so(reviewer, register):
    answer = reviewer.get(f"{register['Service', 'shared'].absolute_url()}/@@share")
    assert "is shared already" in text(answer)
    assert "/@@conceal" in answer.text


def test_nothing_is_shared_without_the_token_of_the_form(reviewer, report):
    reviewer.post(f"{report.absolute_url()}/@@share", data={"comment": ""})
    assert state(report) == "draft"


def test_concealing_demands_reason_and_date_and_keeps_what_was_typed(reviewer, report):
    post(reviewer, report, "share")
    answer = send(reviewer, report, "conceal", comment="  ", review_date="next week")
    assert "Give the review date as year-month-day" in text(answer)
    assert 'value="next week"' in answer.text
    answer = send(reviewer, report, "conceal", comment="Half a sentence", review_date="")
    assert "Give the date on which to review it." in text(answer)
    assert "Half a sentence" in answer.text
    answer = send(reviewer, report, "conceal", comment=" ", review_date=REVIEW)
    assert "Say why it is concealed." in text(answer)
    assert state(report) == "shared"


def test_concealing_a_service_says_how_many_documents_vanish(reviewer, register):
    service = register["Service", "shared"]
    with api.env.adopt_user(username="rhys.reviewer"):
        kinds = [*world.DOCUMENTS, "RegistrationEvent"]
        shared = api.content.find(service, review_state="shared", portal_type=kinds)
    assert shared
    answer = reviewer.get(f"{service.absolute_url()}/@@conceal")
    assert f"Shared documents that vanish with it: {len(shared)}." in text(answer)


def test_concealing_with_reason_and_date_is_on_the_register_with_its_seconds(reviewer, report):
    post(reviewer, report, "share")
    send(reviewer, report, "conceal", comment="The annex names a carer.", review_date=REVIEW)
    assert state(report) == "concealed"
    record = IConcealments(report).current()
    assert record.seconds > 0
    page = text(reviewer.get(f"{api.portal.get().absolute_url()}/@@concealments"))
    assert "The annex names a carer." in page
    assert f"{world.CANARY} rhys.reviewer" in page
    assert f"{record.seconds:.2f} s" in page
    send(reviewer, report, "reveal")
    assert state(report) == "shared"
    assert IConcealments(report).current() is None
    page = text(reviewer.get(f"{api.portal.get().absolute_url()}/@@concealments"))
    assert "The annex names a carer." in page.partition("Past concealments")[2]


def test_what_was_revealed_does_not_tell_that_it_had_been_concealed(reviewer, signed_in, report):
    post(reviewer, report, "share")
    post(reviewer, report, "conceal", {"comment": "Sensitive reason", "review_date": REVIEW})
    post(reviewer, report, "reveal")
    found = signed_in("carys.commissioner").get(
        f"{api.portal.get().absolute_url()}/@search",
        params={"UID": report.UID(), "metadata_fields": "_all"},
        headers=JSON,
    )
    assert found.json()["items_total"] == 1
    assert "Sensitive reason" not in found.text
    [item] = found.json()["items"]
    assert not [name for name in item if "conceal" in name and item[name]]


def test_workflow_names_every_rule_that_refuses(reviewer, report):
    report.framework = None
    undeclared(report)
    answer = post(reviewer, report, "share")
    assert answer.status_code == 400
    assert answer.json()["type"] == "Refused"
    assert rules(answer) == ["mandatory_fields", "shareable_declared"]
    assert answer.json()["refusals"][0]["message"] == "“Framework” is not filled in."
    assert state(report) == "draft"


@pytest.mark.parametrize(
    ("body", "refused"),
    [
        ({}, ["reason", "review_date"]),
        ({"comment": "Reason"}, ["review_date"]),
        ({"comment": "Reason", "review_date": "31/12/2026"}, ["review_date"]),
        ({"comment": "Reason", "review_date": 20261231}, ["review_date"]),
        ({"comment": "Reason", "review_date": "2001-01-01"}, ["review_date"]),
        ({"comment": ["Reason"], "review_date": REVIEW}, ["comment"]),
        ({"comment": "Reason", "review_date": REVIEW, "effective": "2001-01-01"}, ["effective"]),
        ({"comment": "R", "review_date": REVIEW, "include_children": True}, ["include_children"]),
    ],
)
def test_workflow_names_the_field_that_it_cannot_take(reviewer, register, body, refused):
    service = register["Service", "shared"]
    answer = post(reviewer, service, "conceal", body)
    assert answer.status_code == 400
    assert rules(answer) == refused
    assert state(service) == "shared"


def test_workflow_passes_comment_and_review_date_on(reviewer, report):
    post(reviewer, report, "share")
    answer = post(reviewer, report, "conceal", {"comment": "Reason", "review_date": REVIEW})
    assert answer.status_code == 200
    entry = answer.json()
    assert (entry["action"], entry["comments"]) == ("conceal", "Reason")
    assert entry["review_date"] == REVIEW


@pytest.mark.parametrize("transition", ["conceal", "nonsense"])
def test_workflow_refuses_what_the_state_does_not_allow(reviewer, report, transition):
    answer = post(reviewer, report, transition, {"comment": "R", "review_date": REVIEW})
    assert answer.status_code == 400
    assert answer.json()["type"] == "WorkflowException"


def test_only_a_reviewer_makes_transitions(signed_in, report):
    answer = post(signed_in("ann.officer"), report, "share")
    assert answer.status_code == 400
    assert state(report) == "draft"
    for name in ("ann.officer", "ivor.inspector", "carys.commissioner"):
        page = signed_in(name).get(f"{report.absolute_url()}/@@share")
        assert page.status_code == 404


@pytest.mark.parametrize(
    ("who", "reads"),
    [
        ("rhys.reviewer", True),
        ("ann.officer", True),
        ("ivor.inspector", False),
        ("carys.commissioner", False),
    ],
)
def test_the_history_is_for_those_who_may_see_it(signed_in, register, who, reads):
    thing = register["InspectionReport", "shared"]
    answer = signed_in(who).get(f"{thing.absolute_url()}/@workflow", headers=JSON)
    assert bool(answer.json()["history"]) is reads
    assert (f"{world.CANARY} comment" in answer.text) is reads


def test_one_refused_row_does_not_undo_the_others(reviewer, register, report):
    with api.env.adopt_user(username="ann.officer"):
        other = world.document(register["Service", "shared"], "ComplaintReport", "other")
        other.title = "An undeclared report"
        undeclared(other)
    site = api.portal.get().absolute_url()
    token = re.search(r'name="_authenticator" value="(\w+)"', reviewer.get(f"{site}/@@queue").text)
    data = {"uids:list": [report.UID(), other.UID()], "_authenticator": token[1]}
    answer = text(reviewer.post(f"{site}/@@queue", data=data))
    assert (state(report), state(other)) == ("shared", "draft")
    assert "1 of 2 shared." in answer
    assert re.search("Not shared An undeclared report Nobody has declared", answer)


def test_a_provider_with_its_services_and_documents_is_shared_in_one_go(reviewer, register):
    transaction.begin()
    with api.env.adopt_user(username="ann.officer"):
        holder = world.provider(api.portal.get()["register"], "whole")
        home = world.service(holder, "whole")
        paper = world.document(home, "EnforcementAction", "whole")
        transaction.commit()
    site = api.portal.get().absolute_url()
    token = re.search(r'name="_authenticator" value="(\w+)"', reviewer.get(f"{site}/@@queue").text)
    chain = [paper, home, holder]
    data = {"uids:list": [one.UID() for one in chain], "_authenticator": token[1]}
    reviewer.post(f"{site}/@@queue", data=data)
    assert [state(one) for one in chain] == ["shared"] * 3
