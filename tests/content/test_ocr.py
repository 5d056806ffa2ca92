"""Pages that are pictures: which they are, and what a machine reads of them."""

from ccsr.content.domain import ocr
from ccsr.content.domain import paper
from ccsr.content.domain import uploads
from ccsr.content.domain.examiner import sense
from ccsr.content.domain.ocr import limits
from ccsr.content.domain.ocr import program
from itertools import pairwise

import math
import pytest
import scanned


ENGLISH = (
    "The home was inspected in May. Children told us that they feel safe at Lighthouse, and that "
    "the staff listen to what they say. Records of what happened at night must be kept."
)
WELSH = (
    "Mae'r plant yn cael gofal da gan staff sy'n eu hadnabod yn dda. Gwelsom fod y tŷ yn lân ac "
    "yn gynnes, a bod barn y plant yn cael ei chofnodi."
)
#: The same with every letter three further on, as a font without its table gives it.
SENSELESS = "".join(chr(ord(one) + 3) if one.isalpha() else one for one in ENGLISH)


# -- which pages --------------------------------------------------------------


def test_a_picture_of_text_is_known_from_a_page_with_text_and_from_an_empty_one():
    assert uploads.accept(scanned.scan(ENGLISH, WELSH)).pictures == (1, 2)
    assert uploads.accept(scanned.digital(ENGLISH, "", "Annex A")).pictures == ()


@pytest.mark.parametrize("text", [ENGLISH, WELSH, "Page 7", "12 May 2025 £1,200 3.5 %", ""])
def test_a_text_that_can_be_read_makes_sense(text):
    assert not sense.is_senseless(text)


@pytest.mark.parametrize("text", [SENSELESS, "\ue001\ue002\ue003 \ufffd\ufffd", "\x01\x02 \x03"])
def test_codes_of_a_font_make_no_sense(text):
    assert sense.is_senseless(text)


def test_what_was_read_takes_the_place_only_of_what_says_less():
    assert sense.says_more(ENGLISH, "")
    assert sense.says_more(ENGLISH, "COPY received 12 May")
    assert sense.says_more(ENGLISH, SENSELESS)
    assert not sense.says_more("", "COPY")
    assert not sense.says_more("l ll i", ENGLISH)


# -- what is read -------------------------------------------------------------


def read(data):
    [page] = ocr.read(data, [1])
    return page


@pytest.mark.parametrize(("turn", "lean"), [(0, 0), (90, 2), (180, -2.5), (270, 4)])
def test_a_page_is_read_as_it_lies_and_its_words_are_where_they_are_seen(tesseract, turn, lean):
    page = read(scanned.scan(ENGLISH, turn=turn, lean=lean))
    assert page.text.split() == ENGLISH.split()
    assert page.confidence > 85
    [sheet] = paper.sheets(scanned.digital(ENGLISH))
    for word, seen in zip(sheet.words, page.words, strict=True):
        expected = place(middle(word), sheet, turn, lean)
        assert math.dist(middle(seen), expected) < 0.02
        assert seen.text == word.text
        assert 9 < seen.size < 14


def middle(word):
    return (word.left + word.right) / 2, (word.top + word.bottom) / 2


def place(point, sheet, turn, lean):
    """Return where a point of a straight page is seen on one that leans and was turned."""
    across = (point[0] - 0.5) * sheet.width
    down = (point[1] - 0.5) * sheet.height
    angle = math.radians(turn + lean)
    across, down = (
        across * math.cos(angle) + down * math.sin(angle),
        down * math.cos(angle) - across * math.sin(angle),
    )
    width, height = sheet.width, sheet.height
    if turn % 180:
        width, height = height, width
    return across / width + 0.5, down / height + 0.5


def test_welsh_is_read_beside_english(tesseract):
    # Both kinds of apostrophe are printed alike.
    text = read(scanned.scan(f"{WELSH}\n\n{ENGLISH}")).text.replace("’", "'")
    assert text.split() == f"{WELSH} {ENGLISH}".split()


def test_paragraphs_stand_apart_and_words_are_in_the_order_of_the_text(tesseract):
    page = read(scanned.scan(f"{ENGLISH}\n\n{ENGLISH}"))
    assert page.text.count("\n\n") == 1
    assert [word.text for word in page.words] == page.text.split()
    lines = [word.top for word in page.words if word.left < 0.12]
    assert all(one < other for one, other in pairwise(lines))


def test_words_that_are_probably_misread_are_named(tesseract, monkeypatch):
    monkeypatch.setattr("ccsr.content.domain.ocr.hocr.DOUBTFUL", 101)
    page = read(scanned.scan("Lighthouse"))
    assert page.doubtful == (0,)


# -- what cannot be read ------------------------------------------------------


def test_an_empty_page_is_told_from_one_of_which_nothing_could_be_read(tesseract):
    assert read(scanned.digital("")).confidence is None
    photograph = read(
        scanned.scan("#rect(width: 100%, height: 100%, fill: gradient.linear(white, black))")
    )
    assert (photograph.text, photograph.confidence) == ("", 0)


def test_without_tesseract_nothing_is_read_and_empty_pages_are_known(monkeypatch):
    monkeypatch.setenv(program.VARIABLE, "")
    assert program.languages() == ()
    assert "tesseract-ocr-cym" in program.missing()
    data = scanned.scan(ENGLISH)
    assert list(ocr.read(data, [1])) == []
    assert [page.number for page in ocr.read(scanned.digital(""), [1])] == [1]


@pytest.mark.parametrize(
    "does",
    ["while :; do :; done", 'exec python3 -c "bytearray(2 << 30)"', "echo kept > $0.kept"],
    ids=["work", "memory", "files"],
)
def test_a_program_that_does_too_much_is_stopped_and_the_page_comes_without_words(
    does, tmp_path, monkeypatch
):
    script = tmp_path / "tesseract"
    script.write_text(f'#!/bin/sh\n[ "$1" = --list-langs ] && echo eng && exit\n{does} || exit 1\n')
    script.chmod(0o700)
    monkeypatch.setenv(program.VARIABLE, str(script))
    monkeypatch.setattr(limits, "TIME", 1)
    assert program.languages() == ("eng",)
    page = read(scanned.scan(ENGLISH))
    assert (page.words, page.confidence) == ((), 0)
    assert not any(one.stat().st_size for one in tmp_path.iterdir() if one != script)
