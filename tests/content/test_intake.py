"""Rows of metadata become what the portal's fields take, or are refused in a sentence."""

from ccsr.content.domain import intake
from datetime import date

import csv
import pytest


TODAY = date(2026, 11, 22)
ILACS = {
    "file": "80449_bradford_2018-10-29.pdf",
    "inspectorate": "Ofsted",
    "kind": "ILACS / local authority children's services",
    "subject": "bradford",
    "urn": "80449",
    "published": "2018-10-29",
    "framework": "standard",
    "overall": "inadequate",
    "leaders": "requires improvement",
    "help_protection": "inadequate",
    "in_care": "requires improvement",
    "care_leavers": "inspection_pre_dates_judgement",
    "inspection_start": "17/09/2018",
    "inspection_end": "28/09/2018",
    "inspector": "Neil Penswick",
}
REFORMED = {
    **ILACS,
    "published": "2026-07-07",
    "overall": "not_reported_post_reform",
    "inspection_start": "11/05/2026",
    "inspection_end": "22/05/2026",
}
SEND = {
    "file": "80431_blackpool_send_2024-07-25.pdf",
    "inspectorate": "Ofsted + CQC",
    "kind": "Area SEND full inspection",
    "subject": "blackpool",
    "urn": "80431",
    "published": "2024-07-25",
    "inspection_start": "",
    "inspection_end": "",
    "inspector": "",
}


def test_an_ilacs_row_becomes_an_annual_inspection_report():
    wanted = intake.read_row(ILACS, TODAY)
    assert wanted.portal_type == "InspectionReport"
    assert wanted.fields == {
        "inspectorate": "ofsted",
        "framework": "ofsted_ilacs",
        "inspection_kind": "annual",
        "announced": False,
        "inspected_from": date(2018, 9, 17),
        "inspected_to": date(2018, 9, 28),
        "issued": date(2018, 10, 29),
        "received": TODAY,
        "inspector": "Neil Penswick",
        "judgements": [
            {"theme": "overall", "grade": "inadequate"},
            {"theme": "leaders", "grade": "requires_improvement"},
            {"theme": "help_protection", "grade": "inadequate"},
            {"theme": "in_care", "grade": "requires_improvement"},
        ],
    }


@pytest.mark.parametrize(
    ("begun", "framework"),
    [
        ("31/03/2026", "ofsted_ilacs"),
        ("01/04/2026", "ofsted_ilacs_2026"),
        # Nothing but the day of publication is known.
        ("", "ofsted_ilacs_2026"),
    ],
)
def test_the_framework_is_the_one_in_force_when_the_inspection_began(begun, framework):
    row = {**REFORMED, "inspection_start": begun}
    assert intake.read_row(row, TODAY).fields["framework"] == framework


def test_an_overall_grade_that_was_published_after_the_reform_is_kept():
    row = {**REFORMED, "inspection_start": "12/01/2026", "overall": "requires improvement"}
    judgements = intake.read_row(row, TODAY).fields["judgements"]
    assert judgements[0] == {"theme": "overall", "grade": "requires_improvement"}


def test_after_the_reform_there_is_no_overall_grade():
    themes = [row["theme"] for row in intake.read_row(REFORMED, TODAY).fields["judgements"]]
    assert themes == ["leaders", "help_protection", "in_care"]


def test_an_area_send_row_says_what_it_knows_and_leaves_the_rest_empty():
    fields = intake.read_row(SEND, TODAY).fields
    assert (fields["inspectorate"], fields["framework"]) == ("ofsted_cqc", "ofsted_area_send")
    assert fields["inspection_kind"] == "further"
    assert fields["inspected_from"] is fields["inspected_to"] is fields["inspector"] is None
    assert fields["judgements"] == []


def test_no_row_declares_on_the_officers_behalf():
    assert "shareable_declared" not in intake.read_row(ILACS, TODAY).fields
    with pytest.raises(intake.Refused) as refusal:
        intake.read_row({"service": "SIN-1", "shareable_declared": "yes"}, TODAY)
    assert refusal.value.rule == "declaration"


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("north east lincolnshire", "North East Lincolnshire"),
        ("brighton and hove", "Brighton and Hove"),
        ("cheshire east", "Cheshire East"),
    ],
)
def test_an_authority_is_written_as_its_name_is(subject, name):
    holder = intake.read_row({**ILACS, "subject": subject}, TODAY).holder
    assert (holder.provider, holder.title) == (name, f"{name} children's services")


def test_the_portals_own_columns_are_taken_by_name():
    row = {
        "file": "a.pdf",
        "service": "SIN-1",
        "type": "ComplaintReport",
        "completed": "2026-05-21",
        "outcome": "upheld",
        "subject": "",
    }
    wanted = intake.read_row(row, TODAY)
    assert wanted.portal_type == "ComplaintReport"
    assert wanted.holder.urn == wanted.holder.title == "SIN-1"
    assert wanted.fields == {"completed": "2026-05-21", "outcome": "upheld"}


def test_judgements_are_pairs_between_bars():
    assert intake.read_judgements(
        "wellbeing=good | environment=requires_significant_improvement"
    ) == [
        {"theme": "wellbeing", "grade": "good"},
        {"theme": "environment", "grade": "requires_significant_improvement"},
    ]


@pytest.mark.parametrize("name", ["Tŷ Derwlas", "ty  derwlas", "DERWLAS HOUSE"])
def test_a_service_is_known_by_either_name_however_it_is_typed(name):
    assert intake.Holder(title=name).matches("Derwlas House", "Tŷ Derwlas")


def test_a_holder_without_a_name_matches_nothing():
    assert not intake.Holder(urn="1").matches("", None)


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (intake.read_date, "31/02/2026"),
        (intake.read_date, "soon"),
        (intake.read_bool, "perhaps"),
        (intake.read_int, "four"),
        (intake.file_name, "../secret.pdf"),
        (intake.file_name, " "),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(read, text):
    with pytest.raises(intake.Refused) as refusal:
        read(text)
    assert refusal.value.message.mapping or refusal.value.message.default
    assert refusal.value.rule


def test_a_row_without_authority_is_refused():
    with pytest.raises(intake.Refused):
        intake.read_row({**ILACS, "subject": " "}, TODAY)


def test_every_row_of_the_real_table_is_read(real_data):
    with (real_data / "reports" / "ground_truth.csv").open(encoding="utf-8") as table:
        wanted = [intake.read_row(row, TODAY) for row in csv.DictReader(table)]
    frameworks = [one.fields["framework"] for one in wanted]
    assert len(wanted) == 22
    assert frameworks.count("ofsted_area_send") == 3
    assert frameworks.count("ofsted_ilacs_2026") == 1
    assert frameworks.count("ofsted_ilacs") == 18
