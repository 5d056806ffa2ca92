"""Concealment: a reason, a day of review, and when that has passed (protocol 5.4)."""

from ccsr.content.domain import concealment
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC

import pytest


TODAY = date(2026, 5, 20)
TOMORROW = TODAY + timedelta(days=1)
YESTERDAY = TODAY - timedelta(days=1)


def concealed(review_on=TOMORROW, **values):
    return concealment.Concealment(
        actor="rhys",
        concealed_at=datetime(2026, 5, 1, 9, tzinfo=UTC),
        reason="A prosecution.",
        review_on=review_on,
        seconds=0.2,
        **values,
    )


def missing(reason, review_on):
    return [one.rule for one in concealment.demands(reason, review_on, TODAY)]


@pytest.mark.parametrize("review_on", [TODAY, TOMORROW])
def test_a_reason_and_a_day_that_is_not_past_suffice(review_on):
    assert missing("A prosecution.", review_on) == []


@pytest.mark.parametrize("reason", [None, "", " \n"])
def test_a_reason_is_demanded(reason):
    assert missing(reason, TOMORROW) == ["reason"]


@pytest.mark.parametrize("review_on", [None, YESTERDAY])
def test_a_day_of_review_to_come_is_demanded(review_on):
    assert missing("A prosecution.", review_on) == ["review_date"]


def test_both_are_demanded_at_once():
    assert missing("", None) == ["reason", "review_date"]


@pytest.mark.parametrize(
    ("review_on", "overdue"), [(YESTERDAY, True), (TODAY, False), (TOMORROW, False)]
)
def test_it_is_overdue_from_the_day_after_the_review_date(review_on, overdue):
    assert concealed(review_on).is_overdue(TODAY) is overdue


def test_what_was_revealed_is_never_overdue():
    over = concealed(YESTERDAY, revealed_by="rhys", revealed_at=datetime(2026, 5, 2, tzinfo=UTC))
    assert not over.is_open
    assert not over.is_overdue(TODAY)


def test_a_review_date_is_read_as_it_is_typed():
    assert concealment.read_review_date(" 2026-05-21 ") == TOMORROW
    assert concealment.read_review_date("  ") is None
    assert concealment.read_review_date(None) is None
    with pytest.raises(ValueError, match="tomorrow"):
        concealment.read_review_date("tomorrow")
