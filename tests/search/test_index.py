"""The index finds what the connection that asks should find."""

from ccsr.search.cached import MOST_READ
from ccsr.search.fields import Fields
from ccsr.search.interfaces import ITextSource
from ccsr.search.interfaces import State
from ccsr.search.results import bitmap
from ccsr.search.view import View
from OFS.interfaces import IItem
from pathlib import Path
from smallworld import world_of
from zope.component import getGlobalSiteManager
from zope.interface import implementer

import pytest
import shutil
import transaction


def test_a_document_is_found_in_the_transaction_that_adds_it(here):
    here.add("report", "The home is warm and well run")
    assert here.find("warm") == ["report"]


def test_what_is_aborted_is_not_found(here):
    here.add("kept", "first text")
    transaction.commit()
    here.add("dropped", "second text")
    assert here.find("text") == ["dropped", "kept"]
    transaction.abort()
    assert here.find("text") == ["kept"]


def test_a_large_transaction_finds_all_its_own(here):
    for number in range(1200):
        here.add(f"d{number}", "text")
    assert len(here.find("text")) == 1200
    transaction.commit()
    assert here.index.settle(20)
    assert len(here.find("text")) == 1200


def test_a_change_replaces_the_text_at_once_and_an_abort_brings_the_old_one_back(here):
    here.add("report", "draughty")
    transaction.commit()
    assert here.index.settle(20)
    here.change("report", "cosy")
    assert (here.find("draughty"), here.find("cosy")) == ([], ["report"])
    transaction.abort()
    assert (here.find("draughty"), here.find("cosy")) == (["report"], [])


def test_a_savepoint_rolled_back_takes_its_documents_with_it(here):
    here.add("one", "text")
    savepoint = transaction.savepoint()
    here.add("two", "text")
    assert here.find("text") == ["one", "two"]
    savepoint.rollback()
    assert here.find("text") == ["one"]
    transaction.commit()
    assert here.find("text") == ["one"]


def test_what_is_removed_is_not_found_any_more(here):
    here.add("report", "text")
    transaction.commit()
    assert here.index.settle(20)
    here.remove("report")
    assert here.find("text") == []
    transaction.commit()
    assert here.index.settle(20)
    assert here.find("text") == []


def test_each_connection_finds_what_it_sees(here, database):
    manager = transaction.TransactionManager()
    here.add("old", "text")
    transaction.commit()
    connection = database.open(manager)
    other = type(here)(connection)
    assert other.find("text") == ["old"]
    here.remove("old")
    here.add("new", "text")
    transaction.commit()
    assert here.index.settle(20)
    assert other.find("text") == ["old"]
    manager.begin()
    assert other.find("text") == ["new"]
    manager.abort()
    connection.close()


def test_a_text_that_did_not_change_is_not_written_again(here):
    here.add("report", "text")
    transaction.commit()
    here.change("report", "text")
    assert not here.index._versions._p_changed
    assert not here.index._changes._p_changed


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("inspected", True),
        ('"inspecting"', True),
        ('"inspected"', False),
        ('"quality of care"', True),
        ('"care of quality"', False),
        ("gwyl", True),
        ("Gŵyl", True),
        ("inspect* gwy*", True),
        ("quality AND absent", False),
        ("absent OR quality", True),
        ("quality NOT care", False),
        ("absent OR (quality care)", True),
        ({"query": ["absent", "quality"], "operator": "or"}, True),
        ({"query": ["absent", "quality"]}, False),
        ("日本", True),
        ("", False),
    ],
)
def test_queries_are_read_as_documented(here, query, found):
    here.add("report", "Gŵyl: inspecting the quality of care, 日本語", language="en")
    assert here.find(query) == (["report"] if found else [])


def test_welsh_is_not_stemmed_as_english(here):
    here.add("english", "organised visits")
    here.add("welsh", "organised visits", language="cy")
    assert here.find("organising") == ["english"]
    assert here.find("organised") == ["english", "welsh"]


