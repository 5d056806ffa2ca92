"""Looking into a PDF: what is kept, and one sentence for what is not."""

from ccsr.content.domain import pdf
from pypdfium2 import PdfDocument
from world import pdf as make_pdf

import io
import pytest


@pytest.fixture(scope="module")
def good():
    return make_pdf("Staffing was good.", "", "Tŷ Gwyn: gofal a chymorth.")


def rule(data):
    """Return the name of the rule that refuses these bytes."""
    with pytest.raises(pdf.UnsuitableFile) as refusal:
        pdf.read(data)
    assert refusal.value.message.default
    return refusal.value.rule


def test_the_text_is_kept_page_by_page(good):
    contents = pdf.read(good)
    assert contents.pages[0].strip() == "Staffing was good."
    assert contents.pages[1].strip() == ""
    assert contents.pages[2].strip() == "Tŷ Gwyn: gofal a chymorth."
    assert contents.has_text


def test_a_scan_is_kept_and_known_to_hold_no_text():
    contents = pdf.read(make_pdf("", ""))
    assert len(contents.pages) == 2
    assert not contents.has_text


def test_an_empty_file_is_refused():
    assert rule(b"") == "empty"


@pytest.mark.parametrize(
    "data", [b"MZ\x90\x00", b"<html>%PDF-1.7</html>", b"PK\x03\x04docx", b" %PDF-1.7"]
)
def test_what_does_not_start_as_a_pdf_is_refused(data):
    assert rule(data) == "not_pdf"


def test_a_file_above_the_limit_is_refused_before_it_is_opened(good, monkeypatch):
    monkeypatch.setattr(pdf, "LARGEST", len(good) - 1)
    assert rule(good) == "too_large"


def test_a_pdf_that_is_nothing_but_its_first_line_is_refused():
    assert rule(b"%PDF-1.7\n") == "damaged"


def test_a_pdf_of_noise_is_refused():
    assert rule(b"%PDF-1.7\n" + bytes(range(256)) * 40) == "damaged"


def test_a_truncated_pdf_is_refused(good):
    assert rule(good[: len(good) // 3]) == "damaged"


ENCRYPTED = b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj
4 0 obj<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>endobj
trailer<</Root 1 0 R/Size 5/Encrypt 4 0 R/ID[<00><00>]>>
""" % (b"12" * 32, b"34" * 32)


def test_a_pdf_behind_a_password_is_refused_as_such():
    assert rule(ENCRYPTED) == "encrypted"


def test_a_pdf_without_pages_is_refused():
    empty = io.BytesIO()
    with PdfDocument.new() as document:
        document.save(empty)
    # Whatever was refused before it.
    assert rule(ENCRYPTED) == "encrypted"
    assert rule(empty.getvalue()) == "damaged"
