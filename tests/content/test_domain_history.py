"""What the register says of a day."""

from ccsr.content.domain.history import bands
from ccsr.content.domain.history import Base
from ccsr.content.domain.history import Entry
from ccsr.content.domain.history import latest_report
from ccsr.content.domain.history import LEADS_TO
from ccsr.content.domain.history import LIFTED
from ccsr.content.domain.history import Report
from ccsr.content.domain.history import standing
from ccsr.content.domain.history import state_on
from ccsr.content.domain.history import Step
from ccsr.content.domain.history import visibility
from ccsr.content.domain.wordings import Condition
from ccsr.content.domain.wordings import Wording
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from hypothesis import given
from hypothesis import strategies as some

import pytest


START = date(2020, 5, 1)
BASE = Base({"registration_status": "registered", "places": 4}, START, START)
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def happened(kind, effective, known=NOON, **changes):
    return Entry(effective, known, kind, changes)


def status(day, *entries, base=BASE):
    return standing(base, entries, day).status


SUSPENDED = happened("suspended", date(2026, 3, 4))
LIFTING = happened(LIFTED, date(2026, 4, 2))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2020, 4, 30), None),
        (date(2020, 5, 1), "registered"),
        (date(2026, 3, 3), "registered"),
        (date(2026, 3, 4), "suspended"),
        (date(2026, 4, 1), "suspended"),
        (date(2026, 4, 2), "registered"),
    ],
)
def test_a_status_holds_from_its_own_day_to_the_day_before_the_next(day, expected):
    assert status(day, LIFTING, SUSPENDED) == expected


@pytest.mark.parametrize(
    ("told", "now"),
    [
        ("suspended", "suspended"),
        ("cancelled_enforced", "cancelled_enforced"),
        ("applied", "registered"),
        (None, "registered"),
    ],
)
def test_the_event_of_a_registration_undoes_nothing_that_was_told_after_it(told, now):
    base = Base({"registration_status": told}, START, date(2026, 1, 5))
    begun = happened("new", START)
    assert status(date(2025, 1, 1), begun, base=base) == "registered"
    assert status(date(2026, 2, 1), begun, base=base) == now
    lifted = happened(LIFTED, date(2026, 3, 1))
    if told == "suspended":
        assert status(date(2026, 3, 1), begun, lifted, base=base) == "registered"
    anew = happened("new", date(2026, 3, 1))
    assert status(date(2026, 3, 1), begun, anew, base=base) == "registered"


@pytest.mark.parametrize("kind", LEADS_TO)
def test_each_kind_leads_to_its_status(kind):
    assert status(date(2026, 6, 1), happened(kind, date(2026, 5, 1))) == LEADS_TO[kind]


@pytest.mark.parametrize("ended", ["dormant", "cancelled_enforced", "cancellation_proposed"])
def test_lifting_leads_back_to_what_was_before_the_suspension(ended):
    before = happened(ended, date(2026, 2, 1))
    assert status(date(2026, 5, 1), before, SUSPENDED, LIFTING) == ended


def test_lifting_revives_nothing_that_was_cancelled_in_between():
    cancelled = happened("cancelled_enforced", date(2026, 3, 20))
    assert status(date(2026, 5, 1), SUSPENDED, cancelled, LIFTING) == "cancelled_enforced"


def test_of_two_events_of_one_day_the_one_known_later_counts():
    wrong = happened("suspended", date(2026, 3, 4), NOON)
    right = happened("dormant", date(2026, 3, 4), NOON + timedelta(hours=1))
    assert status(date(2026, 3, 4), right, wrong) == "dormant"


def test_values_have_their_source_and_the_first_entry_is_none():
    fewer = happened("places_changed", date(2026, 3, 4), places=3)
    found = standing(BASE, [fewer], date(2026, 3, 4))
    assert found.values["places"] == 3
    assert found.sources == {"places": fewer}
    assert standing(BASE, [fewer], date(2026, 3, 3)).values["places"] == 4


