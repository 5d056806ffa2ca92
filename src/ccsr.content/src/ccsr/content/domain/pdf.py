"""Looking into a PDF: is it one that the portal can keep, and what does it say.

PDFium is not safe to use from several threads, so every look goes through one
lock of the process.
"""

from __future__ import annotations

from ccsr.content import _
from dataclasses import dataclass
from threading import Lock
from zope.i18nmessageid import Message

import pypdfium2


#: Larger files than this are refused (bytes).
LARGEST = 50 * 1024 * 1024
MAGIC = b"%PDF-"

#: PDFium's errors "password" and "security handler".
PROTECTED = frozenset({4, 5})

_pdfium = Lock()


class UnsuitableFile(ValueError):
    """The file cannot be kept; ``message`` says why and what to do."""

    def __init__(self, rule: str, message: Message) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message


EMPTY = _("file_empty", default="The file is empty. Choose the PDF again.")
NOT_PDF = _("file_not_pdf", default="This is not a PDF. Save the document as PDF and upload that.")
TOO_LARGE = _(
    "file_too_large",
    default="The file is larger than ${limit} MB. Reduce it, or split it in parts.",
    mapping={"limit": str(LARGEST // 1024 // 1024)},
)
ENCRYPTED = _(
    "file_encrypted",
    default="The PDF is protected by a password. Save it without one and upload that.",
)
DAMAGED = _(
    "file_damaged",
    default="The PDF is damaged and cannot be opened. Ask the sender for it again.",
)
NO_PAGES = _("file_no_pages", default="The PDF has no pages. Ask the sender for it again.")


@dataclass(frozen=True)
class Contents:
    """What was read: the text of each page, in order; scanned pages are ''."""

    pages: tuple[str, ...]

    @property
    def has_text(self) -> bool:
        """Whether any page holds text (a scan holds none)."""
        return any(page.strip() for page in self.pages)


def read(data: bytes) -> Contents:
    """Return the text of a PDF by page.

    Raises UnsuitableFile where the file is empty, too large, not a PDF,
    encrypted, damaged or without pages.
    """
    _check_bytes(data)
    with _pdfium:
        document = _open(data)
        try:
            pages = tuple(_page_text(document, number) for number in range(len(document)))
        except pypdfium2.PdfiumError as error:
            raise UnsuitableFile("damaged", DAMAGED) from error
        finally:
            document.close()
    if not pages:
        raise UnsuitableFile("no_pages", NO_PAGES)
    return Contents(pages)


def _check_bytes(data: bytes) -> None:
    if not data:
        raise UnsuitableFile("empty", EMPTY)
    if len(data) > LARGEST:
        raise UnsuitableFile("too_large", TOO_LARGE)
    if not data.startswith(MAGIC):
        raise UnsuitableFile("not_pdf", NOT_PDF)


def _open(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if _is_encrypted(error, data):
            raise UnsuitableFile("encrypted", ENCRYPTED) from error
        raise UnsuitableFile("damaged", DAMAGED) from error


def _is_encrypted(error: pypdfium2.PdfiumError, data: bytes) -> bool:
    # PDFium reports the error before where the last one sets none, so the word
    # of the file is asked for as well; it always stands there in the clear.
    return error.err_code in PROTECTED and b"/Encrypt" in data


def _page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    textpage = page.get_textpage()
    try:
        return str(textpage.get_text_bounded()).replace("\r\n", "\n").replace("\x00", "")
    finally:
        textpage.close()
        page.close()
