"""Frameworks, self-assessments and risks as those who prepare for inspection meet them."""

from datetime import date
from plone import api
from plone.dexterity.utils import createContentInContainer

import httpx
import pytest
import re
import transaction
import world


PARTNER, OFFICER, REVIEWER = "wil.partner", "ann.officer", "rhys.reviewer"
OTHERS = ("carys.commissioner", "ivor.inspector", "petra.contact")
FRAMEWORK = "readiness/inspection-framework-contact_referral_2009"
ASSESS = f"{FRAMEWORK}/@@assess?element=risk"
UNTOUCHED = f"{FRAMEWORK}/@@assess?element=protection"
ASSESSED = "readiness/assessed-contact_referral_2009-risk"


class Reader:
    """An account with a browser that follows where it is led."""

    def __init__(self, base, name):
        self.base = base
        self.client = httpx.Client(auth=(name, world.PASSWORD), timeout=60, follow_redirects=True)

    def get(self, path):
        return self.client.get(f"{self.base}/{path}")

    def post(self, path, form=None, **more):
        """Send what stands in the form of a page, with changes."""
        page = self.get(form or path).text
        hidden = dict(re.findall(r'type="hidden"[^>]*name="(\w+)"[^>]*value="([^"]*)"', page))
        hidden |= dict(
            re.findall(r'<input name="(\w+)"[^>]*type="hidden"[^>]*value="([^"]*)"', page)
        )
        return self.client.post(f"{self.base}/{path.split('?')[0]}", data={**hidden, **more})


@pytest.fixture
def reader(layer, register):
    base = layer["portal"].absolute_url()
    return lambda name: Reader(base, name)


@pytest.fixture
def area(layer, register):
    transaction.begin()
    return layer["portal"]["readiness"]


def make(area, portal_type, account=PARTNER, **values):
    with api.env.adopt_user(username=account):
        made = createContentInContainer(area, portal_type, **values)
    transaction.commit()
    return made


def test_a_partner_grades_an_element_and_every_change_is_kept(reader, area):
    partner = reader(PARTNER)
    page = partner.get(ASSESS).text
    assert "Risks are named, weighed and looked at again" in page
    values = {"grade": "development", "commentary": "Too thin.", "review_by": "2026-01-31"}
    assert "Saved." in partner.post(ASSESS, **values).text
    officer = reader(OFFICER)
    officer.post(ASSESS, grade="strength", commentary="Better.", review_by="2026-01-31")
    told = partner.get(ASSESSED).text
    history = told[told.index('id="history"') :]
    assert history.index("Strength") < history.index("Too thin.")
    assert f"{world.CANARY} ann.officer" in history
    assert f"{world.CANARY} wil.partner" in history
    assert "Stale" in partner.get(FRAMEWORK).text


def test_who_saves_what_somebody_else_has_changed_meanwhile_is_told(reader, area):
    partner = reader(PARTNER)
    partner.post(ASSESS, grade="development")
    seen = re.search(r'name="version"[^>]*value="(\d+)"', partner.get(ASSESS).text)[1]
    reader(OFFICER).post(ASSESS, grade="strength")
    answer = partner.post(ASSESS, version=seen, grade="satisfactory", commentary="Mine.").text
    assert "Somebody else has changed this meanwhile" in answer
    assert "Mine." in answer
    assert "Satisfactory practice" not in partner.get(ASSESSED).text


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"grade": "splendid"}, "Choose one of the grades"),
        ({"review_by": "soon"}, "Write the date"),
        ({"review_by": "0026-05-01"}, "Look at the year"),
    ],
)
def test_what_cannot_be_saved_is_told_and_nothing_typed_is_lost(reader, area, values, sentence):
    answer = reader(PARTNER).post(UNTOUCHED, **{"commentary": "Typed at length.", **values}).text
    assert sentence in answer
    assert "Typed at length." in answer
    assert reader(PARTNER).get(ASSESSED.replace("risk", "protection")).status_code == 404


