"""Suggestions come from what may be seen, and from nothing else."""

from ccsr.search.results import bitmap

import pytest
import transaction


@pytest.fixture
def filled(here):
    here.add("seen", "safeguarding of children at Harbour House, safe and sound")
    here.add("also", "safeguarding again")
    here.add("hidden", "safehouse gwyl")
    transaction.commit()
    assert here.index.settle(20)
    return here


def records(here, *names):
    return bitmap([here.catalog.getrid(f"/{name}") for name in names])


def test_completions_are_counted_in_what_may_be_seen(filled):
    within = records(filled, "seen", "also")
    assert filled.index.completions("the safe", within) == [("safeguarding", 2), ("safe", 1)]
    assert filled.index.completions("", within) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("harboxr", "harbour"),
        ("hrabour", "harbour"),
        ("safegaurdng", "safeguarding"),
        ("jarbour", "harbour"),
        ("arbour", "harbour"),
        ("Ĥarbōxr", "harbour"),
        ("harb0ur", None),
        ("children", None),
        ("gwyll", None),
        ("zzzzzz", None),
        ("of", None),
    ],
)
def test_a_mistyped_word_is_corrected_to_what_may_be_seen(filled, typed, meant):
    assert filled.index.did_you_mean(typed, records(filled, "seen", "also")) == meant


@pytest.mark.parametrize(("inspectors", "meant"), [(2, "inspection"), (9, "inspector")])
def test_a_letter_left_out_is_likelier_than_another_letter(here, inspectors, meant):
    here.add("0", "an inspection")
    here.add("1", "an inspection")
    for number in range(inspectors):
        here.add(f"by{number}", "an inspector")
    transaction.commit()
    assert here.index.settle(20)
    within = bitmap(here.catalog._catalog.paths.keys())
    assert here.index.did_you_mean("inspecton", within) == meant


def test_a_word_that_may_not_be_seen_is_no_suggestion(filled):
    assert filled.index.did_you_mean("gwyll", records(filled, "hidden")) == "gwyl"
    assert filled.index.completions("safeh", records(filled, "seen")) == []


def test_what_may_not_be_seen_changes_neither_the_words_nor_their_order(here):
    for number in range(300):
        words = ["harbour"] * (number % 2) + ["harvest"] * (number % 3 == 0) + ["harp"]
        here.add(f"seen{number}", " ".join(words))
    seen = bitmap(here.catalog._catalog.paths.keys())
    transaction.commit()
    assert here.index.settle(20)
    index = here.index
    before = index.completions("har", seen), index.did_you_mean("harb", seen)
    for number in range(300):
        here.add(f"hidden{number}", "harbour harvest harmony " * (number % 3) + "hard harm haras")
    transaction.commit()
    assert here.index.settle(20)
    assert (index.completions("har", seen), index.did_you_mean("harb", seen)) == before
    assert [word for word, _ in before[0]] == ["harp", "harbour", "harvest"]


def test_a_text_that_changed_is_completed_anew(filled):
    within = records(filled, "seen", "also")
    assert ("sound", 1) in filled.index.completions("so", within)
    filled.change("seen", "solid")
    assert filled.index.completions("so", within) == []
    transaction.commit()
    assert filled.index.settle(20)
    assert filled.index.completions("so", within) == [("solid", 1)]


def test_names_are_completed_and_corrected(here):
    here.add("home", "a text", title="Tŷ Gwyndy")
    transaction.commit()
    assert here.index.settle(20)
    within = records(here, "home")
    assert here.index.completions("gwy", within) == [("gwyndy", 1)]
    assert here.index.did_you_mean("gwyndi", within) == "gwyndy"


def test_in_another_script_the_end_of_a_word_is_corrected(here):
    here.add("home", "фонтаны")
    transaction.commit()
    assert here.index.settle(20)
    assert here.index.did_you_mean("фонтвны", records(here, "home")) == "фонтаны"
