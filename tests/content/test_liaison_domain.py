"""Rules of liaison: who is told of which step, what was open in a month, how lists are ordered."""

from ccsr.content.domain import liaison
from ccsr.content.domain import liaison_list
from ccsr.content.domain.liaison import Step
from ccsr.content.domain.liaison_list import Row
from ccsr.content.domain.liaison_list import Wanted
from ccsr.content.domain.liaison_report import Month
from ccsr.content.domain.liaison_report import months
from ccsr.content.domain.liaison_report import open_on
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC

import pytest


TODAY = date(2026, 5, 20)
AFTER = {
    None: "new",
    "triage": "triaged",
    "send": "sent",
    "acknowledge": "acknowledged",
    "answer": "answered",
    "close": "closed",
    "reject": "rejected",
    "reopen": "new",
}


def way(*transitions):
    """Return the steps of a way that began on 28 April, a day each."""
    begun = datetime(2026, 4, 28, 12, tzinfo=UTC)
    return [
        Step(name, AFTER[name], "ann", begun + timedelta(days=number), f"{name} words")
        for number, name in enumerate((None, *transitions))
    ]


def told(steps):
    return [step.transition for step in steps]


def test_the_inspectorate_is_told_of_what_came_from_sending_on():
    steps = way("triage", "send", "acknowledge", "answer", "close", "reopen", "triage")
    shown = liaison.shown(steps, is_recipient=True)
    assert told(shown) == ["send", "acknowledge", "answer", "close"]
    assert liaison.shown(steps, is_recipient=False) == steps
    assert liaison.shown(way("triage", "reject"), is_recipient=True) == []


@pytest.mark.parametrize(
    ("transition", "told", "refused"),
    [
        ("answer", {"response": " "}, ["response"]),
        ("answer", {"response": "It is four."}, []),
        ("reject", {"comment": ""}, ["comment"]),
        ("close", {}, ["comment"]),
        ("triage", {}, []),
    ],
)
def test_an_answer_has_words_and_an_end_a_reason(transition, told, refused):
    assert [one.rule for one in liaison.demands_of_words(transition, told)] == refused


def test_a_commissioner_cannot_tell_what_the_inspectorate_does_with_a_concern():
    assert len({liaison.TOLD[state].token for state in ("sent", "acknowledged", "answered")}) == 1
    assert set(liaison.TOLD) == {term.token for term in liaison.STATES}


def test_what_is_told_of_a_month_is_what_was_open_on_its_last_day():
    april, may = Month(2026, 4), Month(2026, 5)
    steps = way("triage", "send", "close")
    assert open_on(steps, april.last).state == "sent"
    assert open_on(steps, may.last) is None
    assert open_on(steps, date(2026, 4, 27)) is None


def test_a_month_is_read_as_it_is_written_and_nothing_else_is():
    assert str(Month.read("2026-02")) == "2026-02"
    assert Month.read("2024-02").last == date(2024, 2, 29)
    assert Month.read("2026-01").before == Month(2025, 12)
    assert [Month.read(text) for text in ("2026-13", "26-01", "0000-01", "", "2026-1")] == [
        None
    ] * 5
    assert len(set(months(TODAY))) == 24


def row(uid, state="new", days=1, **values):
    about = {"kind": "concern", "service": "", "authority": "", **values}
    since = TODAY - timedelta(days=days)
    return Row(
        uid, uid, "", state=state, prepared=False, raised=since, since=since, today=TODAY, **about
    )


def test_the_numbers_of_the_tabs_are_those_of_their_rows():
    rows = [row("a"), row("b", "sent"), row("c", "closed"), row("d", "new", 9)]
    counts = liaison_list.counts(rows)
    assert counts["open"] == 3
    assert all(len(liaison_list.of_tab(rows, tab)) == count for tab, count in counts.items())


def test_the_longest_waiting_comes_first_and_of_what_is_over_the_newest():
    rows = [row("a", days=3), row("b", days=9), row("c", "closed", 3), row("d", "closed", 9)]
    assert [one.uid for one in liaison_list.of_tab(rows, "new")] == ["b", "a"]
    assert [one.uid for one in liaison_list.of_tab(rows, "closed")] == ["c", "d"]
    assert liaison_list.following(rows, "b", "new").uid == "a"
    assert liaison_list.following(rows[:1], "a", "new") is None


def test_filters_go_together():
    rows = [row("a", authority="W1"), row("b", kind="discrepancy", authority="W1")]
    fitting = [one.uid for one in rows if Wanted(kind="concern", authority="W1").fits(one)]
    assert fitting == ["a"]
