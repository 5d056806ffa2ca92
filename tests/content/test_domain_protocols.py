"""Rules of the protocol: what a version must have, what its clauses' records say."""

from ccsr.content.domain.governance import comparing
from ccsr.content.domain.governance import compliance
from ccsr.content.domain.governance import protocols
from ccsr.content.domain.governance.compliance import Concealed
from ccsr.content.domain.governance.compliance import Inspected
from ccsr.content.domain.governance.compliance import Span
from ccsr.content.domain.governance.compliance import Timed
from datetime import date

import pytest


DAY = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("number", "is_one"), [("5", 1), ("5.2", 1), ("6.1.1", 1), ("5.", 0), ("05", 0), ("five", 0)]
)
def test_a_number_is_written_as_in_the_text(number, is_one):
    assert protocols.is_number(number) == bool(is_one)


@pytest.mark.parametrize(
    ("version", "after"), [("3.4", "3.5"), ("3", "4"), ("3.9", "3.10"), ("draft", "draft 2")]
)
def test_a_new_version_has_the_next_number(version, after):
    assert protocols.next_version(version) == after


def test_a_month_that_lacks_the_day_ends_on_its_last():
    assert protocols.shifted(date(2026, 8, 31), -6) == date(2026, 2, 28)
    assert protocols.review_by(date(2024, 2, 29)) == date(2027, 2, 28)


def test_reminders_come_at_six_three_and_one_months_and_each_once():
    review, sent, told = date(2027, 1, 31), [], []
    for today in (date(2026, 7, 30), date(2026, 7, 31), date(2026, 8, 1), date(2026, 10, 31)):
        due = protocols.reminder(review, today, sent)
        told.append(due)
        sent += [due] if due else []
    assert told == [None, 6, None, 3]
    # Nights were missed until after the day: one reminder, not three.
    assert protocols.reminder(review, date(2027, 3, 1), []) == 1
    assert protocols.reminder(review, date(2027, 3, 1), [1]) is None


def test_a_promise_is_kept_each_time_or_nearly_or_not():
    states = [compliance.shared_out(kept, 20).state for kept in (20, 18, 17)]
    assert states == ["met", "at_risk", "not_met"]
    assert compliance.shared_out(0, 0).state == "no_evidence"


def test_what_is_not_due_yet_is_not_judged():
    told = [
        Timed("in time", date(2026, 5, 1), date(2026, 5, 20)),
        Timed("late", date(2026, 5, 1), date(2026, 6, 20)),
        Timed("still out, late", date(2026, 5, 1), None),
        Timed("still out, may come", date(2026, 6, 20), None),
        Timed("a year ago", date(2025, 6, 30), date(2025, 7, 1)),
    ]
    figure = compliance.on_time(told, 28, DAY)
    assert (figure.kept, figure.total) == (1, 3)
    assert [one.ref for one in compliance.late(told, 28, DAY)] == ["late", "still out, late"]
    # As it stood a month before, nothing was late yet.
    assert compliance.on_time(told, 28, date(2026, 5, 25)).state == "met"


def test_an_inspection_later_than_the_day_does_not_count():
    home = Inspected("home", date(2024, 1, 1), [date(2025, 3, 1), date(2026, 7, 1)])
    assert compliance.within_a_year([home], DAY).state == "not_met"
    assert compliance.within_a_year([home], date(2026, 7, 2)).state == "met"
    assert compliance.within_a_year([home], date(2023, 1, 1)).state == "no_evidence"


def test_what_waits_puts_the_promise_at_risk_and_breaks_it_in_the_end():
    passed = Span("sent", date(2026, 6, 1), settled=date(2026, 6, 2))
    waits = Span("waits", date(2026, 6, 10))
    assert compliance.passed_on([passed, waits], 28, DAY).state == "at_risk"
    assert compliance.passed_on([passed, waits], 28, date(2026, 7, 9)).state == "not_met"
    gone = Span("gone", date(2026, 5, 1), closed=date(2026, 5, 3))
    assert compliance.passed_on([gone], 28, DAY) == compliance.Figure("met", 0, 0)
    assert compliance.passed_on([gone], 28, date(2026, 4, 30)).state == "no_evidence"


def test_a_concealment_is_past_its_review_until_it_ends():
    one = Concealed("home", date(2026, 1, 1), date(2026, 2, 1), until=date(2026, 4, 1))
    states = [compliance.reviewed([one], date(2026, month, 15)).state for month in (1, 3, 5)]
    assert states == ["met", "not_met", "met"]


def test_a_meeting_is_missed_after_three_months_and_at_risk_before_while_none_is_planned():
    held = [date(2025, 12, 10), date(2026, 3, 10)]
    assert compliance.meetings_held(held, [], date(2026, 4, 1)).state == "met"
    assert compliance.meetings_held(held, [], date(2026, 6, 1)).state == "at_risk"
    assert compliance.meetings_held(held, [date(2026, 6, 9)], date(2026, 6, 1)).state == "met"
    figure = compliance.meetings_held(held, [], DAY)
    assert (figure.state, figure.kept, figure.total) == ("not_met", 2, 4)


def test_quarters_are_those_that_have_ended():
    ends = compliance.quarter_ends(date(2026, 7, 1), 3)
    assert ends == [date(2025, 12, 31), date(2026, 3, 31), date(2026, 6, 30)]
    assert compliance.quarter_ends(date(2026, 6, 30), 1) == [date(2026, 3, 31)]


def text(ref, number, words):
    return comparing.ClauseText(ref, number, "Heading", words)


def test_a_clause_with_another_number_is_the_same_clause():
    before = [
        text("a", "5.1", "Reports are given."),
        text("b", "5.2", "Gone."),
        text("x", "9", "n"),
    ]
    after = [text("n", "5.1", "New."), text("a", "5.2", "Reports are given."), text("y", "9", "n")]
    found = comparing.compare(before, after)
    told = [
        (row.kind, row.before and row.before.number, row.after and row.after.number)
        for row in found.rows
    ]
    assert told == [
        ("added", None, "5.1"),
        ("changed", "5.1", "5.2"),
        ("removed", "5.2", None),
        # Known by its number alone, where no reference joins them.
        ("same", "9", "9"),
    ]


def test_words_of_a_clause_that_changed_are_marked():
    found = comparing.compare(
        [text("a", "8.1", "They meet every six months.")],
        [text("a", "8.1", "They meet every three months.")],
    )
    (row,) = found.rows
    assert [piece.text.strip() for piece in row.before.text if piece.is_changed] == ["six"]
    assert [piece.text.strip() for piece in row.after.text if piece.is_changed] == ["three"]
    assert (found.words_removed, found.words_added) == (1, 1)
