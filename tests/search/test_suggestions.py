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
        ("children", None),
        ("gwyll", None),
        ("zzzzzz", None),
        ("of", None),
    ],
)
def test_a_mistyped_word_is_corrected_to_what_may_be_seen(filled, typed, meant):
    assert filled.index.did_you_mean(typed, records(filled, "seen", "also")) == meant


def test_a_word_that_may_not_be_seen_is_no_suggestion(filled):
    assert filled.index.did_you_mean("gwyll", records(filled, "hidden")) == "gwyl"
    assert filled.index.completions("safeh", records(filled, "seen")) == []
