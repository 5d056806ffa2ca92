"""What is due: order and groups; what may be done with an action; when people are reminded."""

from ccsr.content.domain import actions
from ccsr.content.domain import dues as rules
from ccsr.content.domain.dates import ZONE
from ccsr.content.domain.dues import Due
from ccsr.policy.domain import calendars
from ccsr.policy.domain import due_reminders
from ccsr.policy.domain.calendars import Entry
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from icalendar import Calendar


TODAY = date(2026, 3, 28)


def due(days, key="due", **values):
    when = values.pop("when", TODAY + timedelta(days=days))
    return Due("uid", key, when, values.pop("kind", rules.ACTION), "Title", **values)


def test_what_is_due_is_grouped_and_what_is_done_or_only_past_is_left_out():
    meeting = due(0, "past", kind=rules.MEETING, when=datetime(2026, 3, 1, 10, tzinfo=UTC))
    found = rules.grouped(
        [due(7, "later"), due(6, "near"), due(0, "now"), due(-1, "late"), meeting]
        + [due(-5, "over", done=True)],
        TODAY,
    )
    keys = {name: [one.key for one in some] for name, some in found.items()}
    assert keys == {"overdue": ["late"], "week": ["now", "near"], "later": ["later"]}


def test_a_moment_is_of_the_day_that_it_is_in_wales():
    # Half past eleven at night by UTC is the next day of British summer time.
    assert due(0, when=datetime(2026, 6, 1, 23, 30, tzinfo=UTC)).day == date(2026, 6, 2)


def test_who_owns_an_action_notes_and_finishes_and_its_keepers_do_the_rest():
    offered = actions.offered
    assert offered("open", keeps=True, owns=False) == ["note", "done", "drop"]
    assert offered("open", keeps=False, owns=True) == ["note", "done"]
    assert offered("dropped", keeps=True, owns=False) == ["note", "reopen"]
    assert offered("open", keeps=False, owns=False) == []
    assert actions.problem("drop", "open", " ") == actions.NO_DROP
    assert actions.problem("reopen", "done", "") == actions.NO_REOPEN
    assert actions.problem("reopen", "open", "why") == actions.NOT_NOW
    assert actions.problem("done", "open", "") is None
    assert actions.problem("note", "done", "x" * 2001) == actions.LONG_NOTE


def test_people_are_reminded_before_and_when_it_is_due_and_never_twice():
    told, letters = {}, []
    mine = due(10, owner="ann")
    for day in (TODAY + timedelta(days=number) for number in range(30)):
        # The worker is away for a few nights about both days.
        if (day - TODAY).days in (3, 4, 10):
            continue
        for one, stage in due_reminders.wanted([mine], told, day):
            letters.append(((day - TODAY).days, stage))
            told[due_reminders.key(one, stage)] = one.day
    assert letters == [(5, "soon"), (11, "now")]
    moved = due(20, owner="ann")
    assert [stage for _due, stage in due_reminders.wanted([moved], told, moved.day)] == ["now"]
    assert due_reminders.wanted([due(10, owner="ann", done=True)], {}, TODAY) == []
    assert due_reminders.stage(due(-1), TODAY) is None


def test_a_calendar_is_read_by_a_client_with_stable_names_zone_and_alarms():
    starts = datetime(2026, 4, 2, 10, tzinfo=ZONE)
    meeting = due(0, "m", kind=rules.MEETING, when=starts, place="Cardiff; room 1, floor 2")
    entries = [Entry(meeting, "Cyfarfod\r\nATTACH:x", "Meeting", "https://p.example/1")]
    entries += [Entry(due(5), "Title", "Agreed action", "https://p.example/2")]
    now = datetime(2026, 3, 28, 9, tzinfo=UTC)
    made = [calendars.made(entries, "CCSR", "en", "p.example", one) for one in (now, now)]
    first, second = (Calendar.from_ical(one) for one in made)
    timed, day = first.events
    assert [str(one["uid"]) for one in first.events] == [str(one["uid"]) for one in second.events]
    assert timed["dtstart"].params["TZID"] == "Europe/London"
    assert timed.start == starts
    assert timed.end > starts
    assert [str(zone["tzid"]) for zone in first.timezones] == ["Europe/London"]
    assert (day.start, day.end) == (date(2026, 4, 2), date(2026, 4, 3))
    assert day["dtstamp"].dt == now
    assert all(event.walk("VALARM")[0]["trigger"].dt < timedelta(0) for event in first.events)
    # What somebody typed begins no line of its own.
    assert b"\r\nATTACH" not in made[0]
    assert str(timed["location"]) == "Cardiff; room 1, floor 2"
