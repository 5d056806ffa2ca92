"""An officer fills in the forms: what is right is kept, what is wrong is said at its field."""

from datetime import date
from world import pdf

import pytest


@pytest.fixture(scope="module")
def officer(chromium, process):
    """A page of a browser in which the officer is signed in."""
    context = chromium.new_context(base_url=f"{process.url}/", locale="en-GB")
    page = context.new_page()
    page.goto("login")
    page.get_by_label("User name").fill("officer")
    page.get_by_label("Password").fill(process.passwords["officer"])
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").click()
    page.on("dialog", lambda dialog: dialog.accept())
    yield page
    context.close()


@pytest.fixture(scope="module")
def home(officer, process):
    """The address of a service that the officer added through the forms, with its provider."""
    officer.goto("register")
    officer.get_by_role("link", name="Add provider").click()
    fill(officer, title="Cartrefi'r Bryn Ltd", title_cy="Cartrefi'r Bryn Cyf")
    choose(officer, sector="private")
    save(officer)
    assert heading(officer).startswith("Cartrefi'r Bryn Ltd")
    officer.get_by_role("link", name="Add service").click()
    fill(officer, title="Hafod Las", urn="SIN-1", former_urns="OLD-1\nOLD-2", places="4")
    choose(officer, service_type="childrens_home", local_authority="W06000015")
    officer.get_by_label("Autism").check()
    officer.get_by_label("Welsh", exact=True).check()
    save(officer)
    assert heading(officer).startswith("Hafod Las")
    return officer.url


def name(field):
    return f"[name='form.widgets.{field}'], [name='form.widgets.{field}:list']"


def fill(page, **values):
    for field, value in values.items():
        page.locator(name(field)).first.fill(value)


def choose(page, **values):
    for field, value in values.items():
        page.locator(name(field)).first.select_option(value)


def typed(page, field):
    return page.locator(name(field)).first.input_value()


def attach(page, filename, data):
    file = {"name": filename, "mimeType": "application/pdf", "buffer": data}
    page.locator("[name='form.widgets.file']").set_input_files([file])


def save(page):
    page.get_by_role("button", name="Save").click()
    page.wait_for_load_state()


def heading(page):
    return page.locator("h1").inner_text()


def said(page, field):
    """Return what stands at a field that must change."""
    return page.locator(f"#formfield-form-widgets-{field} .invalid-feedback").inner_text()


def add(page, home, portal_type):
    page.goto(f"{home}/++add++{portal_type}")


def test_a_service_shows_what_was_typed_into_its_form(officer, home):
    officer.goto(home)
    registration = officer.locator("#registration").inner_text()
    assert "OLD-1\nOLD-2" in registration
    assert "Autism" in officer.locator("#provision").inner_text()
    assert officer.locator("#provision [data-field=languages] dd").all_inner_texts() == ["Welsh"]


def test_a_second_service_starts_with_what_the_first_has_in_common(officer, home):
    officer.goto(f"{home.rpartition('/')[0]}/++add++Service")
    assert typed(officer, "service_type") == "childrens_home"
    assert typed(officer, "local_authority") == "W06000015"


def test_an_age_range_the_wrong_way_round_is_said_at_its_end(officer, home):
    officer.goto(f"{home}/edit")
    fill(officer, age_from="12", age_to="8")
    save(officer)
    assert said(officer, "age_to") == "“Age to” is lower than “Age from”."
    assert (typed(officer, "age_from"), typed(officer, "age_to")) == ("12", "8")
    fill(officer, age_to="17")
    save(officer)
    assert "Your changes are saved." in officer.content()


def test_a_condition_is_listed_in_its_own_words(officer, home):
    officer.goto(home)
    officer.get_by_role("link", name="Add condition").click()
    choose(officer, kind="number")
    fill(officer, text="No more than four children may be accommodated.", imposed="2026-01-05")
    save(officer)
    officer.goto(home)
    condition = officer.locator("#conditions li").inner_text()
    assert "No more than four children may be accommodated." in condition
    assert "5 January 2026" in condition


def test_a_new_report_has_a_row_for_each_theme_of_its_framework(officer, home):
    add(officer, home, "InspectionReport")
    assert typed(officer, "received") == date.today().isoformat()
    rows = officer.locator(".ccsr-judgements-input tbody tr:visible")
    assert rows.count() == 4
    choose(officer, framework="ofsted_area_send")
    assert rows.count() == 1
    assert rows.locator("[data-part=grade] option").all_inner_texts() == [
        "–",
        "Typically positive experiences",
        "Inconsistent experiences",
        "Widespread or systemic failings",
    ]


def test_a_refused_file_is_said_at_its_field_and_an_accepted_one_outlives_other_errors(
    officer, home
):
    add(officer, home, "InspectionReport")
    attach(officer, "report.txt", b"no PDF at all")
    fill(officer, inspected_from="2026-05-04", inspected_to="2026-05-03", inspector="A Jones")
    officer.locator("#form-widgets-judgements-0-grade").select_option("good")
    save(officer)
    assert said(officer, "file").startswith("This is not a PDF.")
    attach(officer, "report.pdf", pdf("The children were happy.", "Second page"))
    save(officer)
    assert said(officer, "inspected_to") == "“Inspected to” is before “Inspected from”."
    assert "report.pdf" in officer.locator("#formfield-form-widgets-file").inner_text()
    assert typed(officer, "inspector") == "A Jones"
    fill(officer, inspected_to="2026-05-05")
    save(officer)
    assert "Saved as a draft." in officer.content()
    assert "report.pdf" in officer.locator("#file").inner_text()
    assert officer.locator("#judgements li").inner_text().split("\n") == ["Well-being", "Good"]
    officer.goto(f"{officer.url}#page-2")
    assert officer.locator("#page-2").get_by_text("Second page").is_visible()


def test_a_complaint_without_its_day_of_completion_is_refused(officer, home):
    add(officer, home, "ComplaintReport")
    officer.locator("form.ccsr-form").evaluate("form => form.noValidate = true")
    fill(officer, subject="Staffing at night")
    save(officer)
    assert said(officer, "completed")
    assert typed(officer, "subject") == "Staffing at night"
    fill(officer, completed="2026-03-03")
    save(officer)
    assert heading(officer).startswith("Complaint report, Hafod Las, 2026-03-03")


def test_enforcement_starts_at_stage_2_and_a_hold_needs_its_reason(officer, home):
    add(officer, home, "EnforcementAction")
    assert typed(officer, "stage") == "2"
    choose(officer, stage="1")
    fill(officer, action="Notice of non-compliance")
    officer.get_by_label("Held", exact=True).check()
    save(officer)
    assert said(officer, "stage").startswith("Enforcement is recorded from stage 2 on.")
    assert said(officer, "held_reason") == "Say why it is held."
    choose(officer, stage="2")
    fill(officer, held_reason="A court sits on it")
    save(officer)
    assert "A court sits on it" in officer.locator("main").inner_text()
    assert "Notice of non-compliance" in officer.locator("#facts").inner_text()


def test_cancelling_goes_back_and_saves_nothing(officer, home):
    add(officer, home, "ComplaintReport")
    fill(officer, completed="2026-03-04")
    officer.get_by_role("button", name="Cancel").click()
    officer.wait_for_url(home)
    assert "Nothing was saved." in officer.content()
