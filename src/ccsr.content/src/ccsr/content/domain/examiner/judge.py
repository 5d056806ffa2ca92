"""What is found in a PDF: the text of its pages, or the rule that refuses it.

Runs in the examiner's process. Two readers must agree on the number of pages:
pikepdf sees every object and repairs a broken file without a word, PDFium reads
as a browser does and guesses otherwise.
"""

from __future__ import annotations

from ccsr.content.domain.examiner import limits
from ccsr.content.domain.examiner.active import refuse_active
from ccsr.content.domain.examiner.frame import earlier_versions
from ccsr.content.domain.examiner.frame import refuse_frame
from ccsr.content.domain.examiner.pictured import is_picture
from ccsr.content.domain.examiner.refused import Refused
from ccsr.content.domain.examiner.weight import Weight
from collections.abc import Iterator

import codecs
import io
import pikepdf
import pypdfium2


def verdict(data: bytes) -> str | list[tuple[str, bool]]:
    """Return the name of the rule that refuses the file, or what there is of each page.

    That is its text, and whether a machine is to read its picture.
    """
    try:
        refuse_frame(data)
        return list(_texts(data, _pages(data)))
    except Refused as error:
        return error.rule
    except MemoryError:
        return "unexamined"


def _pages(data: bytes) -> int:
    """Return the number of pages that pikepdf sees, once all objects are looked at."""
    try:
        with pikepdf.Pdf.open(io.BytesIO(data), attempt_recovery=False) as document:
            if document.is_encrypted:
                raise Refused("encrypted")
            count = _looked_through(document)
        _refuse_earlier(data)
        return count
    except pikepdf.PasswordError as error:
        raise Refused("encrypted") from error
    except (pikepdf.PdfError, ValueError) as error:
        raise Refused("damaged") from error


def _looked_through(document: pikepdf.Pdf) -> int:
    count = len(document.pages)
    if not count:
        raise Refused("no_pages")
    if count > limits.MOST_PAGES:
        raise Refused("pages")
    weight = Weight()
    refuse_active(document.trailer)
    for found in document.objects:
        refuse_active(found)
        weight.add(found)
    return count


def _refuse_earlier(data: bytes) -> None:
    """Raise ``Refused`` for what is active in an earlier version; readers of signed files show it."""
    for earlier in earlier_versions(data):
        try:
            document = pikepdf.Pdf.open(io.BytesIO(earlier), attempt_recovery=False)
            found = [document.trailer, *document.objects]
        except (pikepdf.PdfError, ValueError):
            # The first part of a file that is arranged for the web, or a line of text.
            continue
        for one in found:
            refuse_active(one)
        document.close()


def _texts(data: bytes, count: int) -> Iterator[tuple[str, bool]]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Refused("damaged") from error
    if len(document) != count:
        raise Refused("damaged")
    left = limits.MOST_TEXT
    for number in range(count):
        found = _text(document, number)
        left -= len(found[0])
        if left < 0:
            raise Refused("heavy")
        yield found
    document.close()


def _text(document: pypdfium2.PdfDocument, number: int) -> tuple[str, bool]:
    try:
        page = document[number]
        textpage = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise Refused("damaged") from error
    try:
        text = str(textpage.get_text_bounded()).replace("\r\n", "\n").replace("\x00", "")
        return text, is_picture(page, text)
    finally:
        textpage.close()
        page.close()


#: Codecs that the readers look up when they first need them.
CODECS = ("ascii", "latin-1", "pdfdoc", "utf-8", "utf-16", "utf-16-be", "utf-16-le")


def warm_up() -> None:
    """Load all that reading needs, since nothing can be loaded under the limits."""
    for name in CODECS:
        codecs.lookup(name)
    plain, locked = io.BytesIO(), io.BytesIO()
    with pikepdf.Pdf.new() as document:
        page = document.add_blank_page()
        page.contents_add(b"BT /F1 9 Tf (warm) Tj ET")
        document.save(plain)
        document.save(locked, encryption=pikepdf.Encryption(owner="warm"))
    whole = plain.getvalue()
    for data in (whole, whole.replace(b"startxref", b"startxref 1"), locked.getvalue(), b""):
        verdict(data)
