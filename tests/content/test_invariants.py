"""What contradicts itself is refused with one sentence, in forms and services alike."""

from ccsr.content.content.claim import IProviderClaim
from ccsr.content.content.complaint_report import IComplaintReport
from ccsr.content.content.condition import IRegistrationCondition
from ccsr.content.content.enforcement_action import IEnforcementAction
from ccsr.content.content.enforcement_action import recordable_stage
from ccsr.content.content.event import IRegistrationEvent
from ccsr.content.content.inspection_report import IInspectionReport
from ccsr.content.content.invariants import Refused
from ccsr.content.content.service import IService
from datetime import date
from types import SimpleNamespace
from zope.interface import Invalid
from zope.schema.interfaces import ValidationError

import pytest


EARLY, LATE = date(2026, 1, 1), date(2026, 2, 1)

CONTRADICTIONS = [
    (IService, {"age_from": 16, "age_to": 8}, "ages_out_of_order"),
    (IRegistrationCondition, {"age_from": 16, "age_to": 8}, "ages_out_of_order"),
    (IRegistrationCondition, {"imposed": LATE, "removed": EARLY}, "removed_before_imposed"),
    (IComplaintReport, {"received": LATE, "completed": EARLY}, "completed_before_received"),
    (IEnforcementAction, {"notice_date": LATE, "due_date": EARLY}, "due_before_notice"),
    (IEnforcementAction, {"held": True, "held_reason": ""}, "held_needs_reason"),
    (IInspectionReport, {"inspected_from": LATE, "inspected_to": EARLY}, "inspected_out_of_order"),
    (IInspectionReport, {"inspected_to": LATE, "issued": EARLY}, "issued_before_inspection"),
    (
        IInspectionReport,
        {"framework": "ciw_2024", "judgements": [{"theme": "wellbeing", "grade": "inadequate"}]},
        "judgements_grade_foreign",
    ),
]


@pytest.mark.parametrize(
    ("schema", "values", "message"), CONTRADICTIONS, ids=lambda one: str(one)[:40]
)
def test_a_contradiction_is_refused_in_one_sentence(schema, values, message):
    with pytest.raises(Invalid) as refusal:
        schema.validateInvariants(SimpleNamespace(**values))
    assert str(refusal.value.args[0]) == message


@pytest.mark.parametrize("schema", sorted({one for one, _, _ in CONTRADICTIONS}, key=str), ids=str)
def test_what_is_left_empty_contradicts_nothing(schema):
    errors = []
    schema.validateInvariants(SimpleNamespace(), errors)
    assert errors == []


def test_enforcement_is_recorded_from_stage_two_on():
    assert recordable_stage("2")
    with pytest.raises(Refused) as refusal:
        recordable_stage("1")
    assert str(refusal.value.doc()) == "refusal_stage"


@pytest.mark.parametrize("year", [1, 26, 1899, 2200, 9999])
@pytest.mark.parametrize(
    ("schema", "name"),
    [
        (IService, "registered_on"),
        (IComplaintReport, "completed"),
        (IEnforcementAction, "notice_date"),
        (IInspectionReport, "issued"),
        (IProviderClaim, "vacancies_on"),
        (IRegistrationCondition, "imposed"),
        (IRegistrationEvent, "effective"),
    ],
)
def test_a_year_that_was_mistyped_is_refused(schema, name, year):
    with pytest.raises(ValidationError) as refusal:
        schema[name].validate(date(year, 5, 1))
    assert "day_far_off" in str(refusal.value.doc())
    schema[name].validate(date(2025, 5, 1))
