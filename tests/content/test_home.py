"""The home page: each reader meets the panels that their permissions bring, and no more."""

from ccsr.content.content.visits import KEY
from ccsr.content.domain.visits import Visits
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from urllib.parse import urlencode
from zope.annotation.interfaces import IAnnotations

import html
import httpx
import lxml.html
import pytest
import re
import transaction
import world


@pytest.fixture(scope="module")
def look(layer, register):
    """Return what a page of the site answers to an account."""

    def look(who, path=""):
        url = f"{layer['portal'].absolute_url()}{path}"
        return httpx.get(url, auth=(who, world.PASSWORD), timeout=60, follow_redirects=True)

    return look


def headings(answer):
    """Return the headings of the panels."""
    return [html.unescape(one).strip() for one in re.findall(r"<h2[^>]*>([^<]+)</h2>", answer.text)]


PANELS = {
    "ann.officer": [
        "What is yours to do",
        "Drafts to finish",
        "Intake",
        "Conditions to confirm",
        "Liaison",
        "Overdue annual inspections",
        "Arrived lately",
    ],
    "rhys.reviewer": [
        "What is yours to do",
        "Review queue",
        "Intake",
        "Concealments to review",
        "Conditions to confirm",
        "Liaison",
        "Keeping and disposing",
        "Overdue annual inspections",
    ],
    "carys.commissioner": ["Find", "Shared lately", "Services in your area", "Concerns"],
    "ivor.inspector": [
        "Cross-reference",
        "Waiting for you",
        "Shared or concealed lately",
        "Overdue annual inspections",
    ],
    "wil.partner": ["What is yours to do", "Inspection readiness"],
    "petra.contact": ["Keep up to date what you offer", "Your services"],
    # The mail of a site that is new is not set up.
    "mair.manager": [
        "Needs attention",
        "State of the site",
        "Keeping and disposing",
        "Accounts",
    ],
    "sian.siteadmin": [
        "Needs attention",
        "State of the site",
        "Keeping and disposing",
        "Accounts",
    ],
}


@pytest.mark.parametrize("who", PANELS)
def test_each_role_meets_its_own_panels(look, who):
    # Nobody has put the first steps away yet; whose only page is this one has none.
    steps = [] if who == "petra.contact" else ["First steps"]
    assert headings(look(who)) == [*steps, *PANELS[who]]


def test_a_contact_meets_no_other_provider(look):
    page = look("petra.contact").text
    assert f"{world.CANARY} Home shared" in page
    assert "Provider elsewhere" not in page
    assert "Home concealed" not in page


def test_a_commissioner_meets_nothing_that_is_hidden(look):
    page = look("carys.commissioner").text
    hidden = ("Home concealed", "Home draft", "Report draft", "Report concealed", "in concealed")
    assert f"{world.CANARY} Home shared" in page
    assert [one for one in hidden if one in page] == []


def visits():
    """Return what is remembered of the commissioner."""
    transaction.begin()
    return IAnnotations(api.portal.get())[KEY]["carys.commissioner"]


def test_a_visit_is_noted_once_a_day(look):
    look("carys.commissioner")
    first = visits()
    assert "Shared lately" in headings(look("carys.commissioner"))
    assert visits() == first


def test_what_was_shared_since_the_last_visit_is_new(look, register):
    look("carys.commissioner")
    yesterday = datetime.now(UTC) - timedelta(days=1)
    transaction.begin()
    IAnnotations(api.portal.get())[KEY]["carys.commissioner"] = Visits(yesterday)
    transaction.commit()
    answer = look("carys.commissioner")
    assert visits().before == yesterday
    assert headings(answer)[2].startswith("New since your last visit on ")
    assert f"{world.CANARY} InspectionReport shared" in answer.text


@pytest.mark.parametrize(
    ("path", "readers"),
    [
        ("/@@queue", {"ann.officer", "rhys.reviewer"}),
        ("/@@concealments", {"rhys.reviewer"}),
        ("/@@overdue", {"ann.officer", "rhys.reviewer", "ivor.inspector"}),
        ("/@@cross-reference", {"ann.officer", "rhys.reviewer", "ivor.inspector"}),
    ],
)
def test_each_list_is_for_its_readers_only(look, path, readers):
    found = {who: look(who, path).status_code for who in PANELS}
    assert found == {who: 200 if who in readers else 404 for who in PANELS}


def test_officers_finish_drafts_but_do_not_share_them(look):
    page = look("ann.officer", "/@@queue").text
    assert "Drafts to finish" in page
    assert f"{world.CANARY} InspectionReport draft" in page
    assert 'type="checkbox"' not in page
    assert "Share the ticked ones" not in page


def test_the_inspectorate_looks_up_what_is_concealed_but_no_drafts(look):
    page = look("ivor.inspector", f"/@@cross-reference?q={world.CANARY}-S").text
    assert f"{world.CANARY} Home concealed" in page
    assert f"{world.CANARY} Home draft" not in page
    none = look("ivor.inspector", "/@@cross-reference?q=Nothinglikethis").text
    assert "No service is like that." in none


def test_a_commissioner_asks_for_services_for_a_child_from_home(look):
    page = lxml.html.fromstring(look("carys.commissioner").text)
    [form] = page.cssselect("form.find-services-form")
    assert dict(form.form_values())["registration_status"] == "registered"
    assert dict(form.form_values())["overdue"] == "no"
    asked = urlencode({**dict(form.form_values()), "near": "Abertawe", "age": "14"})
    answer = look("carys.commissioner", f"/@@find?{asked}")
    assert answer.status_code == 200
    assert "Within 20 miles of Swansea" in answer.text
    assert not lxml.html.fromstring(look("petra.contact").text).cssselect(".find-services-form")