def test_what_was_not_registered_when_it_was_first_recorded_is_not_known_to_have_been():
    late = Base({"registration_status": "suspended", "places": 4}, START, date(2026, 1, 1))
    before = standing(late, [], date(2023, 1, 1))
    assert (before.status, before.assumed) == (None, True)
    assert status(date(2026, 1, 1), base=late) == "suspended"


def test_an_event_before_the_first_entry_is_believed():
    late = Base({"registration_status": "registered"}, START, date(2026, 1, 1))
    found = standing(late, [happened("applied", date(2019, 9, 1))], date(2019, 10, 1))
    assert (found.status, found.assumed) == ("applied", False)


days = some.dates(date(2019, 1, 1), date(2027, 12, 31))
kinds = some.sampled_from([*LEADS_TO, LIFTED, "places_changed", ""])
histories = some.lists(
    some.builds(
        Entry,
        effective=days,
        known=some.datetimes(datetime(2020, 1, 1), datetime(2027, 1, 1), timezones=some.just(UTC)),
        kind=kinds,
        changes=some.dictionaries(some.just("places"), some.integers(0, 20)),
    ),
    max_size=8,
    unique_by=lambda entry: (entry.effective, entry.known),
)


@given(histories, days, some.randoms())
def test_the_order_in_which_events_are_received_does_not_matter(entries, day, chance):
    shuffled = list(entries)
    chance.shuffle(shuffled)
    assert standing(BASE, entries, day) == standing(BASE, shuffled, day)


@given(histories, days)
def test_what_happens_later_changes_nothing_of_a_day(entries, day):
    known = [entry for entry in entries if entry.effective <= day]
    assert standing(BASE, entries, day) == standing(BASE, known, day)


@given(histories, days)
def test_the_bands_say_of_each_day_what_the_standing_says(entries, today):
    found = bands(BASE, entries, today)
    assert [one.until for one in found[:-1]] == [one.since for one in found[1:]]
    for band in found:
        assert status(band.since, *entries) == band.status
        if band.until:
            assert status(band.until - timedelta(days=1), *entries) == band.status


VARIED = Condition(
    "1",
    "number",
    (Wording("At most 6."), Wording("At most 4.", date(2026, 2, 1))),
    imposed=START,
    removed=date(2026, 6, 1),
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2020, 4, 30), None),
        (date(2026, 1, 31), "At most 6."),
        (date(2026, 2, 1), "At most 4."),
        (date(2026, 5, 31), "At most 4."),
        (date(2026, 6, 1), None),
    ],
)
def test_a_condition_says_on_each_day_what_it_said_then(day, expected):
    said = VARIED.wording(day).text if VARIED.in_force(day) else None
    assert said == expected


def test_the_latest_report_is_the_latest_of_those_issued_by_then():
    first = Report(date(2025, 4, 1), date(2025, 3, 1))
    second = Report(date(2026, 5, 1), date(2026, 3, 1))
    assert latest_report([second, first], date(2026, 4, 30)) == first
    assert latest_report([second, first], date(2026, 5, 1)) == second
    assert latest_report([second, first], date(2025, 3, 31)) is None


STEPS = [Step(START, "draft"), Step(START, "shared"), Step(date(2026, 2, 1), "concealed")]


def test_a_state_is_that_of_the_end_of_the_day():
    assert state_on(STEPS, START) == "shared"
    assert state_on(STEPS, date(2026, 1, 31)) == "shared"
    assert state_on(STEPS, date(2020, 1, 1)) is None


def test_a_service_is_seen_through_its_provider():
    shared, day = [Step(START, "shared")], date(2026, 2, 1)
    assert visibility(shared, shared, day) == "shared"
    assert visibility(shared, STEPS, day) == "concealed"
    assert visibility(shared, [Step(START, "draft")], day) == "draft"
    assert visibility([], shared, day) is None
