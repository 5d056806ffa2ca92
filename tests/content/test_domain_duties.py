"""Duties on time (protocol 3.6 and 5.2), and pairs that come in order."""

from ccsr.content.config.terms import ANNUALLY_INSPECTED
from ccsr.content.domain import duties
from ccsr.content.domain.dates import in_order
from datetime import date

import pytest


TODAY = date(2026, 5, 20)


def due(service_type="childrens_home", status="registered", registered=date(2020, 1, 1), last=()):
    return duties.annual_inspection_due(service_type, status, registered, last)


def test_a_year_runs_from_the_last_annual_inspection():
    assert due(last=[date(2024, 3, 1), date(2025, 6, 2), date(2023, 1, 1)]) == date(2026, 6, 2)


def test_without_one_it_runs_from_registration():
    assert due() == date(2021, 1, 1)


def test_without_either_no_day_can_be_told():
    assert due(registered=None) is None


def test_a_leap_day_has_its_year_on_the_first_of_march():
    assert duties.a_year_after(date(2024, 2, 29)) == date(2025, 3, 1)
    assert duties.a_year_after(date(2023, 2, 28)) == date(2024, 2, 28)


@pytest.mark.parametrize("service_type", sorted(ANNUALLY_INSPECTED))
def test_each_kind_that_is_inspected_every_year_has_the_duty(service_type):
    assert due(service_type) is not None


@pytest.mark.parametrize("service_type", ["local_authority_childrens_services", None])
def test_other_kinds_have_none(service_type):
    assert due(service_type) is None


@pytest.mark.parametrize("status", sorted(duties.NOT_OPERATING))
def test_nobody_inspects_what_does_not_operate(status):
    assert due(status=status) is None


@pytest.mark.parametrize("status", ["registered", "suspended", "cancellation_proposed"])
def test_what_operates_or_may_again_is_inspected(status):
    assert due(status=status) is not None


@pytest.mark.parametrize(
    ("day", "overdue"), [(date(2026, 5, 19), True), (TODAY, False), (None, False)]
)
def test_a_duty_is_overdue_from_the_day_after(day, overdue):
    assert duties.is_overdue(day, TODAY) is overdue


def test_a_report_is_to_be_shared_within_the_days_allowed():
    assert duties.should_be_shared_by(date(2026, 2, 20), 10) == date(2026, 3, 2)
    assert duties.should_be_shared_by(None, 10) is None


@pytest.mark.parametrize(
    ("first", "last", "answer"),
    [(1, 2, True), (2, 2, True), (3, 2, False), (None, 2, True), (3, None, True)],
)
def test_an_empty_side_is_in_order(first, last, answer):
    assert in_order(first, last) is answer
