"""A row of the check: what is proposed, what is answered, what is filed of it."""

from ccsr.content.domain import answering
from ccsr.content.domain import checking
from ccsr.content.domain.answering import Change
from ccsr.content.domain.answering import Sent
from ccsr.content.domain.answering import Step
from ccsr.content.domain.checking import Answer
from ccsr.content.domain.checking import Proposal
from ccsr.content.domain.recognition import Found
from ccsr.content.domain.recognition import Passage
from ccsr.content.domain.recognition import Reading
from datetime import date
from datetime import datetime
from datetime import UTC

import pytest


PASSAGE = Passage(2, "Inspection dates: 4 to 8 March 2024", ((0.1, 0.2, 0.5, 0.22),))
NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
TITLES = {"issued": "Issued on", "grade.overall": "Overall"}


def reading(**values):
    found = {
        "framework": Found("ofsted_ilacs", PASSAGE),
        "inspected_from": Found("2024-03-04", PASSAGE),
        "announced": Found(False, PASSAGE),
        "requirements_count": Found(0, PASSAGE),
        "issued": Found("2024-04-22", PASSAGE, certain=False),
    }
    grades = {"overall": Found("good", PASSAGE), "in_care": Found("good", PASSAGE, certain=False)}
    return Reading("InspectionReport", "ofsted", {**found, **values}, grades)


def row(answers=None, service=None, read=None):
    proposed = checking.proposals(read or reading(), service, date(2026, 5, 1))
    return checking.Row(proposed, answers or {})


def said(text, by="ann"):
    return Answer(text, by, NOW)


def test_what_is_certain_is_filed_and_nothing_that_is_uncertain():
    fields = row().fields()

    assert fields["inspected_from"] == "04/03/2024"
    assert (fields["announced"], fields["requirements_count"]) == ("no", "0")
    assert fields["judgements"] == "overall=good"
    assert "issued" not in fields
    assert row().uncertain == ["issued", "grade.in_care"]


def test_an_answer_takes_the_place_of_what_was_read_even_where_it_is_empty():
    found = row({"issued": said("22/04/2024"), "grade.in_care": said("")})

    assert found.fields()["issued"] == "22/04/2024"
    assert found.fields()["judgements"] == "overall=good"
    assert found.uncertain == []


def test_inspectorate_and_day_of_arrival_need_not_be_read():
    found = row()

    assert found.cell("inspectorate").text == "ofsted"
    assert found.cell("received").text == "01/05/2026"


def test_the_themes_are_those_of_the_framework_that_stands_there():
    found = row({"framework": said("ofsted_area_send")})

    assert [name for name in found.names if name.startswith("grade.")] == ["grade.outcome"]
    assert "judgements" not in found.fields()


def test_another_kind_has_its_own_fields():
    found = row({"type": said("EnforcementAction")})

    assert "stage" in found.names
    assert not {"framework", "grade.overall", "issued"} & set(found.names)


def test_what_stops_a_row_names_the_field_to_mend():
    rules = [one.rule for one in checking.stops(row(), TITLES)]

    assert rules == ["service", "issued", "grade.in_care"]
    assert checking.stops(checking.Row({}, {}), TITLES)[0].rule == "type"


def test_an_uncertain_service_waits_to_be_accepted():
    found = row(service=Proposal("a-uid", certain=False))

    assert found.services == ()
    assert "service" in [one.rule for one in checking.stops(found, TITLES)]
    assert row({"service": said("a-uid another")}).services == ("a-uid", "another")


def test_the_declaration_is_a_persons_own_and_copied_to_no_other_row():
    assert not row().is_declared
    assert row({"shareable_declared": said("yes")}).is_declared
    assert not answering.receives(row(), "shareable_declared")
    assert answering.receives(row(), "issued")
    assert not answering.receives(row(), "stage")


@pytest.mark.parametrize(
    ("sent", "accepted", "changed"),
    [
        (Sent("22/04/2024", "22/04/2024"), (), {}),
        (Sent("22/04/2024", "22/04/2024"), ("issued",), {"issued": "22/04/2024"}),
        (Sent("22/04/2024", "23/04/2024"), (), {"issued": "23/04/2024"}),
        (Sent("22/04/2024", ""), (), {"issued": ""}),
    ],
)
def test_a_form_changes_what_was_typed_or_accepted(sent, accepted, changed):
    assert answering.sort_out(row(), {"issued": sent}, accepted) == (changed, [])


def test_what_somebody_else_has_changed_meanwhile_is_not_overwritten():
    found = row({"issued": said("24/04/2024", "bob")})

    changed, overtaken = answering.sort_out(found, {"issued": Sent("22/04/2024", "25/04/2024")})

    assert changed == {}
    assert [(one.name, one.mine, one.theirs.by) for one in overtaken] == [
        ("issued", "25/04/2024", "bob")
    ]


def test_what_was_left_alone_changes_nothing_of_somebody_elses():
    found = row({"issued": said("24/04/2024", "bob")})

    assert answering.sort_out(found, {"issued": Sent("22/04/2024", "22/04/2024")}) == ({}, [])


def test_undoing_leaves_what_was_changed_since():
    mine, later = said("22/04/2024"), said("24/04/2024", "bob")
    step = Step("ann", {"issued": Change(None, mine), "inspector": Change(None, said("A. B."))})
    answers = {"issued": later, "inspector": said("A. B.")}

    assert [name for name, _change in answering.taken_back(step, answers)] == ["inspector"]


def test_only_fields_are_fields():
    assert all(checking.is_field(name) for name in row().names)
    assert checking.is_field("stage")
    assert not checking.is_field("file")
    assert not checking.is_field("grade.nonsense")
