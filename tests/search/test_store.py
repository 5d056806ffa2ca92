"""A directory that several processes write."""

from ccsr.search.fields import Fields
from ccsr.search.store import Change
from ccsr.search.store import Store
from ccsr.search.stores import Place

import pytest


@pytest.fixture
def stores(tmp_path):
    """Two processes' stores of the same directory."""
    folder = tmp_path / "v1-0"
    folder.mkdir()
    first = Store(folder)
    first.write({rid: Change(rid + 10, 1, Fields("", (f"word{rid} all",))) for rid in range(-5, 5)})
    return first, Store(folder)


@pytest.mark.parametrize(
    "change",
    [
        {3: Change(50)},
        {3: Change(50, 2, Fields("", ("other",)))},
        {9: Change(50, 1, Fields("", ("new",)))},
        {-3: Change(50), 3: Change(50, 2, Fields("", ("other",))), 9: Change(50, 1, Fields())},
    ],
)
def test_what_another_process_changed_is_learnt_and_nothing_else_looked_at(stores, change):
    first, second = stores
    before = second.generation
    first.write(change)
    second.refresh()
    assert second.changed_since(before) == set(change)
    assert second.known == first.known
    assert second.snapshot().held == first.snapshot().held
    assert len(second.snapshot().held) == len(second.known)


def test_nobody_else_on_the_host_may_look_into_the_directory(tmp_path):
    place = Place(tmp_path / "search" / "some")
    place.store().write({1: Change(1, 1, Fields("", ("secret",)))})
    assert place.folder.stat().st_mode & 0o077 == 0