@pytest.fixture
def paged():
    """Texts give their pages, by an adapter as an application has one."""

    @implementer(ITextSource)
    class Pages:
        def __init__(self, thing):
            self.thing = thing

        def fields(self):
            pages = tuple(self.thing.text.split("|"))
            return Fields("SC123 Harbour", pages, "en") if pages != ("",) else None

    getGlobalSiteManager().registerAdapter(Pages, (IItem,))
    yield
    getGlobalSiteManager().unregisterAdapter(Pages, (IItem,))


@pytest.mark.usefixtures("paged")
def test_an_application_gives_the_text_in_fields(here):
    here.add("report", "the quality of|care is good")
    assert here.find('"quality of care"') == ["report"]
    assert here.find("sc123") == ["report"]
    here.change("report", "")
    assert here.find("sc123") == []
    assert here.index.numObjects() == 0


def test_a_title_weighs_more_than_the_text(here):
    here.add("in_text", "harbour " * 3 + "report of a visit to many homes in the county")
    here.add("in_title", "a report of a visit to many homes in the county", title="Harbour")
    assert [brain.getPath() for brain in here.catalog(SearchableText="harbour")][0] == "/in_title"


@pytest.fixture
def called():
    """What has no text of its own is what the others are about."""

    @implementer(ITextSource)
    class Called:
        def __init__(self, thing):
            self.thing = thing

        def fields(self):
            text, title = self.thing.text, self.thing.title
            return Fields(title, (text,), "en", "" if text else title)

    getGlobalSiteManager().registerAdapter(Called, (IItem,))
    yield
    getGlobalSiteManager().unregisterAdapter(Called, (IItem,))


@pytest.mark.usefixtures("called")
@pytest.mark.parametrize("written", [False, True])
def test_a_thing_comes_before_all_that_bears_its_name(here, written):
    for number in range(9):
        here.add(f"visit{number}", "harbour " * number + "sea", title="Harbour: visit to Harbour")
    here.add("home", "", title="Harbour House, Havens and Harbours of the County")
    if written:
        transaction.commit()
        assert here.index.settle(20)
    for query in ("harbour", "harb*"):
        assert here.catalog(SearchableText=query)[0].getPath() == "/home"


def test_scores_are_whole_numbers_that_add_up_with_other_indexes(here):
    here.add("report", "text text")
    transaction.commit()
    assert here.index.settle(20)
    brain = here.catalog(SearchableText="text")[0]
    assert brain.data_record_score_ > 0
    assert brain.data_record_normalized_score_ == 100


def test_what_the_zmi_asks_is_answered(here):
    here.add("report", "Two words", title="Name")
    transaction.commit()
    assert here.index.settle(20)
    index = here.index
    rid = here.catalog.getrid("/report")
    assert index.getEntryForObject(rid) == ["name", "two", "words"]
    assert index.getEntryForObject(-1, "none") == "none"
    assert index.uniqueValues(withLengths=True) == (("name", 1), ("two", 1), ("words", 1))
    assert (index.numObjects(), index.indexSize()) == (1, 3)
    assert index.getIndexSourceNames() == index.getIndexQueryNames() == ("SearchableText",)


def test_its_status_tells_where_and_how_large_it_is(here, place):
    here.add("report", "Two words")
    transaction.commit()
    assert here.index.settle(20)
    status = here.index.status()
    assert status.state is State.READY
    assert (status.documents, status.behind) == (1, 0)
    assert (status.last_error, status.last_error_at) == (None, None)
    directory = Path(status.directory)
    assert place in directory.parents
    assert status.size == sum(path.stat().st_size for path in directory.iterdir()) > 0
    texts = here.index.status_texts()
    assert (texts["state"], texts["last_error_at"], texts["complete_at"]) == (
        "ready",
        "never",
        "never",
    )


