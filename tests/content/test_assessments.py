"""Rules of self-assessments and risks, without a portal."""

from ccsr.content.domain.readiness import assessments
from ccsr.content.domain.readiness import frameworks
from ccsr.content.domain.readiness import risks
from ccsr.content.domain.readiness.assessments import Snapshot
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC

import pytest


FRAMEWORK = next(one for one in frameworks.shipped() if one.key == "contact_referral_2009")


def said(grade, month, day, hour=12):
    return Snapshot(datetime(2026, month, day, hour, tzinfo=UTC), "wil", grade)


def test_the_history_tells_from_which_grade_to_which():
    first, second = said("development", 1, 2), said("strength", 2, 3)
    newest, oldest = assessments.changes([first, second])
    assert (newest.before, newest.after, newest.changed) == (first, second, ("grade",))
    assert (oldest.before, oldest.changed) == (None, ())


def test_what_stood_on_a_day_is_what_was_said_by_its_end_in_wales():
    early, late = said("development", 1, 2), said("strength", 7, 3, hour=23)
    assert assessments.as_on([early, late], date(2026, 1, 1)) is None
    assert assessments.as_on([early, late], date(2026, 1, 2)) is early
    # In July it is past midnight in Wales by then.
    assert assessments.as_on([early, late], date(2026, 7, 3)) is early
    assert assessments.as_on([early, late], date(2026, 7, 4)) is late


def test_what_stood_at_a_moment_is_what_was_said_before_it():
    early, late = said("development", 1, 2), said("strength", 7, 3)
    assert assessments.before([early, late], early.when) is None
    assert assessments.before([early, late], late.when) is early
    assert assessments.before([early, late], late.when + timedelta(seconds=1)) is late


def test_each_judgement_is_higher_the_same_or_lower_than_the_own_grade():
    judged = {"children_in_need": "strength", "protection": "development", "risk": "satisfactory"}
    own = {
        "children_in_need": said("satisfactory", 1, 2),
        "protection": said("strength", 1, 2),
        "risk": said("satisfactory", 1, 2),
    }
    compared = assessments.compare(FRAMEWORK, judged, own)
    assert [one.verdict for one in compared] == ["higher", "lower", "same"]
    assert assessments.summary(compared) == {"higher": 1, "same": 1, "lower": 1, "open": 0}
    ungraded = assessments.compare(FRAMEWORK, judged, {"risk": said("", 1, 2)})
    assert {one.verdict for one in ungraded} == {"open"}


def test_a_judgement_that_the_framework_does_not_know_is_told_apart():
    judged = {"risk": "strength", "gone": "strength", "protection": "splendid"}
    assert [one.element.id for one in assessments.compare(FRAMEWORK, judged, {})] == ["risk"]
    unknown = assessments.unknown(FRAMEWORK, judged)
    assert unknown == [("gone", "strength"), ("protection", "splendid")]


def test_the_gap_is_counted_in_grades_to_the_best():
    grades = ("strength", "priority_action", "", "splendid")
    assert [assessments.gap(FRAMEWORK, one) for one in grades] == [0, 3, None, None]


@dataclass(frozen=True)
class Placed:
    likelihood: int
    impact: int


@pytest.mark.parametrize(
    ("likelihood", "impact", "level"),
    [(1, 1, "low"), (1, 5, "medium"), (2, 5, "high"), (3, 5, "severe"), (5, 5, "severe")],
)
def test_each_place_of_the_matrix_has_its_level(likelihood, impact, level):
    assert risks.level(likelihood, impact) == level


def test_the_matrix_has_each_risk_in_its_place_the_likeliest_on_top():
    one, other = Placed(5, 1), Placed(1, 5)
    rows = risks.matrix([one, other])
    assert [len(row) for row in rows] == [5] * 5
    assert rows[0][0].risks == (one,)
    assert rows[4][4].risks == (other,)
    assert sum(len(cell.risks) for row in rows for cell in row) == 2
    assert risks.worst_first([one, other]) == [other, one]
