"""Meetings: days of a series, lateness, agreement of minutes, what an agenda is filled with."""

from ccsr.content.domain.governance import meetings
from ccsr.content.domain.governance import series
from ccsr.content.domain.governance.meetings import Agreement
from ccsr.content.domain.governance.meetings import Open
from ccsr.content.domain.governance.meetings import Rhythm
from ccsr.content.domain.readiness.clock import is_working
from datetime import date
from datetime import datetime
from datetime import UTC

import pytest


def test_a_series_skips_weekends_and_bank_holidays():
    # 25 December 2026 is a holiday, 25 March 2027 a Thursday before Easter, 25 July a Sunday.
    days = meetings.series(date(2026, 9, 25), 5)
    assert days == [
        date(2026, 9, 25),
        date(2026, 12, 24),
        date(2027, 3, 24),
        date(2027, 6, 24),
        date(2027, 9, 24),
    ]


def test_a_group_that_prepares_meets_every_week_on_working_days():
    form = dict.fromkeys(series.PLAIN, "") | {
        "title": "Leadership group",
        "first": "2027-03-19",
        "starts": "09:00",
        "ends": "",
        "count": "3",
        "every": "week",
    }
    planned, wrong = series.read(form, date(2027, 1, 1))
    assert wrong == {}
    # 26 March 2027 is Good Friday.
    assert planned.days == (date(2027, 3, 19), date(2027, 3, 25), date(2027, 4, 2))


@pytest.mark.parametrize("first", [date(2026, 11, 30), date(2027, 1, 29), date(2027, 8, 31)])
def test_no_meeting_of_a_series_is_late(first):
    days = meetings.series(first, 12)
    assert all(map(is_working, days))
    assert not any(
        Rhythm(last, following, last).is_late
        for last, following in zip(days, days[1:], strict=False)
    )


@pytest.mark.parametrize(
    ("last", "planned", "today", "is_late"),
    [
        (None, None, date(2026, 5, 1), False),
        (date(2026, 1, 31), None, date(2026, 4, 30), False),
        (date(2026, 1, 31), None, date(2026, 5, 1), True),
        (date(2026, 1, 31), date(2026, 4, 30), date(2026, 2, 1), False),
        (date(2026, 1, 31), date(2026, 5, 1), date(2026, 2, 1), True),
    ],
)
def test_a_meeting_more_than_three_months_after_the_last_is_late(last, planned, today, is_late):
    assert Rhythm(last, planned, today).is_late is is_late


AT = datetime(2026, 5, 1, 12, tzinfo=UTC)


def test_a_change_takes_back_what_was_agreed_before_it_and_for_good():
    before, after = meetings.digest({"minutes": "a"}), meetings.digest({"minutes": "b"})
    given = [Agreement("ccsr", "rhys", AT, before)]
    assert set(meetings.standing(given, before)) == {"ccsr"}
    kept = meetings.after_change(given, after, AT, "ann")
    assert kept[0].withdrawn_by == "ann"
    assert meetings.standing(kept, after) == meetings.standing(kept, before) == {}


def test_minutes_are_agreed_when_each_party_has():
    one, other = (Agreement(party, party, AT, "x") for party in meetings.SIDES)
    assert not meetings.is_agreed(meetings.standing([one], "x"), meetings.SIDES)
    assert meetings.is_agreed(meetings.standing([one, other], "x"), meetings.SIDES)


def test_an_agenda_takes_each_thing_once_and_keeps_what_was_written():
    own = {"topic": "Apologies", "note": None, "source": None, "kind": None}
    edited = {"topic": "Our words", "note": "Ask", "source": "1", "kind": "action"}
    found = [Open("discrepancy", "2"), Open("action", "1"), Open("action", "2")]
    agenda = meetings.filled([own, edited], found)
    assert agenda[:2] == [own, edited]
    assert [row["source"] for row in agenda] == [None, "1", "2"]
    assert meetings.filled(agenda, found) == agenda
    assert [kind for kind, _rows in meetings.by_kind(agenda)] == ["", "discrepancy", "action"]