def test_it_tells_when_an_answer_may_lack_something(here, place, monkeypatch):
    for number in range(MOST_READ + 1):
        here.add(str(number), "word")
    transaction.commit()
    assert here.index.settle(20)
    assert not here.index.is_partial()
    shutil.rmtree(place)
    with monkeypatch.context() as patch:
        patch.setattr(here.index._engine.worker, "reconcile", lambda origin: None)
        assert here.index.is_partial()
        assert 0 < len(here.find("word")) <= MOST_READ
    assert here.index.settle(20)
    assert not here.index.is_partial()
    assert len(here.find("word")) == MOST_READ + 1


def test_a_transaction_of_another_manager_is_handed_over_when_it_is_committed(here, database):
    manager = transaction.TransactionManager()
    connection = database.open(manager)
    other = type(here)(connection)
    other.add("report", "text")
    transaction.commit()
    assert not other.index._engine.worker.queued
    manager.commit()
    assert other.index.settle(20)
    assert other.index.status().complete_at is None
    connection.close()


def test_a_map_that_could_not_be_read_is_compared_again(here, database, monkeypatch):
    here.add("report", "text")
    transaction.commit()
    assert here.index.settle(20)
    manager = transaction.TransactionManager()
    connection = database.open(manager)
    other = type(here)(connection)
    assert other.find("text") == ["report"]
    here.remove("report")
    transaction.commit()
    assert here.index.settle(20)
    manager.begin()
    with monkeypatch.context() as patch:
        patch.setattr(View, "_compare", _unreadable)
        with pytest.raises(OSError, match="went away"):
            other.find("text")
    view = other.index._engine.view(connection)
    view.update(other.index._versions, other.index._changes)
    assert (view.missing, view.surplus) == ({}, set())
    assert other.find("text") == []
    manager.abort()
    connection.close()


def _unreadable(view, rid, wanted):
    raise OSError("the database went away")


def test_the_counter_rises_with_every_change_and_a_clear(here):
    seen = [here.index.getCounter()]
    here.add("report", "text")
    seen.append(here.index.getCounter())
    here.index.clear()
    seen.append(here.index.getCounter())
    assert sorted(set(seen)) == seen
    assert here.find("text") == []


def test_a_cleared_index_is_empty_until_it_is_filled_and_an_abort_fills_it(here):
    here.add("report", "text")
    transaction.commit()
    assert here.index.settle(20)
    here.index.clear()
    assert here.find("text") == []
    transaction.abort()
    assert here.find("text") == ["report"]


def test_many_threads_ask_and_write_without_seeing_each_other(database):
    import threading

    failures = []

    def work(number):
        try:
            with world_of(database) as mine:
                for turn in range(5):
                    mine.connection.sync()
                    mine.index.index_object(number * 100 + turn, _Text(f"mine{number} all"))
                    transaction.commit()
                    found = set(mine.index._apply_index({"SearchableText": f"mine{number}"})[0])
                    assert found == {number * 100 + one for one in range(turn + 1)}
        except Exception as failure:
            failures.append(failure)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


class _Text:
    def __init__(self, text):
        self.SearchableText = text


def test_what_stands_in_hidden_texts_has_no_part_in_the_scores(here):
    here.add("often", "carers carers carers and school")
    here.add("seldom", "carers and school school school")
    asked = ("school OR carers", "school carers", '"and school" OR carers')
    seen = bitmap(here.index.versions())
    before = [scores_of(here, query, seen) for query in asked]
    for number in range(60):
        here.add(f"hidden{number}", "school is out for the summer"[: 6 + number % 20])
        if number % 3:
            here.add(f"replaced{number}", "carers")
            here.remove(f"replaced{number}")
    assert len(here.find(asked[0])) > 40
    for query, scores in zip(asked, before, strict=True):
        assert scores_of(here, query, seen) == pytest.approx(scores, rel=0.2)


def scores_of(world, query, within):
    """Return the scores of what the directory holds."""
    transaction.commit()
    assert world.index.settle(20)
    return world.index.hits(query, within).best(100)
