"""Where the words of a PDF stand, and what its pages look like."""

from ccsr.content.domain import paper
from ccsr.content.domain import uploads
from io import BytesIO
from PIL import Image
from PIL import ImageOps
from world import pdf as make_pdf

import hostile
import pytest


CROPPED = b"/CropBox[10 60 150 160]"
#: Name → entries of the page, and its width and height as shown, in points.
PAGES = {
    "plain": (b"", (200, 200)),
    "turned right": (b"/Rotate 90", (200, 200)),
    "upside down": (b"/Rotate 180", (200, 200)),
    "turned left": (b"/Rotate 270", (200, 200)),
    "cropped": (CROPPED, (140, 100)),
    "cropped and turned": (CROPPED + b"/Rotate 90", (100, 140)),
}
#: Two lines of which the first ends in a hyphen, and a word beside the page.
LINES = b"BT /F1 12 Tf 20 100 Td (well-) Tj 0 -14 Td (being of all) Tj 0 400 Td (unseen) Tj ET"


def ink(data):
    """Return where the first page is dark: left, top, right and bottom as parts of it."""
    drawn = Image.open(BytesIO(paper.picture(data, 1, 800)))
    assert drawn.format == "WEBP"
    left, top, right, bottom = (
        ImageOps.invert(drawn.convert("L")).point(lambda one: one > 99).getbbox()
    )
    return left / drawn.width, top / drawn.height, right / drawn.width, bottom / drawn.height


@pytest.mark.parametrize("name", PAGES)
def test_a_word_stands_where_it_is_seen(name):
    entries, size = PAGES[name]
    data = hostile.document(page=entries)
    (sheet,) = paper.sheets(data)
    (word,) = sheet.words
    left, top, right, bottom = ink(data)
    assert (sheet.width, sheet.height) == size
    assert (word.text, word.size, word.bold) == ("Good", 12, False)
    assert word.left <= left + 0.01
    assert word.top <= top + 0.01
    assert word.right >= right - 0.01
    assert word.bottom >= bottom - 0.01
    # Around the word and no more: a line's height, and the width of its ink.
    assert (word.right - word.left) * (word.bottom - word.top) < 3 * (right - left) * (bottom - top)


def test_words_come_in_the_order_of_the_text_and_end_with_the_line():
    data = hostile.document(more={4: hostile.stream(LINES)})
    (sheet,) = paper.sheets(data)
    assert [word.text for word in sheet.words] == ["well-", "being", "of", "all"]
    assert sheet.words[1].top > sheet.words[0].top


def test_letters_that_are_one_sign_are_read_apart():
    (sheet,) = paper.sheets(make_pdf("Efficient office, Tŷ Gwyn"))
    assert [word.text for word in sheet.words] == ["Efficient", "office,", "Tŷ", "Gwyn"]


def test_every_word_of_a_real_report_is_of_its_text(real_data):
    data = next((real_data / "reports").glob("80461*.pdf")).read_bytes()
    sheets = paper.sheets(data)
    pages = uploads.accept(data).pages
    assert [sheet.number for sheet in sheets] == list(range(1, len(pages) + 1))
    for sheet, page in zip(sheets, pages, strict=True):
        read = page.replace("\x02", "- ").split()
        assert [word.text for word in sheet.words] == read
    title = next(word for word in sheets[0].words if word.text == "Inspection")
    assert (title.size, title.bold) == (16, True)


def test_pictures_come_in_the_order_they_were_asked_for():
    data = make_pdf("", "Dark " * 300, "")
    sizes = [len(one) for one in paper.pictures(data, [3, 2, 1], 300)]
    assert sizes[0] == sizes[2] < sizes[1]


def test_more_pictures_than_one_process_may_draw_come_all_the_same(monkeypatch):
    monkeypatch.setattr(paper, "MOST_ASKED", 1)
    assert len(list(paper.pictures(make_pdf("One", "Two"), [1, 2], 100))) == 2


@pytest.mark.parametrize(
    ("data", "number", "width"),
    [
        (b"%PDF-1.7 no more", 1, 100),
        (hostile.PDF, 2, 100),
        (hostile.PDF, 1, 20_000),
        (hostile.document(page=b"/CropBox[0 0 1 200]"), 1, 5_000),
    ],
)
def test_what_cannot_be_drawn_is_refused(data, number, width):
    with pytest.raises(uploads.UnsuitableFile):
        paper.picture(data, number, width)


@pytest.mark.parametrize("name", ["forms in forms in forms"])
def test_a_page_that_takes_too_much_costs_the_portal_nothing(name):
    data = hostile.FILES[name].make()
    with pytest.raises(uploads.UnsuitableFile):
        paper.sheets(data)
    assert paper.sheets(hostile.PDF)
