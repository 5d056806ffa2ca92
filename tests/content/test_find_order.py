"""The order of results is nobody's advantage (protocol 6.2)."""

from ccsr.content.domain.find import lot
from ccsr.content.domain.find import parse
from ccsr.content.domain.find import window
from datetime import date

import pytest


NAMES = [f"uid-{number}" for number in range(50)]


def order(day, start=0, size=50):
    return window(NAMES, len, lambda name: lot(name, day), start, size)


def test_equals_change_places_by_the_day_and_stay_within_it():
    monday, tuesday = date(2026, 11, 23), date(2026, 11, 24)
    assert order(monday) == order(monday)
    assert order(monday) != order(tuesday)
    assert sorted(order(monday)) == sorted(NAMES)


@pytest.mark.parametrize("size", [1, 7, 20])
def test_pages_put_together_are_the_whole_list(size):
    day = date(2026, 11, 23)
    pages = [order(day, start, size) for start in range(0, 50, size)]
    assert [name for page in pages for name in page] == order(day)


def test_rank_goes_before_the_lot():
    things = [("b", 2), ("a", 1), ("c", 2), ("d", 3)]
    found = window(things, lambda one: one[1], lambda one: one[0].encode(), 0, 3)
    assert found == [("a", 1), ("b", 2), ("c", 2)]


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
