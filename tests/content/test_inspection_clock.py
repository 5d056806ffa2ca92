"""The clock of an inspection counts working days of England and Wales."""

from ccsr.content.domain.dates import ZONE
from ccsr.content.domain.readiness import clock as clocks
from ccsr.content.domain.readiness import inspection_texts as texts
from ccsr.content.domain.readiness.frameworks import shipped
from ccsr.content.domain.readiness.inspections import absent
from ccsr.content.domain.readiness.inspections import holder
from ccsr.content.domain.readiness.inspections import left
from ccsr.content.domain.readiness.inspections import Person
from ccsr.content.domain.readiness.inspections import report
from ccsr.content.domain.readiness.inspections import Slot
from dataclasses import replace
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from datetime import UTC

import pytest


FRAMEWORKS = {one.key: one for one in shipped()}


def moment(day, hour=10):
    """Return an hour in Wales."""
    return datetime.combine(date.fromisoformat(day), time(hour), ZONE)


@pytest.mark.parametrize(
    ("notified", "due"),
    [
        ("2026-06-10", "2026-06-11"),
        # A Friday before a weekend, and before that of a bank holiday.
        ("2026-06-12", "2026-06-15"),
        ("2026-05-22", "2026-05-26"),
        # Boxing Day is a Saturday: the Monday after it is off instead.
        ("2026-12-24", "2026-12-29"),
        # On a Sunday nobody reads it before Monday; the clock runs from Friday's close.
        ("2026-06-14", "2026-06-15"),
    ],
)
def test_documents_are_due_at_five_on_the_working_day_after_notification(notified, due):
    found = clocks.clock(FRAMEWORKS["safeguarding_lac_2009"], moment(notified))
    assert found.documents_due == moment(due, 17)


def test_ten_days_of_notice_are_working_days_over_easter():
    found = clocks.clock(FRAMEWORKS["safeguarding_lac_2009"], moment("2026-03-30"))
    assert found.fieldwork[0] == date(2026, 4, 15)
    assert len(found.fieldwork) == 10
    assert found.fieldwork[-1] == date(2026, 4, 28)


def test_an_unannounced_inspection_begins_at_once_and_lasts_two_days_at_most():
    found = clocks.clock(FRAMEWORKS["contact_referral_2009"], moment("2026-06-12"))
    assert found.fieldwork == (date(2026, 6, 12), date(2026, 6, 15))


def test_an_assessment_that_runs_all_year_has_no_days_of_fieldwork():
    assert clocks.clock(FRAMEWORKS["caa_2009"], moment("2026-06-12")).fieldwork == ()


def test_the_day_of_a_notification_is_that_in_wales():
    late = datetime(2026, 6, 10, 23, 30, tzinfo=UTC)
    assert clocks.due_after(late, 1) == moment("2026-06-12", 17)


def test_the_plan_opens_on_the_first_day_and_ends_with_feedback_on_the_last():
    found = [(day, one.kind) for day, one in texts.plan(2)]
    assert found == [
        (0, "briefing"),
        (0, "opening"),
        (0, "keep_in_touch"),
        (1, "briefing"),
        (1, "feedback"),
        (1, "keep_in_touch"),
    ]


DUE = moment("2026-06-11", 17)
SLOT = Slot("a", "audits", "Audits", "ann", "bob", DUE, "open", "")


@pytest.mark.parametrize(
    ("state", "now", "standing"),
    [
        ("open", moment("2026-06-10"), "coming"),
        ("open", moment("2026-06-11"), "today"),
        ("given", moment("2026-06-11", 18), "late"),
        ("ready", moment("2026-06-11", 18), "done"),
        ("not_needed", moment("2026-06-11", 18), "done"),
    ],
)
def test_what_is_not_ready_is_due_today_and_late_after_its_hour(state, now, standing):
    assert replace(SLOT, state=state).standing(now) == standing


def test_a_deputy_steps_in_up_to_the_last_day_away_and_nobody_who_is_away_too():
    ann = Person("1", "director", "ann", "cat", date(2026, 6, 11))
    bob = Person("2", "data", "bob", "dan", date(2026, 6, 10))
    assert ann.acting(date(2026, 6, 11)) == "cat"
    assert ann.acting(date(2026, 6, 12)) == "ann"
    assert holder(SLOT, {}) == "ann"
    assert holder(SLOT, absent((ann,), date(2026, 6, 11))) == "bob"
    assert holder(SLOT, absent((ann, bob), date(2026, 6, 10))) == "cat"
    assert holder(SLOT, absent((ann, bob), date(2026, 6, 12))) == "ann"


def test_hours_left_end_at_none():
    assert left(DUE, moment("2026-06-10")) == (31, 0)
    assert left(DUE, DUE + timedelta(minutes=1)) == (0, 0)


def test_hours_are_those_that_pass_when_the_clocks_change():
    back, forward = moment("2026-10-26", 17), moment("2026-03-30", 17)
    assert left(back, moment("2026-10-24", 17)) == (49, 0)
    assert left(forward, moment("2026-03-28", 17)) == (47, 0)
    [came] = report([replace(SLOT, due=moment("2026-10-23", 17))], back).outcomes
    assert came.late == timedelta(days=3, hours=1)


@pytest.mark.parametrize(
    ("notified", "due"),
    [
        (moment("2026-06-12", 16), "2026-06-12"),
        (moment("2026-06-12", 17), "2026-06-15"),
        (moment("2026-06-13", 18), "2026-06-15"),
        (moment("2026-12-31", 18), "2027-01-04"),
    ],
)
def test_nothing_is_late_at_the_moment_of_its_notification(notified, due):
    found = clocks.clock(FRAMEWORKS["contact_referral_2009"], notified)
    assert found.documents_due == found.due(0) == moment(due, 17)
    assert found.fieldwork[0].isoformat() == due


def test_a_report_tells_what_was_ready_how_late_the_rest_was_and_leaves_out_what_nobody_wanted():
    slots = [
        replace(SLOT, state="ready", ready_at=DUE),
        replace(SLOT, state="ready", ready_at=DUE + timedelta(hours=2)),
        replace(SLOT, state="given"),
        replace(SLOT, state="not_needed"),
        replace(SLOT, due=DUE + timedelta(days=9)),
    ]
    found = report(slots, DUE + timedelta(hours=5))
    assert (found.in_time, found.too_late, found.missing) == (1, 1, 1)
    assert [one.late for one in found.outcomes] == [None, timedelta(hours=2), timedelta(hours=5)]
