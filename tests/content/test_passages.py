"""Passages show the words that were looked for, where they stand."""

from ccsr.content.domain import words
from ccsr.content.domain.matching import fold
from ccsr.content.domain.passages import mark
from ccsr.content.domain.passages import passage
from ccsr.content.domain.passages import passages
from fnmatch import fnmatch
from html.parser import HTMLParser

import pytest
import random


LONG = "Some other sentence about the garden. " * 30


def wanted(typed):
    return words.read(typed).wanted


@pytest.mark.parametrize(
    ("typed", "text", "marked"),
    [
        ("care", "Care was good", "<mark>Care</mark> was good"),
        ("care", "Carers are here", None),
        ("car*", "Carers are here", "<mark>Carers</mark> are here"),
        ("fostering", "Foster carers fostered", "<mark>Foster</mark> carers <mark>fostered</mark>"),
        ('"foster"', "fostering, foster", "fostering, <mark>foster</mark>"),
        ("study", "studies of a student", "<mark>studies</mark> of a student"),
        ("wom?n", "a woman, women, womanly", "a <mark>woman</mark>, <mark>women</mark>, womanly"),
        ("in*ction", "inspection of it", "<mark>inspection</mark> of it"),
        ('"at the risk"', "at the ris at the risk", "at the ris <mark>at the risk</mark>"),
        ('"at ris"*', "at risks", "<mark>at risks</mark>"),
        ("(a OR b) NOT c", "a b c", "<mark>a</mark> <mark>b</mark> c"),
        ("straße", "Die Straße", "Die <mark>Straße</mark>"),
        ("日本", "x日本語", "x<mark>日本</mark>語"),
        ("ty gwyn", "Tŷ Gŵyn", "<mark>Tŷ</mark> <mark>Gŵyn</mark>"),
        ("tŷ", "the Ty\u0302 house", "the <mark>Tŷ</mark> house"),
        ('"at risk"', "at\nrisk, not risk at", "<mark>at risk</mark>, not risk at"),
        ("children's", "The children’s home", "The <mark>children’s</mark> home"),
        ("staff", "the sta\ufb00 room", "the <mark>staff</mark> room"),
        ("a.c", "abc a.c", "abc <mark>a.c</mark>"),
        ("x NOT y", "x y", "<mark>x</mark> y"),
        ("left OR right", "right", "<mark>right</mark>"),
    ],
)
def test_words_are_marked_whatever_case_and_accents(typed, text, marked):
    assert passage(text, wanted(typed)) == marked


def test_wildcards_match_as_in_file_names():
    dice = random.Random(1)
    for _ in range(3000):
        pattern = "a" + "".join(dice.choices("ab*?", k=5)) + "b"
        if not set("*?").isdisjoint(pattern):
            word = "a" + "".join(dice.choices("ab", k=8))
            assert bool(passage(word, wanted(pattern))) == fnmatch(word, pattern), (pattern, word)


def test_wildcards_come_to_an_end_in_a_word_without_end():
    assert passage("ab" + "cdefgh" * 1000, wanted("ab*c*d*e*f*x")) is None


def test_text_is_escaped_and_only_marks_are_markup():
    found = passage('<script>alert("care & x")</script>', wanted("script care"))
    assert found == (
        "&lt;<mark>script</mark>&gt;alert(&quot;<mark>care</mark> &amp; x&quot;)"
        "&lt;/<mark>script</mark>&gt;"
    )


def test_pages_are_numbered_from_one_and_the_fullest_is_first():
    pages = ["nothing", "staff alone", LONG + "staff and children together " + LONG, ""]
    found = passages(pages, wanted("staff children"))
    assert [one.number for one in found] == [3, 2]


def test_a_passage_is_cut_between_words():
    [found] = passages([LONG + "a needle here " + LONG], wanted("needle"))
    plain = found.html.replace("<mark>", "").replace("</mark>", "")
    assert plain.startswith("… ")
    assert plain.endswith(" …")
    assert set(plain.strip("… ").split()) <= set((LONG + "a needle here").split())
    assert len(plain) < 300


def test_a_phrase_over_the_end_of_a_page_is_shown_by_its_words():
    found = passages(["the end of one", "page goes on"], wanted('"one page"'))
    assert {one.html for one in found} == {
        "the end of <mark>one</mark>",
        "<mark>page</mark> goes on",
    }


def test_the_number_of_passages_is_limited():
    assert len(passages(["word"] * 50, wanted("word"), limit=3)) == 3


def test_a_name_is_marked_whole():
    name = "Cartref Tŷ Gwyn & Meibion"
    assert mark(name, wanted('"gwyn ty"')) == (
        "Cartref <mark>Tŷ</mark> <mark>Gwyn</mark> &amp; Meibion"
    )
    assert mark(name, ()) == "Cartref Tŷ Gwyn &amp; Meibion"


def test_folding_keeps_every_place():
    text = "".join(map(chr, range(1, 0x3000)))
    assert len(fold(text)) == len(text)


class Balanced(HTMLParser):
    """Fails on any tag but ``mark``, properly closed."""

    depth = 0

    def handle_starttag(self, tag, attrs):
        assert (tag, attrs) == ("mark", [])
        self.depth += 1

    def handle_endtag(self, tag):
        self.depth -= 1
        assert (tag, self.depth) == ("mark", 0)


@pytest.mark.parametrize("typed", ["a", "a* b", '"a b"', "<b>", "İs*", "ß*", "mark", "amp lt"])
def test_what_is_returned_is_always_sound_html(typed):
    text = "A b <b>a b</b> </mark> &amp; İstanbul ß ﬁ ½ amp lt mark\x00 " * 40
    found = passage(text, wanted(typed))
    reader = Balanced()
    reader.feed(found)
    assert reader.depth == 0


@pytest.mark.parametrize(
    ("typed", "read_as", "notes"),
    [
        ("one two", None, []),
        ('"one two', "one two", ["find_note_quote_open"]),
        ("(one OR two", "one OR two", ["find_note_parenthesis"]),
        ("one AND", "one", ["find_note_operator_alone"]),
        ("NOT one", "NOT one", ["find_note_only_not"]),
        ("***", None, ["find_note_no_word"]),
        ("", None, []),
    ],
)
def test_what_is_read_otherwise_than_it_was_typed_is_told(typed, read_as, notes):
    found = words.read(typed)
    assert (found.read_as, found.notes) == (read_as, notes)


def test_too_much_is_cut_and_says_so():
    for typed in ("word " * 65, "w" * 2001, "w " + "x" * 1_000_000):
        assert "find_note_cut" in words.read(typed).notes
    assert words.read("word " * 64).notes == []


def test_a_long_report_shows_its_best_pages():
    filling = "The children are well looked after and staff know them. " * 60
    pages = [filling] * 40
    pages[28] = filling + "Fostering panels at risk meet. " + filling
    found = passages(pages, wanted("fostered risk children"))
    assert found[0].number == 29
    assert found[0].html.count("<mark>") == 2
