"""The order of results is nobody's advantage (protocol 6.2)."""

from ccsr.content.domain.find import band
from ccsr.content.domain.find import lot
from ccsr.content.domain.find import lot_of_group
from ccsr.content.domain.find import parse
from ccsr.content.domain.find import window
from collections import Counter
from datetime import date
from datetime import timedelta

import pytest


NAMES = [f"{number:02x}-uid" for number in range(50)]


def by_lot(day):
    return lambda names, start, stop: sorted(names, key=lambda name: lot(name, day))[start:stop]


def order(day, start=0, size=50):
    return window([NAMES], by_lot(day), start, size)


def test_equals_change_places_by_the_day_and_stay_within_it():
    monday, tuesday = date(2026, 11, 23), date(2026, 11, 24)
    assert order(monday) == order(monday)
    assert order(monday) != order(tuesday)
    assert sorted(order(monday)) == sorted(NAMES)


@pytest.mark.parametrize("size", [1, 7, 20])
def test_pages_put_together_are_the_whole_list(size):
    day = date(2026, 11, 23)
    groups = [NAMES[:10], NAMES[10:11], NAMES[11:]]
    pages = [window(groups, by_lot(day), start, size) for start in range(0, 50, size)]
    assert [name for page in pages for name in page] == window(groups, by_lot(day), 0, 50)


def test_rank_goes_before_the_lot():
    day = date(2026, 11, 23)
    assert window([["z"], ["b", "a"], ["c"]], by_lot(day), 0, 2)[0] == "z"
    assert set(window([["z"], ["b", "a"], ["c"]], by_lot(day), 1, 2)) == {"a", "b"}


DAYS = [date(2026, 1, 1) + timedelta(days=number) for number in range(3000)]


def test_each_of_some_equals_is_first_as_often_as_any_other():
    # Two of the three begin alike.
    first = Counter(min(["aa1", "aa2", "bb1"], key=lambda uid: lot(uid, day)) for day in DAYS)
    assert all(900 < number < 1100 for number in first.values())


def test_a_group_of_equals_is_first_as_often_as_it_has_things():
    sizes = {"aa": 1, "bb": 2, "cc": 7}
    first = Counter(
        min(sizes, key=lambda name: lot_of_group(name, sizes[name], day)) for day in DAYS
    )
    assert all(abs(first[name] - 300 * size) < 100 for name, size in sizes.items())


def test_scores_that_hardly_differ_are_equal():
    assert band(10.0) == band(10.1)
    assert band(10.0) < band(11.0)
    assert band(0) < band(0.001)


def test_relevance_needs_words():
    assert parse({"sort": "relevance"}).order == "date"
    assert parse({"q": "x"}).order == "relevance"
    assert parse({"q": "x", "sort": "title"}).order == "title"


def test_a_search_comes_back_from_its_address():
    search = parse({"q": "a", "type": ["Service", "Provider"], "sort": "date", "b_size": "5"})
    form = {}
    for name, value in search.pairs():
        form.setdefault(name, []).append(value)
    assert parse(form) == search


def test_a_filter_is_added_and_taken_away():
    search = parse({"type": "Service", "b_start": "20"})
    more = search.toggled("type", "Provider")
    assert more.selected == {"type": ("Service", "Provider")}
    assert more.b_start == 0
    assert more.toggled("type", "Provider").toggled("type", "Service").selected == {}