def test_an_edit_that_takes_an_element_away_breaks_no_assessment(reader, area):
    framework = "readiness/inspection-framework-caa_2009"
    assess, assessed = (
        f"{framework}/@@assess?element=prospects",
        "readiness/assessed-caa_2009-prospects",
    )
    edit, reviewer = f"{framework}/edit", reader(REVIEWER)
    reader(PARTNER).post(assess, grade="poor", commentary="Kept.")
    text = area["inspection-framework-caa_2009"].definition

    def save(definition):
        form = {"form.widgets.definition": definition, "form.buttons.save": "Save"}
        return reviewer.post(edit, **form).text

    line = 1 + text[: text.index("en: Performs well")].count("\n")
    assert f"Line {line}," in save(text.replace("en: Performs well", "en"))
    start, end = text.index("  - id: prospects"), text.index("requests:")
    shorter = (text[:start] + text[end:]).replace(", prospects]", "]")
    assert "ccsr-problems" not in save(shorter)
    page = reviewer.get(framework).text
    assert "no longer in the framework" in page
    assert assessed in page
    assert "Kept." in reader(PARTNER).get(assessed).text
    assert reader(PARTNER).get(assess).status_code == 404


def test_only_reviewers_and_administrators_edit_a_framework(reader, area):
    for name in (PARTNER, OFFICER):
        assert reader(name).get(f"{FRAMEWORK}/edit").status_code == 404
        assert reader(name).get(FRAMEWORK).status_code == 200
        transaction.begin()
        with api.env.adopt_user(username=name):
            fti = [one.getId() for one in area.allowedContentTypes()]
        assert "InspectionFramework" not in fti
        assert "Risk" in fti
    assert reader(REVIEWER).get(f"{FRAMEWORK}/edit").status_code == 200


def test_a_risk_stands_on_the_matrix_and_one_click_makes_an_action_of_it(reader, area):
    made = make(area, "Risk", title=f"{world.CANARY} audits are late", likelihood=4, impact=5)
    partner = reader(PARTNER)
    page = partner.get("readiness/@@risks").text
    severe = re.findall(r'<td class="ccsr-risk--severe"\s*>(.*?)</td>', page, re.DOTALL)
    (cell,) = [one for one in severe if made.title in one]
    assert ">20</span>" in cell
    assert "Severe (20)" in page
    path = f"readiness/{made.getId()}"
    agreed = partner.post(f"{path}/@@agree-action", form=path)
    assert f"Lessen the risk: {made.title}" in agreed.text
    assert f"Lessen the risk: {made.title}" in partner.get(path).text


def test_judgements_are_compared_with_what_was_said_before_the_inspectors_came(reader, area):
    reader(PARTNER).post(ASSESS, grade="strength")
    made = make(
        area,
        "Inspection",
        OFFICER,
        framework="contact_referral_2009",
        notified_on=api.portal.get().modified().asdatetime(),
        fieldwork_from=date.today(),
        judgements=[
            {"element": "risk", "grade": "development"},
            {"element": "protection", "grade": "satisfactory"},
        ],
    )
    page = reader(PARTNER).get(f"readiness/{made.getId()}/@@judged").text
    assert "Judged lower than assessed" in page
    assert "No self-assessment on that day" in page
    made.fieldwork_from = date(2020, 1, 1)
    transaction.commit()
    earlier = reader(PARTNER).get(f"readiness/{made.getId()}/@@judged").text
    assert "Area for development" in earlier
    assert "ccsr-flag--late" not in earlier[earlier.index('id="elements"') :]


def test_nobody_else_finds_a_trace(reader, area):
    reader(PARTNER).post(ASSESS, grade="strength")
    risk = make(area, "Risk", title=f"{world.CANARY} of ours")
    paths = (FRAMEWORK, ASSESS, ASSESSED, f"readiness/{risk.getId()}", "readiness/@@risks")
    for name in OTHERS:
        answers = {reader(name).get(path).status_code for path in paths}
        assert answers == {404}, name
