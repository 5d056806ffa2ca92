"""Counts on bitmaps are the counts of the catalog's own indexes."""

from ccsr.search import facets
from ccsr.search.results import bitmap
from ccsr.search.results import signed
from collections import Counter
from Products.PluginIndexes.BooleanIndex.BooleanIndex import BooleanIndex
from Products.PluginIndexes.FieldIndex.FieldIndex import FieldIndex
from Products.PluginIndexes.KeywordIndex.KeywordIndex import KeywordIndex

import pytest
import random
import transaction


class Thing:
    def __init__(self, dice):
        self.kind = dice.choice(["report", "notice", None])
        self.roles = dice.sample(["Officer", "Commissioner", "user:a", "user:b"], 2)
        self.vacancies = dice.random() > 0.3


@pytest.fixture
def dice():
    return random.Random(3)


@pytest.fixture
def indexes(here):
    catalog = here.catalog._catalog
    for index in (FieldIndex("kind"), KeywordIndex("roles"), BooleanIndex("vacancies")):
        catalog.addIndex(index.id, index)
    transaction.commit()
    return [catalog.getIndex(name) for name in ("kind", "roles", "vacancies")]


def index(indexes, rids, dice):
    for rid in rids:
        thing = Thing(dice)
        for one in indexes:
            one.index_object(rid, thing)


def counted(one, rids):
    """Count as the index itself knows it, record by record."""
    found = Counter()
    for rid in rids:
        value = one.getEntryForObject(rid)
        if value is not None:
            found.update(value if isinstance(value, list | tuple) else [value])
    return dict(found)


def agree(indexes, rids):
    for one in indexes:
        assert facets.counts(one, bitmap(rids)) == counted(one, rids)


RIDS = list(range(-600, 600, 3))


def test_counts_follow_every_change_commit_and_abort(indexes, dice):
    index(indexes, RIDS, dice)
    agree(indexes, RIDS)
    transaction.commit()
    agree(indexes, RIDS)
    for _ in range(5):
        index(indexes, dice.sample(RIDS, 20), dice)
        indexes[1].unindex_object(RIDS[7])
        agree(indexes, RIDS[::2])
        dice.choice([transaction.commit, transaction.abort])()
        agree(indexes, RIDS)


@pytest.mark.parametrize("is_committed", [True, False])
def test_a_value_that_became_nothing_is_counted_no_more(indexes, dice, is_committed):
    kinds, thing = indexes[0], Thing(dice)
    index(indexes, RIDS, dice)
    thing.kind = "report"
    kinds.index_object(RIDS[0], thing)
    transaction.commit()
    agree([kinds], RIDS)
    thing.kind = None
    kinds.index_object(RIDS[0], thing)
    if is_committed:
        transaction.commit()
    agree([kinds], RIDS)


def test_an_old_index_without_a_counter_is_counted_exactly(indexes, dice):
    kinds = indexes[0]
    index([kinds], RIDS[:50], dice)
    kinds._counter = None
    transaction.commit()
    for rids in (RIDS[50:60], RIDS[60:90]):
        index([kinds], rids, dice)
        agree([kinds], RIDS)
        transaction.abort()
        agree([kinds], RIDS)


def test_counts_are_exact_after_a_savepoint(indexes, dice):
    index(indexes, RIDS, dice)
    transaction.commit()
    agree(indexes, RIDS)
    index(indexes, RIDS[:50], dice)
    transaction.savepoint()
    agree(indexes, RIDS)
    transaction.abort()
    agree(indexes, RIDS)


def test_another_connection_counts_what_it_sees(indexes, dice, database):
    index(indexes, RIDS, dice)
    transaction.commit()
    agree(indexes, RIDS)
    manager = transaction.TransactionManager()
    connection = database.open(manager)
    other = connection.root()["Application"].catalog._catalog.getIndex("kind")
    before = facets.counts(other, bitmap(RIDS))
    index(indexes, RIDS[:100], dice)
    transaction.commit()
    assert facets.counts(other, bitmap(RIDS)) == before
    manager.begin()
    assert facets.counts(other, bitmap(RIDS)) == counted(indexes[0], RIDS)
    manager.abort()
    connection.close()


def test_connections_share_the_bitmaps_of_what_they_both_see(indexes, dice, database):
    index(indexes, RIDS, dice)
    transaction.commit()
    manager = transaction.TransactionManager()
    connection = database.open(manager)
    other = connection.root()["Application"].catalog._catalog.getIndex("kind")
    assert facets.of(other) is facets.of(indexes[0])
    index(indexes, RIDS[:9], dice)
    transaction.commit()
    agree(indexes, RIDS)
    assert facets.of(other) is not facets.of(indexes[0])
    manager.abort()
    connection.close()


def test_counts_are_exact_after_reading_failed_half_way(indexes, dice, monkeypatch):
    index(indexes, RIDS, dice)
    transaction.commit()
    agree(indexes, RIDS)
    index(indexes, RIDS[:20], dice)
    transaction.commit()
    with monkeypatch.context() as patch:
        patch.setattr(facets, "bitmap", _unreadable)
        for one in indexes:
            with pytest.raises(OSError, match="went away"):
                facets.of(one)
    agree(indexes, RIDS)


def _unreadable(rids):
    raise OSError("the database went away")


def test_matching_is_the_union_of_values(indexes, dice):
    index(indexes, RIDS, dice)
    transaction.commit()
    found = facets.matching(indexes[1], ["user:a", "user:b", "nobody"])
    expected = {
        rid for rid in RIDS if {"user:a", "user:b"} & set(indexes[1].getEntryForObject(rid))
    }
    assert set(signed(found)) == expected


def test_records_of_any_sign_survive_a_bitmap():
    rids = [-(2**31), -7, -1, 0, 5, 2**31 - 1]
    assert list(signed(bitmap(reversed(rids)))) == rids


def test_a_text_query_within_a_permission_gives_exact_hits(here, indexes, dice):
    for number in range(30):
        here.add(f"d{number}", "text" if number % 2 else "other")
    transaction.commit()
    assert here.index.settle(20)
    everyone = bitmap(here.catalog._catalog.paths.keys())
    allowed = bitmap(sorted(here.catalog._catalog.paths.keys())[:10])
    hits = here.index.hits("text", allowed)
    assert hits.found == here.index.hits("text", everyone).found & allowed
    assert set(hits.best(200)) >= set(signed(hits.found))
