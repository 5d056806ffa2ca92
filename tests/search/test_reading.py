"""Whatever is typed is read, and what was not read as written is said."""

from ccsr.search.fields import words_in
from ccsr.search.querying import build
from ccsr.search.reading import LONGEST
from ccsr.search.reading import Note
from ccsr.search.reading import read
from ccsr.search.reading import Reading
from ccsr.search.results import bitmap
from ccsr.search.results import signed
from ccsr.search.store import Store

import pytest
import random
import transaction


@pytest.mark.parametrize(
    ("text", "query", "notes"),
    [
        ("", "", ()),
        ("quality care", "quality care", ()),
        ("quality AND care", "quality care", ()),
        ("a OR b c", "a OR (b c)", ()),
        ("(a OR b) c NOT d", "(a OR b) c NOT d", ()),
        ("a NOT (b c)", "a NOT (b c)", ()),
        ("a -b", "a NOT b", ()),
        ("search and rescue", "search and rescue", ()),
        ("“two words”", '"two words"', ()),
        ('"two wo"*', '"two wo"*', ()),
        ("insp*", "insp*", ()),
        ("wom?n", "wom?n", ()),
        ("really?", "really", ()),
        ("SC123/45", "SC123/45", ()),
        ('"two words', "two words", (Note.QUOTE_OPEN,)),
        ("(a b", "a b", (Note.PARENTHESIS,)),
        ("a) b", "a b", (Note.PARENTHESIS,)),
        ("AND", "", (Note.OPERATOR_ALONE,)),
        ("a OR", "a", (Note.OPERATOR_ALONE,)),
        ("NOT", "", (Note.OPERATOR_ALONE,)),
        ("NOT a", "NOT a", (Note.ONLY_NOT,)),
        ("*ing", "ing", (Note.WILDCARD,)),
        ("a*", "a", (Note.WILDCARD,)),
        ("a*b", "a*b", ()),
        ("a?b?c?d?e?f?g?h", "a b c d e f g h", (Note.WILDCARD,)),
        ("!!!", "", (Note.NO_WORD,)),
        ("\0\x01", "", (Note.NO_WORD,)),
    ],
)
def test_a_query_is_read_leniently_and_says_how(text, query, notes):
    reading = read(text)
    assert (reading.query, reading.notes) == (query, notes)


def test_how_a_query_was_read_is_read_the_same_again():
    for text in ("a OR b c", "a NOT (b OR c)", '"x y" z*', "NOT a b", "a (b OR NOT c)"):
        assert read(read(text).query).node == read(text).node


PIECES = [
    *'"()*?-+~^\\/:[]{}!&|\0\x1f\u200b\u202e\ud800',
    "AND",
    "OR",
    "NOT",
    "ŵ",
    "ŷ",
    "日本語",
    "สวัสดี",
    "नमस्ते",
    "العربية",
    "👩‍👩‍👧",
    "é",
    "words",
    "a" * 300,
    " ",
]


def test_nothing_that_is_typed_raises():
    store = Store()
    dice = random.Random(1)
    for _ in range(3000):
        text = "".join(dice.choices(PIECES, k=dice.randrange(1, 30)))
        reading = read(text)
        assert read(reading.query).node == reading.node
        if reading.node:
            store.snapshot().found(build(reading.node))


WORDS = ["harbour", "safe", "safeguarding", "gŵyl", "日本語", "words", "SC123"]


@pytest.fixture
def filled(here):
    """An index with some texts, half of which may be seen."""
    dice = random.Random(2)
    for number in range(40):
        here.add(f"d{number}", " ".join(dice.choices(WORDS, k=6)), title=dice.choice(WORDS))
        here.add(f"hidden{number}", "harbinger safety wordsmith gwylan")
    transaction.commit()
    assert here.index.settle(20)
    return here


def test_whatever_is_typed_is_answered_from_what_may_be_seen(filled):
    index, dice = filled.index, random.Random(1)
    seen = bitmap([filled.catalog.getrid(f"/d{number}") for number in range(40)])
    known = set(words_in(" ".join(WORDS)))
    for _ in range(3000):
        text = "".join(
            dice.choices([*PIECES, *WORDS, "h", "sa", "harb", "wrods"], k=dice.randrange(1, 9))
        )
        hits = index.hits(text, seen)
        assert hits.found <= seen
        assert set(hits.best(200)) <= set(signed(hits.found))
        assert {word for word, _ in index.completions(text, seen)} <= known
        assert index.did_you_mean(text, seen) in {None, *known}


@pytest.mark.parametrize(
    "piece",
    ["a", "a ", "(", '"', "-", "NOT ", "( a OR ", "a* ", "a*", "a?", "ab* ", '"a b" ', "a-b-"],
)
def test_of_a_long_query_the_beginning_is_read(piece):
    reading = read(piece * 10_000)
    assert Note.CUT in reading.notes
    assert len(reading.query) <= LONGEST * 2
    if reading.node:
        store = Store()
        store.snapshot().found(build(reading.node))


def test_the_words_of_phrases_count_among_those_that_are_read():
    reading = read(f'"{"a " * 60}" "{"b " * 60}" c')
    assert [len(words.tokens) for words in reading.node.nodes] == [60, 4]
    assert reading.notes == (Note.CUT,)
    assert read(reading.query) == Reading(reading.query, reading.node)
