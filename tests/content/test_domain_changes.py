"""The feed of changes: nothing is missed, nothing hidden is told."""

from ccsr.content.domain import changes
from ccsr.content.domain.changes import Entry
from ccsr.content.domain.changes import NotAsked
from datetime import datetime
from datetime import timedelta
from datetime import UTC

import pytest


NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
OLD = NOW - timedelta(days=2)


def entry(uid, when=OLD, state="shared", **moved):
    return Entry(0, uid, state, tuple({"changed": when, **moved}.items()))


def all_pages(feed, size, since=""):
    found = []
    while True:
        page = changes.page(changes.in_order(feed), changes.read_cursor(since), size, NOW)
        found += [one.uid for one in page.entries]
        since = page.since
        if not page.more:
            return found, since


def test_pages_of_any_size_give_everything_once_ties_included():
    feed = [entry(f"{n:02x}", OLD + timedelta(minutes=n // 4)) for n in range(16)]
    for size in (1, 3, 4, 16, 100):
        found, _since = all_pages(feed, size)
        assert found == [f"{n:02x}" for n in range(16)]


def test_what_changed_while_pages_are_read_is_given_at_the_end():
    feed = [entry("a1"), entry("b2"), entry("c3")]
    first = changes.page(changes.in_order(feed), changes.START, 2, NOW)
    feed[0] = entry("a1", OLD + timedelta(hours=1))
    rest, _since = all_pages(feed, 2, first.since)
    assert rest == ["c3", "a1"]


def test_a_change_that_is_committed_after_a_later_one_is_not_missed():
    slow = entry("a1", NOW - timedelta(minutes=2))
    quick = entry("b2", NOW - timedelta(minutes=1))
    _found, since = all_pages([entry("c3"), quick], 10)
    again, _since = all_pages([entry("c3"), quick, slow], 10, since)
    assert again == ["a1", "b2"]


def test_at_the_end_of_a_quiet_feed_nothing_is_given_again():
    feed = [entry("a1"), entry("b2", OLD + timedelta(hours=1))]
    _found, since = all_pages(feed, 10)
    assert all_pages(feed, 10, since) == ([], since)


def test_a_feed_does_not_depend_on_what_is_not_in_it():
    seen = [entry("a1"), entry("c3", NOW - timedelta(minutes=1))]
    hidden = entry("b2", NOW - timedelta(seconds=10))
    with_it = changes.page(changes.in_order([*seen, hidden]), changes.START, 10, NOW)
    without = changes.page(changes.in_order(seen), changes.START, 10, NOW)
    assert with_it.since == without.since


@pytest.mark.parametrize(
    "other",
    [
        entry("a1", OLD + timedelta(microseconds=1)),
        entry("a1", state="concealed"),
        entry("a1", shared=OLD),
        entry("a2"),
    ],
)
def test_the_digest_is_another_for_whatever_changed(other):
    known, now = changes.buckets([entry("a1")]), changes.buckets([other])
    assert changes.digest_of_bucket(known["a1"[:2]]) != changes.digest_of_bucket(now[other.uid[:2]])


def test_what_is_gone_or_new_is_in_a_bucket_with_another_digest():
    before = [entry("a1"), entry("b2"), entry("b203")]
    digests = [
        {name: changes.digest_of_bucket(held) for name, held in changes.buckets(some).items()}
        for some in (before, before[:2])
    ]
    assert {name for name in digests[0] if digests[0][name] != digests[1].get(name)} == {"b2"}
    assert changes.digest_of_all(digests[0]) != changes.digest_of_all(digests[1])


def test_a_thing_is_told_by_what_was_done_last():
    made = OLD - timedelta(seconds=1)
    assert entry("a1", created=made).latest[0] == "created"
    assert entry("a1", created=made - timedelta(days=1)).latest[0] == "changed"
    assert entry("a1", created=made, shared=OLD + timedelta(days=1)).latest[0] == "shared"


@pytest.mark.parametrize(
    "cursor",
    ["x", "AAAA", "MSAxIHg", "ÿ", "MSAxIC0x", "9" * 300, "MSA5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OSAwMA"],
)
def test_what_was_never_a_cursor_is_refused(cursor):
    with pytest.raises(NotAsked, match="since"):
        changes.read_cursor(cursor)


def test_a_cursor_leads_where_it_came_from():
    position = (NOW + timedelta(microseconds=7), "a1b2")
    assert changes.read_cursor(changes.cursor(position)) == position


@pytest.mark.parametrize("size", ["0", "-1", "1001", "x", "1.5", "९", "9" * 30])
def test_a_page_has_a_size_that_can_be(size):
    with pytest.raises(NotAsked, match="b_size"):
        changes.size(size)
