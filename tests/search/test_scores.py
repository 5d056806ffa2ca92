"""Scores are those of the records that are asked for, however many others match."""

from ccsr.search.results import bitmap

import pytest
import transaction


MANY = 1500


@pytest.fixture
def many(here):
    """Texts that have a word the more often the higher their number."""
    for number in range(MANY):
        here.add(f"d{number}", "report " * (1 + number % 50) + "other " * 50)
    transaction.commit()
    assert here.index.settle(60)
    return here


def test_a_few_of_many_matches_come_in_the_order_of_their_scores(many):
    # The least of all: none of them is among the best of the query.
    few = bitmap([many.catalog.getrid(f"/d{number}") for number in range(0, MANY, 50)][:10])
    few |= bitmap([many.catalog.getrid(f"/d{number}") for number in range(1, MANY, 50)][:10])
    hits = many.index.hits("report")
    everything = hits.best(MANY)
    narrow = hits.best(100, few)
    assert bitmap(narrow) == few
    assert narrow == pytest.approx({rid: everything[rid] for rid in narrow})
    assert list(narrow.values()) == sorted(narrow.values(), reverse=True)
    assert len({round(score) for score in narrow.values()}) > 1


def test_the_best_come_first_and_only_so_many_as_are_asked_for(many):
    hits = many.index.hits("report")
    assert list(hits.best(MANY).items())[:30] == list(hits.best(30).items())
