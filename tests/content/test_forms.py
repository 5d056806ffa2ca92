"""The forms of the types without a script: nothing typed is lost, every no is one sentence."""

from ccsr.policy import accounts
from datetime import date
from html import unescape
from plone import api
from plone.app.testing import login
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.app.testing import TEST_USER_NAME
from plone.app.testing import TEST_USER_PASSWORD
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile
from plone.testing.zope import Browser
from urllib.error import HTTPError

import io
import pytest
import transaction
import world


@pytest.fixture
def home(functional):
    """A draft children's home; the test's user is an officer."""
    setRoles(functional["portal"], TEST_USER_ID, ["CCSR Officer"])
    login(functional["portal"], TEST_USER_NAME)
    provider = createContentInContainer(
        functional["portal"]["register"], "Provider", title="Cartrefi Derwen"
    )
    return createContentInContainer(
        provider, "Service", title="Hafan Deg", service_type="childrens_home"
    )


@pytest.fixture
def report(home):
    """A draft report with a file and two judgements."""
    return createContentInContainer(
        home,
        "InspectionReport",
        framework="ciw_2024",
        inspected_to=date(2025, 5, 4),
        judgements=[
            {"theme": "wellbeing", "grade": "good"},
            {"theme": "environment", "grade": "requires_significant_improvement"},
        ],
        file=NamedBlobFile(world.pdf("Calm."), "application/pdf", "kept.pdf"),
    )


@pytest.fixture
def open_form(functional):
    """Open a form as an account, the officer's where none is named."""

    def go(thing, path, name=TEST_USER_NAME, password=TEST_USER_PASSWORD):
        transaction.commit()
        browser = Browser(functional["app"])
        browser.addHeader("Authorization", f"Basic {name}:{password}")
        browser.open(f"{thing.absolute_url()}/{path}")
        return browser

    return go


def reviewer(name, fullname):
    with api.env.adopt_roles(["Manager"]):
        accounts.create(name, fullname, f"{name}@example.org", world.PASSWORD, api=True)
        api.user.grant_roles(username=name, roles=["Reviewer"])


def control(browser, name):
    return browser.getControl(name=f"form.widgets.{name}")


def grade(browser, row, theme, value):
    for part, chosen in (("theme", theme), ("grade", value)):
        control(browser, f"judgements.{row}.widgets.{part}:list").value = [chosen]


def save(browser, thing=None):
    browser.getControl("Save").click()
    transaction.begin()


def said(browser, field):
    """Return the sentence at a field."""
    part = browser.contents.partition(f'id="formfield-form-widgets-{field}"')[2]
    part = part.partition('class="mb-3 field')[0].partition('class="invalid-feedback"')[2]
    return unescape(part.partition(">")[2].partition("<")[0].strip())


def test_a_row_without_a_grade_is_no_judgement(home, open_form):
    form = open_form(home, "++add++InspectionReport")
    grade(form, 1, "care_support", "excellent")
    save(form)
    saved = home.objectValues()[0]
    assert saved.judgements == [{"theme": "care_support", "grade": "excellent"}]


def test_there_are_rows_enough_for_every_theme_of_any_framework(home, open_form):
    form = open_form(home, "++add++InspectionReport")
    control(form, "framework:list").value = ["ofsted_sif"]
    themes = ["overall", "help_protection", "looked_after", "adoption"]
    themes += ["care_leavers", "leadership"]
    for row, theme in enumerate(themes):
        grade(form, row, theme, "good")
    save(form)
    assert [row["theme"] for row in home.objectValues()[0].judgements] == themes


def test_a_grade_of_another_scale_is_said_at_the_judgements_and_kept(home, open_form):
    form = open_form(home, "++add++InspectionReport")
    grade(form, 0, "wellbeing", "outstanding")
    save(form)
    assert said(form, "judgements").startswith("“Outstanding” is not a grade of")
    assert control(form, "judgements.0.widgets.grade:list").value == ["outstanding"]
    assert not home.objectIds()


def test_framework_and_judgements_can_be_changed_together(report, open_form):
    form = open_form(report, "edit")
    control(form, "framework:list").value = ["ofsted_area_send"]
    grade(form, 0, "outcome", "inconsistent")
    grade(form, 1, "", "")
    save(form)
    assert report.judgements == [{"theme": "outcome", "grade": "inconsistent"}]


def test_judgements_without_a_framework_ask_for_it(report, open_form):
    form = open_form(report, "edit")
    control(form, "framework:list").value = ["--NOVALUE--"]
    save(form)
    assert said(form, "framework") == "Choose the framework before you enter judgements."


def test_a_report_keeps_its_file_unless_it_is_replaced_or_removed(report, open_form):
    form = open_form(report, "edit")
    save(form)
    assert report.file.filename == "kept.pdf"
    form = open_form(report, "edit")
    control(form, "file").add_file(io.BytesIO(world.pdf("New.")), "application/pdf", "new.pdf")
    save(form)
    assert report.file.filename == "new.pdf"
    form = open_form(report, "edit")
    control(form, "file.remove").value = ["1"]
    save(form)
    assert report.file is None


def test_a_refused_file_leaves_the_old_one_in_place(report, open_form):
    form = open_form(report, "edit")
    control(form, "file").add_file(io.BytesIO(b"%PDF-1.7 broken"), "application/pdf", "x.pdf")
    save(form)
    assert said(form, "file").startswith("The PDF is damaged")
    assert report.file.filename == "kept.pdf"
    save(form)
    assert report.file.filename == "kept.pdf"


def test_an_accepted_file_waits_for_the_rest_of_the_form(home, open_form):
    form = open_form(home, "++add++ComplaintReport")
    control(form, "file").add_file(io.BytesIO(world.pdf("Calm.")), "application/pdf", "c.pdf")
    save(form)
    assert said(form, "completed")
    control(form, "completed").value = "2026-03-03"
    save(form)
    assert home.objectValues()[0].file.filename == "c.pdf"


def test_a_link_cannot_fill_in_a_form(home, open_form):
    form = open_form(home, "++add++EnforcementAction?form.widgets.stage:list=3")
    assert control(form, "stage:list").value == ["2"]


def test_who_may_not_add_a_type_finds_no_form_for_it(home, open_form):
    with pytest.raises(HTTPError, match="404"):
        open_form(home, "++add++Provider")
    reviewer("rhys", "Rhys Reviewer")
    with api.env.adopt_user(username="rhys"):
        home.__parent__.sector = "private"
        world.transition(home.__parent__, "share")
        home.registration_status = "registered"
        world.transition(home, "share")
    with pytest.raises(HTTPError, match="404"):
        open_form(home, "++add++RegistrationCondition")
    assert open_form(home, "++add++ComplaintReport").getControl("Save")


def test_who_would_edit_what_another_edits_is_told_who_and_may_take_over(report, open_form):
    reviewer("rhys", "Rhys Reviewer")
    open_form(report, "edit", "rhys", world.PASSWORD)
    page = open_form(report, "edit")
    assert page.url == f"{report.absolute_url()}/@@view"
    assert "<strong>Rhys Reviewer</strong> is editing this" in page.contents
    page.getControl("Let me edit it").click()
    page.open(f"{report.absolute_url()}/edit")
    assert page.getControl("Save")
