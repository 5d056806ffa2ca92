"""Whether lessons were acted on can be told of past days, too."""

from ccsr.content.domain.governance import acting
from ccsr.content.domain.governance.acting import Action
from ccsr.content.domain.governance.acting import Lesson
from datetime import date

import pytest


JANUARY, MARCH, MAY, JULY = (date(2026, month, 10) for month in (1, 3, 5, 7))


def kept(day, *actions):
    """Return (kept, total) of one lesson of January, as it stood on a day."""
    found = acting.acted_on([Lesson("one", JANUARY, actions)], day)
    return found.kept, found.total


def test_a_lesson_without_an_action_yet_is_not_acted_on():
    late = Action(added=MAY, due=JULY)
    assert kept(MARCH, late) == (0, 1)
    assert kept(MAY, late) == (1, 1)


def test_an_action_that_was_done_late_was_overdue_until_then_and_again_when_reopened():
    action = Action(JANUARY, MARCH, ((MAY, "done"), (JULY, "note")))
    days = (MARCH, date(2026, 4, 1), MAY, JULY)
    assert [kept(day, action)[0] for day in days] == [1, 0, 1, 1]
    again = Action(JANUARY, MARCH, ((MAY, "done"), (JULY, "reopen")))
    assert kept(JULY, again) == (0, 1)


@pytest.mark.parametrize("day", [date(2025, 12, 1), date(2027, 2, 1)])
def test_a_lesson_counts_for_the_twelve_months_after_it(day):
    assert kept(day) == (0, 0)
