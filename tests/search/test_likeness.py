"""More like this: what shares the telling words, of what may be seen."""

from ccsr.search.results import bitmap

import pytest
import transaction


TEXTS = {
    "fostering": "the fostering panel reviewed foster carers and their training",
    "carers": "the training of foster carers by the agency was reviewed",
    "kitchen": "the kitchen was clean and the menu was reviewed",
    "medicine": "the storage of medicine in the home was reviewed",
    "hidden": "the fostering panel and the foster carers and the training",
}


@pytest.fixture
def filled(here):
    for name, text in TEXTS.items():
        here.add(name, text)
    transaction.commit()
    assert here.index.settle(20)
    return here


def rid(here, name):
    return here.catalog.getrid(f"/{name}")


def alike(here, name, *within, language="en"):
    seen = bitmap([rid(here, one) for one in within])
    found = here.index.more_like(here.app[name].text, seen, 10, [rid(here, name)], language)
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
    return [here.catalog.getpath(number).strip("/") for number, _ in found]


def test_what_shares_the_telling_words_comes_first_and_the_text_itself_is_left_out(filled):
    seen = ["fostering", "carers", "kitchen", "medicine"]
    assert alike(filled, "fostering", *seen)[0] == "carers"
    assert "fostering" not in alike(filled, "fostering", *seen)


def test_only_what_may_be_seen_is_like_a_text(filled):
    assert alike(filled, "fostering", "fostering", "kitchen") == ["kitchen"]
    assert alike(filled, "fostering") == []


def test_what_may_not_be_seen_does_not_weigh_words(here):
    here.add("asked", "aardvark badger")
    here.add("first", "aardvark")
    here.add("second", "badger")
    for number in range(20):
        here.add(f"hidden{number}", "aardvark")
    transaction.commit()
    assert here.index.settle(20)
    seen = bitmap([rid(here, name) for name in ("asked", "first", "second")])
    found = dict(here.index.more_like("aardvark badger", seen, 10, [rid(here, "asked")]))
    assert found[rid(here, "first")] == pytest.approx(found[rid(here, "second")], rel=0.01)


def test_english_is_compared_by_stems_and_other_languages_by_words(here):
    here.add("other", "nothing of the kind")
    here.add("english", "organising visits")
    here.add("welsh", "ymweliadau trefnus", language="cy")
    here.add("asked", "organised visit")
    here.add("gofyn", "ymweliadau", language="cy")
    transaction.commit()
    assert here.index.settle(20)
    everything = ["other", "english", "welsh", "asked", "gofyn"]
    assert alike(here, "asked", *everything) == ["english"]
    assert alike(here, "gofyn", *everything, language="cy") == ["welsh"]


@pytest.mark.parametrize("text", ["", "\0 \ud800 !", "of a", "ŵ" * 1_000_000, "x " * 200_000])
def test_any_text_is_taken(filled, text):
    seen = bitmap([rid(filled, name) for name in TEXTS])
    assert filled.index.more_like(text, seen) == []


def test_what_is_not_written_yet_may_be_like_a_text(filled):
    filled.add("new", "foster carers")
    assert "new" in alike(filled, "fostering", *TEXTS, "new")


def test_how_long_hidden_texts_are_is_no_part_of_a_score(filled):
    seen = bitmap([rid(filled, name) for name in TEXTS])
    before = filled.index.more_like(TEXTS["fostering"], seen)
    filled.add("long", "much " * 5000)
    transaction.commit()
    assert filled.index.settle(20)
    assert filled.index.more_like(TEXTS["fostering"], seen) == before


@pytest.mark.parametrize("others", [0, 300], ids=["few", "many"])
def test_deleting_what_may_not_be_seen_changes_nothing_of_what_is_like_a_long_text(here, others):
    own = " ".join(f"lonely{number}" for number in range(100))
    here.add("asked", f"{own} {own} aardvark badger")
    here.add("first", "aardvark badger")
    here.add("second", "badger")
    seen = ["asked", "first", "second", *(f"other{number}" for number in range(others))]
    for name in seen[3:]:
        here.add(name, "kitchen")
    hidden = [f"hidden{number}" for number in range(20)]
    for name in hidden:
        here.add(name, own)
    transaction.commit()
    assert here.index.settle(20)
    before = alike(here, "asked", *seen)
    for name in hidden:
        here.remove(name)
    transaction.commit()
    assert here.index.settle(20)
    assert alike(here, "asked", *seen) == before == ["first", "second"]
