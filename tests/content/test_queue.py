"""The queue: what waits, for how long, what stops it, and in which order it is shared."""

from ccsr.content.domain import queue
from ccsr.content.domain.visits import visited
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from world import document
from world import provider
from world import service

import pytest


TODAY = date(2026, 5, 20)


def draft(name, waiting=1, stops=(), kind="InspectionReport", has_duty=True):
    """Return a draft that arrived some days ago, where ten days are allowed."""
    arrived = TODAY - timedelta(days=waiting)
    return queue.Draft(
        uid=name,
        path=f"/ccsr/{name}",
        kind=kind,
        title=name,
        service=f"Home {name}",
        provider="Provider",
        arrived=arrived,
        stops=stops,
        due=queue.due(arrived, has_duty, 10),
        today=TODAY,
    )


@pytest.mark.parametrize(("waiting", "late"), [(0, False), (10, False), (11, True)])
def test_a_report_is_late_from_the_day_after_it_was_due(waiting, late):
    assert draft("a", waiting).is_late is late


def test_no_duty_runs_for_the_register_itself():
    assert not draft("a", 500, kind="Service", has_duty=False).is_late


def test_the_filters_and_their_numbers_agree():
    drafts = [draft("ready"), draft("late", 30), draft("stopped", 30, ("file_present",))]
    assert queue.counts(drafts) == {"all": 3, "ready": 2, "waiting": 1, "late": 2}
    for show, count in queue.counts(drafts).items():
        assert len(queue.select(drafts, show)) == count


def test_the_longest_waiting_comes_first_and_equals_come_by_title():
    drafts = [draft("b", 3), draft("a", 3), draft("c", 9)]
    assert [one.title for one in queue.select(drafts)] == ["c", "a", "b"]


def test_a_provider_is_shared_before_what_it_holds():
    paths = ["/ccsr/r/p/s/d", "/ccsr/r/p", "/ccsr/r/p/s"]
    assert queue.in_order_of_sharing(paths) == ["/ccsr/r/p", "/ccsr/r/p/s", "/ccsr/r/p/s/d"]


def test_what_came_after_the_first_opening_of_the_last_visit_day_is_new():
    monday = datetime(2026, 5, 18, 9, tzinfo=UTC)
    first = visited(None, monday)
    assert first.before is None
    assert visited(first, monday + timedelta(hours=5)) is first
    assert visited(first, monday + timedelta(days=2)).before == monday


@pytest.fixture
def home(integration):
    """A draft service in a draft provider, made by an officer's rights."""
    api.user.create(username="rhys", email="rhys@example.org", password="quiet-heron-47")
    api.group.add_user(groupname="reviewers", username="rhys")
    with api.env.adopt_user(username="rhys"):
        holder = provider(integration["portal"]["register"], "queue")
        yield service(holder, "queue")


def stops_of(thing):
    """Return what the catalog says stops a thing."""
    [brain] = api.content.find(UID=api.content.get_uuid(thing))
    return brain.sharing_stops


def test_the_catalog_knows_what_stops_a_draft_and_when_that_has_gone(home):
    report = document(home, "InspectionReport", "queue")
    assert stops_of(home) == ["provider_shared"]
    api.content.transition(home.__parent__, "share")
    assert stops_of(home) == ["ready"]
    assert stops_of(report) == ["service_shared"]
    api.content.transition(home, "share")
    assert stops_of(report) == ["ready"]
    api.content.transition(report, "share")
    assert not stops_of(report)


def test_a_reveal_leaves_the_day_of_sharing_as_it_was(home):
    def shared_on():
        [brain] = api.content.find(UID=api.content.get_uuid(home))
        return brain.shared_on

    api.content.transition(home.__parent__, "share")
    api.content.transition(home, "share")
    before = shared_on()
    later = date.today() + timedelta(days=1)
    api.content.transition(home, "conceal", comment="A reason", review_date=later)
    api.content.transition(home, "reveal")
    assert before
    assert shared_on() == before
